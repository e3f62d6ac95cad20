using ChatOpsBot.Tests.Channels.Slack;

namespace ChatOpsBot.Tests.Faults;

public sealed class DisconnectStormTests
{
    [Fact]
    public async Task A_storm_of_disconnects_loses_and_doubles_no_event()
    {
        var asked = 0;
        await using var traffic = await SlackTraffic.StartAsync();
        // Every third time that the bot asks for a socket, Slack has none.
        await using var gate = await Gate.OpenAsync(traffic.Slack.Url, call => call.Path == "/api/apps.connections.open" && Interlocked.Increment(ref asked) % 3 == 0
            ? new Fate.Refuse(asked % 2 == 0 ? 503 : 429, RetryAfter: 2)
            : new Fate.Pass());
        await using var bot = await FaultyBot.StartAsync(traffic.Settings(socket: true, gate.Url));
        var every = Math.Max(10, Events.Count / 50);

        await traffic.SendAsync(Enumerable.Range(0, Events.Count), async at =>
        {
            if (at % every != every / 2) return;
            await traffic.Slack.UntilAsync(slack => slack.OpenSockets > 0 ? slack : null);
            switch (at / every % 4)
            {
                case 0:
                    traffic.Disconnect("refresh_requested");
                    break;
                case 1:
                    traffic.Disconnect("warning");
                    traffic.Disconnect("refresh_requested");
                    break;
                default:
                    await traffic.CutAsync();
                    break;
            }
        });
        var left = await traffic.SettleAsync(bot, Events.Count);

        Events.AreOnce(Enumerable.Range(0, Events.Count), traffic.Slack.Messages.Values.Select(SlackTraffic.Number));
        Assert.Equal((0, 0, 0), (left.Unanswered, left.Unsent, left.Undeliverable));
        Assert.Empty(bot.Log.Errors);
        Assert.InRange(traffic.Slack.Opened, 10, int.MaxValue);
    }
}
