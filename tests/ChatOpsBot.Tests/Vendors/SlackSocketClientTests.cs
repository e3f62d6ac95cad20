using System.Text.Json.Nodes;
using ChatOpsBot.Tests.Channels.Slack;

namespace ChatOpsBot.Tests.Vendors;

/// <summary>The fake Slack is proved by Slack's own client of Socket Mode, before the bot is tested on it.</summary>
public sealed class SlackSocketClientTests(SlackSocketClientTests.SocketMode socket) : IClassFixture<SlackSocketClientTests.SocketMode>, IAsyncLifetime
{
    private NodeProgram _client = null!;
    private FakeSlack _slack = null!;

    /// <summary>@slack/socket-mode.</summary>
    public sealed class SocketMode() : NodeFixture("socket-mode.mjs");

    public async ValueTask InitializeAsync()
    {
        _client = socket.Program;
        _slack = await FakeSlack.StartAsync(TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        if (_slack is not null) await _slack.DisposeAsync();
    }

    [Fact]
    public async Task It_takes_hello_and_acknowledges_what_comes()
    {
        await ConnectAsync();
        var mention = _slack.Envelope("events_api", SlackEvents.Mention("pods"));
        var command = _slack.Envelope("slash_commands", SlackEvents.Command("help", "1.2.3"), takesAnswer: true);
        var press = _slack.Envelope("interactive", SlackEvents.Press("whoami", "1.1"));

        await _slack.AcknowledgementAsync(mention);
        await _slack.AcknowledgementAsync(press);
        Assert.Equal("taken", (string?)(await _slack.AcknowledgementAsync(command))["payload"]!["text"]);
        var seen = await SeenAsync(3);
        Assert.Equal(["events_api", "interactive", "slash_commands"], seen.Select(one => (string?)one["type"]).Order());
        Assert.Equal("app_mention", (string?)seen.Single(one => (string?)one["envelope_id"] == mention)["body"]!["event"]!["type"]);
        Assert.True((bool?)seen.Single(one => (string?)one["envelope_id"] == command)["accepts_response_payload"]);
        Assert.Equal(0, _slack.Waiting);
        await StopAsync();
    }

    [Fact]
    public async Task What_is_not_acknowledged_comes_again_and_says_so()
    {
        await ConnectAsync();
        await _client.CallAsync("acknowledge", new JsonObject { ["whether"] = false });
        var id = _slack.Envelope("events_api", SlackEvents.Mention("pods"));
        await SeenAsync(1);
        Assert.Equal(1, _slack.Waiting);

        await _client.CallAsync("acknowledge", new JsonObject { ["whether"] = true });
        _slack.Again();

        await _slack.AcknowledgementAsync(id);
        Assert.Equal([0, 1], (await SeenAsync(2)).Select(one => (int?)one["retry_num"]));
        await StopAsync();
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task After_notice_it_connects_anew_and_nothing_is_lost(string reason)
    {
        await ConnectAsync();
        _slack.Disconnect(reason);
        // It falls between the two sockets: the client closes one before it opens the other.
        var between = _slack.Envelope("events_api", SlackEvents.Mention("pods"));
        await _slack.UntilAsync(slack => slack.Opened >= 2 ? slack : null);
        await _slack.AcknowledgementAsync(between);
        await _slack.AcknowledgementAsync(_slack.Envelope("events_api", SlackEvents.Mention("nodes")));
        Assert.Equal(0, _slack.Waiting);
        await StopAsync();
    }

    [Fact]
    public async Task After_a_cut_it_connects_anew_and_nothing_is_lost()
    {
        await ConnectAsync();
        _slack.Cut();
        var meanwhile = _slack.Envelope("events_api", SlackEvents.Mention("pods"));
        await _slack.AcknowledgementAsync(meanwhile);
        Assert.True(_slack.Opened >= 2);
        await StopAsync();
    }

    [Fact]
    public async Task Told_of_too_many_sockets_it_tries_until_there_are_fewer()
    {
        _slack.MostSockets = 0;
        var connecting = ConnectAsync();
        await _slack.UntilAsync(slack => slack.Calls.Count(call => call.Method == "apps.connections.open") >= 2 ? slack : null);
        _slack.MostSockets = 10;
        await connecting;
        await _slack.AcknowledgementAsync(_slack.Envelope("events_api", SlackEvents.Mention("pods")));
        await StopAsync();
    }

    [Fact]
    public async Task Another_token_opens_no_socket()
    {
        var result = (await _client.CallAsync("start", new JsonObject { ["url"] = _slack.Url, ["token"] = "xapp-other" }))!;
        Assert.Equal((false, "invalid_auth"), ((bool)result["connected"]!, (string?)result["error"]));
        Assert.Equal(0, _slack.Opened);
    }

    private async Task ConnectAsync()
    {
        var result = (await _client.CallAsync("start", new JsonObject { ["url"] = _slack.Url, ["token"] = FakeSlack.AppToken }))!;
        Assert.True((bool)result["connected"]!, result.ToJsonString());
    }

    private async Task<IReadOnlyList<JsonNode>> SeenAsync(int count) =>
        [.. (await _client.CallAsync("seen", new JsonObject { ["count"] = count }))!.AsArray().Select(one => one!)];

    private Task<JsonNode?> StopAsync() => _client.CallAsync("stop");
}
