using System.Net;
using System.Text.Json.Nodes;

namespace ChatOpsBot.Tests.Channels.Slack.SocketMode;

public sealed class SocketModeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_is_acknowledged_after_it_is_recorded()
    {
        await using var host = await OpenAsync();
        var id = host.Slack.Envelope("events_api", SlackEvents.Mention("pods"));
        await host.Slack.AcknowledgementAsync(id);
        Assert.Equal("pods", Assert.Single(host.Recorder.Intents).Text);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_acknowledged_and_comes_again()
    {
        await using var host = await OpenAsync();
        host.Recorder.Fails = new IOException("disk full");
        var id = host.Slack.Envelope("events_api", SlackEvents.Mention("pods"));
        await host.Log.UntilAsync("could not be recorded");
        host.Recorder.Fails = null;
        Assert.Equal(1, host.Slack.Waiting);
        host.Slack.Again();
        await host.Slack.AcknowledgementAsync(id);
        Assert.Single(host.Recorder.Intents);
    }

    [Fact]
    public async Task Commands_and_presses_come_the_same_way_and_a_command_is_shown_to_the_room()
    {
        await using var host = await OpenAsync();
        var command = host.Slack.Envelope("slash_commands", SlackEvents.Command("help", "1.2.3"), takesAnswer: true);
        var press = host.Slack.Envelope("interactive", SlackEvents.Press("whoami", "1.1"));
        Assert.Equal("in_channel", (string?)(await host.Slack.AcknowledgementAsync(command))["payload"]!["response_type"]);
        Assert.Null((await host.Slack.AcknowledgementAsync(press))["payload"]);
        Assert.Equal(["help", "whoami"], host.Recorder.Intents.Select(intent => intent.Text).Order());
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task A_new_socket_is_open_before_the_old_one_closes(string reason)
    {
        await using var host = await OpenAsync();
        host.Slack.Disconnect(reason);
        await host.Slack.UntilAsync(slack => slack.Opened == 2 ? slack : null);
        Assert.Equal(2, host.Slack.MostOpen);
        var id = host.Slack.Envelope("events_api", SlackEvents.Mention("pods"));
        await host.Slack.AcknowledgementAsync(id);
        await host.StateAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_cut_in_the_middle_of_an_event_loses_and_doubles_nothing()
    {
        await using var host = await OpenAsync();
        var id = host.Slack.Envelope("events_api", SlackEvents.Mention("pods"));
        await host.Slack.AcknowledgementAsync(id);
        var mention = SlackEvents.Mention("why checkout", ts: "1764000009.000100");

        host.Slack.CutMidMessage(new JsonObject { ["envelope_id"] = "cut", ["type"] = "events_api", ["payload"] = mention }.ToJsonString());
        var again = host.Slack.Envelope("events_api", (JsonObject)mention.DeepClone());

        await host.Slack.AcknowledgementAsync(again);
        Assert.Equal(["pods", "why checkout"], host.Recorder.Intents.Select(intent => intent.Text));
        Assert.Equal(2, host.Slack.Opened);
    }

    [Fact]
    public async Task Through_cuts_repetitions_and_disorder_every_event_is_recorded_once()
    {
        await using var host = await OpenAsync();
        const int events = 200;
        var order = Enumerable.Range(0, events).ToArray();
        new Random(7).Shuffle(order);
        foreach (var (at, number) in order.Index())
        {
            var mention = SlackEvents.Mention($"pods {number}", ts: $"17640001{number:000}.000100");
            host.Slack.Envelope("events_api", mention);
            if (at % 10 == 3) host.Slack.Envelope("events_api", (JsonObject)mention.DeepClone());
            if (at is 60 or 140) host.Slack.Cut();
            if (at != 100) continue;
            // The first cut is over.
            await host.Slack.UntilAsync(slack => slack.OpenSockets > 0 ? slack : null);
            host.Slack.Disconnect("refresh_requested");
        }
        await host.Slack.UntilAsync(slack => slack.Waiting == 0 ? slack : null);
        Assert.Equal(Enumerable.Range(0, events).Select(number => $"pods {number}").Order(), host.Recorder.Intents.Select(intent => intent.Text).Order());
    }

    [Fact]
    public async Task A_bot_whose_socket_never_said_hello_is_not_healthy()
    {
        await using var host = await SlackHost.SocketAsync(slack => slack.SaysHello = false);
        await host.Slack.UntilAsync(slack => slack.Opened == 1 ? slack : null);
        await host.StateAsync(HttpStatusCode.ServiceUnavailable);
    }

    [Theory]
    [InlineData("invalid_auth")]
    [InlineData("not_authed")]
    [InlineData("account_inactive")]
    public async Task A_refused_app_stops_and_says_so(string error)
    {
        await using var host = await SlackHost.SocketAsync(slack => slack.Fail("apps.connections.open", 200, error));
        await host.Log.UntilAsync($"Slack does not let this app open a socket, so nothing more comes from there until the settings are mended and the bot is started again: {error}");
        await host.StateAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Single(host.Slack.Calls, call => call.Method == "apps.connections.open");
    }

    [Fact]
    public async Task More_sockets_than_Slack_allows_are_told_of_by_that_name()
    {
        await using var host = await SlackHost.SocketAsync(slack => slack.MostSockets = 0);
        await host.Log.UntilAsync("No socket to Slack; it is tried again: too_many_websockets");
        await host.StateAsync(HttpStatusCode.ServiceUnavailable);
        host.Slack.MostSockets = 10;
        await host.StateAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_link_that_was_disabled_is_not_opened_again()
    {
        await using var host = await OpenAsync();
        host.Slack.Disconnect("link_disabled");
        await host.Log.UntilAsync("started again: link_disabled");
        await host.StateAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(1, host.Slack.Opened);
    }

    [Fact]
    public async Task Slack_that_is_away_is_tried_until_it_is_back()
    {
        await using var host = await SlackHost.SocketAsync(slack =>
        {
            slack.Fail("apps.connections.open", 503);
            slack.Fail("apps.connections.open", 429, "0");
            slack.Fail("apps.connections.open", 200, "internal_error");
        });
        await host.StateAsync(HttpStatusCode.OK);
        Assert.Equal(4, host.Slack.Calls.Count(call => call.Method == "apps.connections.open"));
        Assert.All(host.Slack.Calls.Where(call => call.Method == "apps.connections.open"), call => Assert.Equal(FakeSlack.AppToken, call.Token));
    }

    [Fact]
    public async Task Nonsense_through_the_socket_is_passed_over()
    {
        await using var host = await OpenAsync();
        host.Slack.SendRaw("{not json");
        host.Slack.SendRaw("[]");
        var unknown = host.Slack.Envelope("of_tomorrow", new JsonObject());
        var malformed = host.Slack.Envelope("events_api", new JsonObject());
        await host.Slack.AcknowledgementAsync(unknown);
        await host.Slack.AcknowledgementAsync(malformed);
        Assert.Empty(host.Recorder.Intents);
        await host.StateAsync(HttpStatusCode.OK);
    }

    private static async Task<SlackHost> OpenAsync()
    {
        var host = await SlackHost.SocketAsync();
        await host.StateAsync(HttpStatusCode.OK);
        return host;
    }
}
