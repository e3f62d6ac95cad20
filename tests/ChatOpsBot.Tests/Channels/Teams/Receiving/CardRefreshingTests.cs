using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Teams.Receiving;

namespace ChatOpsBot.Tests.Channels.Teams.Receiving;

public sealed class CardRefreshingTests : IAsyncLifetime
{
    private TeamsHost _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _bot = await TeamsHost.LocalAsync(("Teams:TenantId", TeamsHost.Tenant));
        _bot.Recorder.Views = (card, viewer, _) => Task.FromResult<CardView?>(new(
            new Reply { Title = $"{card} for {viewer.Account}", Card = card, Parts = [new Buttons([new("Approve", "approve 12")])] },
            new Reader(Locale.From(viewer.Locale), TimeZoneInfo.Utc, viewer.At)));
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task Whoever_looks_gets_the_card_as_it_is_for_that_person_and_is_asked_nothing()
    {
        var answer = await _bot.InvokeAsync(Refresh("request:12"));

        Assert.Equal((200, "application/vnd.microsoft.card.adaptive"), ((int?)answer["statusCode"], (string?)answer["type"]));
        var card = answer["value"]!;
        Assert.Contains($"request:12 for teams:{TeamsHost.Tenant}/aad0-alex", card.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("approve 12", card.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["29:alex"], card["refresh"]!["userIds"]!.AsArray().Select(user => (string)user!));
        Assert.Equal("显示我能做的", (string?)card["refresh"]!["action"]!["title"]);
        Assert.Empty(_bot.Recorder.Intents);
    }

    [Fact]
    public async Task A_card_that_is_no_longer_kept_says_so()
    {
        _bot.Recorder.Views = (_, _, _) => Task.FromResult<CardView?>(null);
        var answer = await _bot.InvokeAsync(Refresh("request:12"));
        Assert.Equal((404, "application/vnd.microsoft.error"), ((int?)answer["statusCode"], (string?)answer["type"]));
    }

    [Fact]
    public async Task A_store_that_takes_longer_than_Teams_waits_leaves_the_card_as_it_is()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _bot.Recorder.Views = async (_, _, token) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return null;
        };
        var answering = _bot.InvokeAsync(Refresh("request:12"));
        await asked.Task;
        _bot.Time.Advance(CardRefreshing.Patience);
        Assert.Equal(404, (int?)(await answering)["statusCode"]);
        Assert.Contains("The card request:12 could not be read in time", _bot.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_of_another_tenant_gets_no_card()
    {
        var answer = await _bot.InvokeAsync(Refresh("request:12").With("channelData.tenant.id", "9d000000-0000-4000-8000-000000000000"));
        Assert.Equal(403, (int?)answer["statusCode"]);
        Assert.Contains("Refused a sender", _bot.Log.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"card":""}""")]
    [InlineData("""{"card":{"a":1}}""")]
    [InlineData("{}")]
    public async Task Forged_data_show_nothing(string data)
    {
        var answer = await _bot.InvokeAsync(Refresh("x").With("value.action.data", JsonNode.Parse(data)));
        Assert.Equal("application/vnd.microsoft.error", (string?)answer["type"]);
        Assert.Contains("its data are not this bot's", _bot.Log.All, StringComparison.Ordinal);
    }

    private static JsonObject Refresh(string card) => Activities.Press("x", verb: "refresh")
        .With("value.action.data", new JsonObject { ["card"] = card }).With("value.trigger", "automatic");
}
