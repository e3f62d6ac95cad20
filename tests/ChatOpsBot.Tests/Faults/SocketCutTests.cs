using ChatOpsBot.Tests.Channels.Slack;

namespace ChatOpsBot.Tests.Faults;

public sealed class SocketCutTests
{
    [Fact]
    public async Task A_socket_that_is_cut_in_the_middle_of_envelopes_loses_and_doubles_no_event()
    {
        await using var traffic = await SlackTraffic.StartAsync();
        // An envelope has about 700 bytes, an acknowledgement about 50.
        var (random, longest) = (new Random(7), Math.Max(1500, 5 * Events.Count));
        await using var relay = new Relay(new Uri(traffic.Slack.Url), () => (random.Next(500, longest), random.Next(1, 700)));
        await using var gate = await Gate.OpenAsync(traffic.Slack.Url, _ => new Fate.Pass());
        gate.Rewrite = answer => answer.Replace($"ws://{new Uri(traffic.Slack.Url).Authority}", $"ws://{relay.Authority}", StringComparison.Ordinal);
        await using var bot = await FaultyBot.StartAsync(traffic.Settings(socket: true, gate.Url));

        await traffic.SendAsync(Enumerable.Range(0, Events.Count));
        var left = await traffic.SettleAsync(bot, Events.Count);

        Events.AreOnce(Enumerable.Range(0, Events.Count), traffic.Slack.Messages.Values.Select(SlackTraffic.Number));
        Assert.Equal((0, 0, 0), (left.Unanswered, left.Unsent, left.Undeliverable));
        Assert.Empty(bot.Log.Errors);
        Assert.InRange(relay.Cuts, 3, int.MaxValue);
        // Slack sent again what had been recorded and whose acknowledgement was cut off.
        Assert.InRange(bot.Log.Times("Received again"), 1, int.MaxValue);
    }
}
