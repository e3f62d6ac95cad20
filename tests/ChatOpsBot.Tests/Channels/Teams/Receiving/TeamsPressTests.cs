using System.Net;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Presses;

namespace ChatOpsBot.Tests.Channels.Teams.Receiving;

/// <summary>Pressed buttons, as <see cref="Host.Channels.Teams.Receiving.TeamsBot"/> takes them.</summary>
public sealed class TeamsPressTests : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private TeamsHost _bot = null!;

    public async ValueTask InitializeAsync() => _bot = await TeamsHost.LocalAsync(("Teams:TenantId", TeamsHost.Tenant));

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task A_press_is_recorded_as_its_command_and_answered_at_once_in_the_readers_language()
    {
        var answer = await _bot.InvokeAsync(Activities.Press("approve 3"));

        Assert.Equal(
            """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"正在处理：approve 3"}""", answer.ToJsonString(Readable));
        var intent = Assert.Single(_bot.Recorder.Intents);
        Assert.Equal(("approve 3", "card-7"), (intent.Text, intent.CardActivity));
    }

    [Fact]
    public async Task A_press_that_is_sent_again_under_another_id_is_the_same_event_and_says_so()
    {
        await _bot.InvokeAsync(Activities.Press("approve 3", id: "i1"));
        var again = await _bot.InvokeAsync(Activities.Press("approve 3", id: "i2"));

        Assert.Single(_bot.Recorder.Intents);
        Assert.Contains("已经收到过", again.ToJsonString(Readable), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_button_pressed_by_another_person_or_later_or_another_button_is_another_event()
    {
        await _bot.InvokeAsync(Activities.Press("approve 3"));
        await _bot.InvokeAsync(Activities.Press("approve 3", id: "i2").With("from.aadObjectId", "aad-megan"));
        await _bot.InvokeAsync(Activities.Press("approve 3", id: "i3", token: "tok-2"));
        _bot.Time.Advance(RecentPresses.Window + TimeSpan.FromSeconds(1));
        await _bot.InvokeAsync(Activities.Press("approve 3", id: "i4"));

        Assert.Equal(4, _bot.Recorder.Intents.Count);
    }

    [Fact]
    public async Task A_resend_across_the_edge_of_a_window_is_still_the_same_event()
    {
        _bot.Time.Advance(RecentPresses.Window - TimeSpan.FromSeconds(1));
        await _bot.InvokeAsync(Activities.Press("approve 3", id: "i1"));
        _bot.Time.Advance(TimeSpan.FromSeconds(15));
        await _bot.InvokeAsync(Activities.Press("approve 3", id: "i2"));
        Assert.Single(_bot.Recorder.Intents);
    }

    [Fact]
    public async Task The_submit_fallback_is_the_same_press()
    {
        await _bot.InvokeAsync(Activities.Press("approve 3"));
        await _bot.AcceptAsync(Activities.Submit("approve 3"));
        Assert.Single(_bot.Recorder.Intents);
        await _bot.AcceptAsync(Activities.Submit("deny 3", token: "tok-2"));
        Assert.Equal(("deny 3", "card-7"), (_bot.Recorder.Intents[1].Text, _bot.Recorder.Intents[1].CardActivity));
    }

    [Fact]
    public async Task A_pick_list_says_what_was_picked()
    {
        await _bot.InvokeAsync(Activities.Press("x").With("value.action.data", new JsonObject { ["from"] = "pick1", ["token"] = "t", ["pick1"] = "pod checkout -n shop" }));
        Assert.Equal("pod checkout -n shop", Assert.Single(_bot.Recorder.Intents).Text);
    }

    [Theory]
    [InlineData("""{"token":"t"}""")]
    [InlineData("""{"say":""}""")]
    [InlineData("""{"say":{"a":1}}""")]
    [InlineData("""{"from":"token","token":""}""")]
    [InlineData(""" "approve 3" """)]
    [InlineData("null")]
    public async Task Forged_data_do_nothing_and_say_so(string data)
    {
        var answer = await _bot.PostAsync(TeamsHost.Local(Activities.Press("x").With("value.action.data", JsonNode.Parse(data) ?? "nothing")));

        var body = await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        Assert.Equal("application/vnd.microsoft.error", body!["type"]!.GetValue<string>());
        Assert.Empty(_bot.Recorder.Intents);
        Assert.Contains("Refused a press", _bot.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_verb_does_nothing()
    {
        await _bot.PostAsync(TeamsHost.Local(Activities.Press("approve 3", verb: "execute")));
        Assert.Empty(_bot.Recorder.Intents);
    }

    [Fact]
    public async Task Another_invoke_is_not_implemented() =>
        Assert.Equal(HttpStatusCode.NotImplemented, (await _bot.PostAsync(TeamsHost.Local(Activities.Press("x").With("name", "task/fetch")))).StatusCode);

    [Fact]
    public async Task A_pressed_button_of_another_tenant_is_refused_in_its_answer()
    {
        var answer = await _bot.InvokeAsync(Activities.Press("approve 3").With("channelData.tenant.id", "9d000000-0000-4000-8000-000000000000"));
        Assert.Empty(_bot.Recorder.Intents);
        Assert.Contains("租户", answer.ToJsonString(Readable), StringComparison.Ordinal);
    }
}
