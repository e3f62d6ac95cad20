namespace ChatOpsBot.Tests.Faults;

public sealed class RepetitionTests
{
    [Fact]
    public async Task Events_of_Slack_that_come_several_times_and_out_of_order_are_answered_once()
    {
        await using var traffic = await SlackTraffic.StartAsync();
        await using var bot = await FaultyBot.StartAsync(traffic.Settings(socket: true));

        await traffic.SendAsync(Disorder());
        var left = await traffic.SettleAsync(bot, Events.Count);

        Events.AreOnce(Enumerable.Range(0, Events.Count), traffic.Slack.Messages.Values.Select(SlackTraffic.Number));
        Assert.Equal((0, 0, 0), (left.Unanswered, left.Unsent, left.Undeliverable));
        Assert.Empty(bot.Log.Errors);
        Assert.Equal(Disorder().Count() - Events.Count, bot.Log.Times("Received again"));
    }

    [Fact]
    public async Task Activities_of_Teams_that_come_several_times_at_once_and_out_of_order_are_answered_once()
    {
        await using var traffic = await TeamsTraffic.StartAsync();
        await using var bot = await FaultyBot.StartAsync(("Teams:LocalTests", "true"));

        Assert.Empty(await TeamsTraffic.SendAsync(bot, Disorder(), traffic.Url));
        var left = await traffic.SettleAsync(bot, Events.Count);

        Events.AreOnce(Enumerable.Range(0, Events.Count), traffic.Messages.Select(TeamsTraffic.Number));
        Assert.Equal((0, 0, 0), (left.Unanswered, left.Unsent, left.Undeliverable));
        Assert.Empty(bot.Log.Errors);
        Assert.Equal(Disorder().Count() - Events.Count, bot.Log.Times("Received again"));
    }

    // Each once, twice or three times: at once after itself, or among the hundred that come about then.
    private static IEnumerable<int> Disorder()
    {
        var random = new Random(11);
        return Enumerable.Range(0, Events.Count).Chunk(100)
            .SelectMany(some => some.SelectMany(number => Enumerable.Repeat(number, number % 3 + 1)).OrderBy(number => number % 5 == 0 ? number : random.Next(some[0], some[^1] + 1)));
    }
}
