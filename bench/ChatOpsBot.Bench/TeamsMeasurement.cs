namespace ChatOpsBot.Bench;

/// <summary>The way from an incoming Teams activity to the connector having the answer to `pods -n NS`, against
/// `kubectl get pods -n NS` on the same cluster, turn by turn in the same run.</summary>
internal static class TeamsMeasurement
{
    private const int WarmUps = 10;

    public static async Task RunAsync(string program, string kubeconfig, string ns, int rounds)
    {
        await using var connector = await Connector.StartAsync();
        await using var bot = await BotProcess.StartAsync(program, kubeconfig, connector);
        var first = await bot.AskAsync($"pods -n {ns}");
        Console.WriteLine($"start to first answer      {bot.Process.SinceStart.TotalMilliseconds,8:F0} ms");

        string[] kubectl = ["--kubeconfig", kubeconfig, "get", "pods", "-n", ns];
        for (var warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            await bot.AskAsync($"pods -n {ns}");
            await Kubectl.RunAsync(kubectl);
        }

        var ours = new List<TimeSpan>();
        var theirs = new List<TimeSpan>();
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(await bot.AskAsync($"pods -n {ns}"));
            theirs.Add(await Kubectl.RunAsync(kubectl));
        }

        Console.WriteLine($"activity to answer         {Times.Of(ours)}  ({first.TotalMilliseconds:F0} ms the first time)");
        Console.WriteLine($"kubectl get pods           {Times.Of(theirs)}");
        Console.WriteLine($"ratio of the medians       {Times.Median(ours) / Times.Median(theirs),8:F2}");
        Console.WriteLine($"memory after `pods -n`     {bot.Process.Memory}");
        await bot.AskAsync("pods -A --bad");
        await bot.AskAsync("why -A");
        Console.WriteLine($"memory after `why -A`      {bot.Process.Memory}; {bot.Process.PeakMegabytes:F0} MB at the most");
    }
}
