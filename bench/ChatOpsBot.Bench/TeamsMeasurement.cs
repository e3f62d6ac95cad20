namespace ChatOpsBot.Bench;

/// <summary>What <see cref="ChannelMeasurement"/> measures, through Teams; and the least bot of Microsoft.Bot.Builder's beside it.</summary>
internal static class TeamsMeasurement
{
    private const int EchoRounds = 200;

    public static async Task RunAsync(string program, string kubeconfig, string ns, int rounds)
    {
        await using var connector = await Connector.StartAsync();
        await using (var bot = await BotProcess.StartAsync(program, kubeconfig, connector)) await ChannelMeasurement.RunAsync(bot, kubeconfig, ns, rounds);

        await using var echo = await BotProcess.StartEchoAsync(connector);
        for (var warmUp = 0; warmUp < EchoRounds; warmUp++) await echo.AskAsync("hello");
        var echoed = new List<TimeSpan>();
        for (var round = 0; round < EchoRounds; round++) echoed.Add(await echo.AskAsync("hello"));
        Console.WriteLine($"an echo bot                {Times.Of(echoed)}");
        Console.WriteLine($"its turns a second         {await ChannelMeasurement.RateAsync(() => echo.AskAsync("hello")),8:F0}");
    }
}
