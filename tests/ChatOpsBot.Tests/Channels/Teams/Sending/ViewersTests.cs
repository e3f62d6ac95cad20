using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Teams;
using ChatOpsBot.Host.Channels.Teams.Sending;

namespace ChatOpsBot.Tests.Channels.Teams.Sending;

/// <summary>For whom cards are refreshed, as they go onto the wire.</summary>
public sealed class ViewersTests : IAsyncLifetime
{
    private static readonly Reply Request = new() { Title = "Request 12", Card = new("request:12"), Parts = [new Buttons([new("Approve", "approve 12")])] };
    private TeamsHost _bot = null!;
    private FakeConnector _teams = null!;

    public async ValueTask InitializeAsync()
    {
        _bot = await TeamsHost.LocalAsync();
        _teams = await FakeConnector.StartAsync(_bot.Time);
        _teams.Conversations.Add("19:room");
        await KnowAsync("a:alex", "29:alex", "aad0-alex");
        await KnowAsync("a:megan", "29:megan", "aad0-megan");
        await KnowAsync("a:stranger", "29:stranger", "aad0-stranger");
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
    }

    [Fact]
    public async Task In_a_room_a_card_is_refreshed_for_the_people_of_the_configuration_the_approvers_first()
    {
        var refresh = (await PostAsync("19:room", null, Request))!;
        Assert.Equal(["29:megan", "29:alex"], refresh["userIds"]!.AsArray().Select(user => (string)user!));
        Assert.Equal(("Action.Execute", "refresh", "request:12"), ((string?)refresh["action"]!["type"], (string?)refresh["action"]!["verb"], (string?)refresh["action"]!["data"]!["card"]));
    }

    [Fact]
    public async Task In_a_personal_chat_it_is_refreshed_for_its_person() =>
        Assert.Equal(["29:alex"], (await PostAsync("a:personal-alex", "29:alex", Request))!["userIds"]!.AsArray().Select(user => (string)user!));

    [Fact]
    public async Task A_card_that_takes_the_place_of_another_is_refreshed_as_well()
    {
        await PostAsync("19:room", null, Request);
        Assert.NotNull(await PostAsync("19:room", null, Request, "1-1"));
    }

    [Fact]
    public async Task What_is_the_same_for_everybody_is_not_refreshed()
    {
        Assert.Null(await PostAsync("19:room", null, Request with { Card = null }));
        Assert.Null(await PostAsync("19:room", null, Request with { Parts = [new Paragraph("done")] }));
        Assert.Null(await PostAsync("19:room", null, Request with { Card = new("teams/u1") }));
    }

    [Fact]
    public async Task When_nobody_is_known_the_card_is_sent_as_it_is_with_all_of_its_buttons()
    {
        _bot.Recorder.Addresses.Clear();
        Assert.Null(await PostAsync("19:room", null, Request));
        Assert.Contains("approve 12", _teams.Messages.Values.Single().ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_people_are_named_than_Teams_takes()
    {
        var many = new ManyPeople();
        foreach (var person in many.All) await KnowAsync($"a:{person.Id}", $"29:{person.Id}", person.Id.Value);
        var refresh = await new Viewers(many, _bot.Recorder).OfAsync(new TeamsReference("", "msteams", "19:room", null, null, null), Request, TestContext.Current.CancellationToken);
        Assert.Equal(60, refresh!.Users.Count);
        Assert.Contains("29:p99", refresh.Users);
    }

    private Task KnowAsync(string chat, string user, string account)
    {
        var reference = new TeamsReference(_teams.Url, "msteams", chat, "28:bot", "ChatOps", TeamsHost.Tenant) { User = user };
        return _bot.Recorder.RememberAsync(reference.Address, reference.Write(), new AccountId($"teams:{TeamsHost.Tenant}/{account}"), null, TestContext.Current.CancellationToken);
    }

    private async Task<JsonNode?> PostAsync(string chat, string? user, Reply reply, string? replaces = null)
    {
        var reference = new TeamsReference(_teams.Url, "msteams", chat, "28:bot", "ChatOps", TeamsHost.Tenant) { User = user };
        await _bot.Recorder.RememberAsync(reference.Address, reference.Write(), null, null, TestContext.Current.CancellationToken);
        var posting = new Posting(reference.Address, reply, new Reader(Locale.English, TimeZoneInfo.Utc, TeamsHost.Now), replaces, 1);
        var posted = Assert.IsType<PostingResult.Posted>(await _bot.Channel.PostAsync(posting, TestContext.Current.CancellationToken));
        return _teams.Messages[posted.ActivityId]["attachments"]![0]!["content"]!["refresh"];
    }

    // The last one alone approves.
    private sealed class ManyPeople : IPeople
    {
        public IReadOnlyList<Person> All { get; } = [.. Enumerable.Range(0, 100).Select(at => new Person(
            new($"p{at}"), $"P {at}", [new($"teams:{TeamsHost.Tenant}/p{at}")], new HashSet<Role> { at == 99 ? Role.Approver : Role.Reader }, null))];

        public Person? Find(AccountId account) => null;

        public Person? Get(PersonId id) => null;
    }
}
