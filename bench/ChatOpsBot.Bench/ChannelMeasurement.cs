using System.Diagnostics;
using System.Globalization;

namespace ChatOpsBot.Bench;

/// <summary>The way from a question reaching the bot to the chat service having the answer to `pods -n NS`: one at a time against
/// `kubectl get pods -n NS` on the same cluster, turn by turn in the same run; then 50 at once; then as many as go through.</summary>
internal static class ChannelMeasurement
{
    private const int WarmUps = 10;
    private const int AtOnce = 50;
    private const int Crowds = 20;
    private const int Many = 5000;

    public static async Task RunAsync(IAsked bot, string kubeconfig, string ns, int rounds)
    {
        var question = $"pods -n {ns}";
        var first = await bot.AskAsync(question);
        Console.WriteLine($"start to first answer      {bot.Process.SinceStart.TotalMilliseconds,8:F0} ms");

        string[] kubectl = ["--kubeconfig", kubeconfig, "get", "pods", "-n", ns];
        for (var warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            await bot.AskAsync(question);
            await Kubectl.RunAsync(kubectl);
        }

        var ours = new List<TimeSpan>();
        var theirs = new List<TimeSpan>();
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(await bot.AskAsync(question));
            theirs.Add(await Kubectl.RunAsync(kubectl));
        }
        Console.WriteLine($"question to answer         {Times.Of(ours)}  ({first.TotalMilliseconds:F0} ms the first time)");
        Console.WriteLine($"kubectl get pods           {Times.Of(theirs)}");
        Console.WriteLine($"ratio of the medians       {Times.Median(ours) / Times.Median(theirs),8:F2}");

        var crowd = new List<TimeSpan>();
        for (var round = 0; round < Crowds; round++) crowd.AddRange(await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => bot.AskAsync(question))));
        Console.WriteLine($"the same, {AtOnce} at once       {Times.Of(crowd)}");
        Console.WriteLine($"memory after `pods -n`     {bot.Process.Memory}");

        Console.WriteLine($"commands a second          {await RateAsync(() => bot.AskAsync(question)),8:F0} ({question})");
        Console.WriteLine($"                           {await RateAsync(() => bot.AskAsync("whoami")),8:F0} (whoami)");
        Console.WriteLine($"memory after that          {bot.Process.Memory}; {bot.Process.PeakMegabytes:F0} MB at the most");
        var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ');
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"load of the machine        {load[0]} {load[1]} on {Environment.ProcessorCount} cores, this program's included"));
    }

    /// <summary>Questions a second with 50 under way all the time, after some to warm up.</summary>
    public static async Task<double> RateAsync(Func<Task> ask)
    {
        await AskAsync(ask, Many / 5);
        var started = Stopwatch.GetTimestamp();
        await AskAsync(ask, Many);
        return Many / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static Task AskAsync(Func<Task> ask, int times) =>
        Parallel.ForAsync(0, times, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await ask());
}
