namespace ChatOpsBot.Tests.Faults;

public sealed class RateLimitTests
{
    // Of 150 calls in a row, a hundred are told to come again.
    private const int Cycle = 150;
    private const int Refused = 100;

    [Fact]
    public async Task Bursts_of_429_from_Slack_delay_answers_and_lose_and_double_none()
    {
        var calls = 0;
        await using var traffic = await SlackTraffic.StartAsync();
        await using var gate = await Gate.OpenAsync(traffic.Slack.Url, call => call.Path == "/api/chat.postMessage" ? Next(ref calls) : new Fate.Pass());
        await using var bot = await FaultyBot.StartAsync(traffic.Settings(socket: true, gate.Url));

        await traffic.SendAsync(Enumerable.Range(0, Events.Count));
        var left = await traffic.SettleAsync(bot, Events.Count);

        Events.AreOnce(Enumerable.Range(0, Events.Count), traffic.Slack.Messages.Values.Select(SlackTraffic.Number));
        Assert.Equal((0, 0, 0), (left.Unanswered, left.Unsent, left.Undeliverable));
        Assert.Empty(bot.Log.Errors);
        Assert.InRange(calls, Events.Count + Refused, int.MaxValue);
    }

    [Fact]
    public async Task Bursts_of_429_from_Teams_delay_answers_and_lose_and_double_none()
    {
        var calls = 0;
        await using var traffic = await TeamsTraffic.StartAsync();
        await using var gate = await Gate.OpenAsync(traffic.Url, _ => Next(ref calls));
        await using var bot = await FaultyBot.StartAsync(("Teams:LocalTests", "true"));

        Assert.Empty(await TeamsTraffic.SendAsync(bot, Enumerable.Range(0, Events.Count), gate.Url));
        var left = await traffic.SettleAsync(bot, Events.Count);

        Events.AreOnce(Enumerable.Range(0, Events.Count), traffic.Messages.Select(TeamsTraffic.Number));
        Assert.Equal((0, 0, 0), (left.Unanswered, left.Unsent, left.Undeliverable));
        Assert.Empty(bot.Log.Errors);
        Assert.InRange(calls, Events.Count + Refused, int.MaxValue);
    }

    private static Fate Next(ref int calls) => Interlocked.Increment(ref calls) % Cycle is > 0 and <= Refused and var at
        ? new Fate.Refuse(429, RetryAfter: at % 5 == 0 ? null : 1 + at % 3)
        : new Fate.Pass();
}
