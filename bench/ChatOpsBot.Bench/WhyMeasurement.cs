namespace ChatOpsBot.Bench;

/// <summary>`why -A` over a whole cluster, cold (the first question to a program that was just started, its lists included) and from the
/// live picture, against `kubectl get pods -A` on the same cluster, turn by turn in the same run.</summary>
internal static class WhyMeasurement
{
    private const int WarmUps = 5;

    public static async Task RunAsync(string program, string kubeconfig, int rounds)
    {
        await using var connector = await Connector.StartAsync();
        string[] kubectl = ["--kubeconfig", kubeconfig, "get", "pods", "-A"];
        for (var warmUp = 0; warmUp < 3; warmUp++) await Kubectl.RunAsync(kubectl);
        var listed = new List<TimeSpan>();
        for (var round = 0; round < 5; round++) listed.Add(await Kubectl.RunAsync(kubectl));

        await using var bot = await BotProcess.StartAsync(program, kubeconfig, connector);
        var cold = await bot.AskAsync("why -A");
        Console.WriteLine($"why -A, cold               {cold.TotalMilliseconds,8:F1} ms");
        Console.WriteLine($"kubectl get pods -A        {Times.Of(listed)}");
        Console.WriteLine($"ratio                      {cold.TotalMilliseconds / Times.Median(listed),8:F2}");
        Console.WriteLine($"memory                     {bot.Process.Memory}; {bot.Process.PeakMegabytes:F0} MB at the most");

        for (var warmUp = 0; warmUp < WarmUps; warmUp++) await bot.AskAsync("why -A");
        var ours = new List<TimeSpan>();
        var theirs = new List<TimeSpan>();
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(await bot.AskAsync("why -A"));
            theirs.Add(await Kubectl.RunAsync(kubectl));
        }
        Console.WriteLine($"why -A, live picture       {Times.Of(ours)}");
        Console.WriteLine($"kubectl get pods -A        {Times.Of(theirs)}");
        Console.WriteLine($"ratio of the medians       {Times.Median(ours) / Times.Median(theirs),8:F2}");
        Console.WriteLine($"memory                     {bot.Process.Memory}; {bot.Process.PeakMegabytes:F0} MB at the most");
        Console.WriteLine($"the last answer            {connector.LastTitle}");
    }
}
