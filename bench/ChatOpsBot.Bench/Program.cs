// Measures the way from an incoming Teams activity to the connector having the answer to `pods -n NS`, against
// `kubectl get pods -n NS` on the same cluster, turn by turn in the same run. See bench/README.md.
using ChatOpsBot.Bench;

if (args is not [var program, var kubeconfig, var ns, ..])
{
    Console.Error.WriteLine("usage: ChatOpsBot.Bench ChatOpsBot.dll KUBECONFIG NAMESPACE [ROUNDS]");
    return 2;
}
var rounds = args.Length > 3 ? int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture) : 30;

await using var connector = await Connector.StartAsync();
await using var bot = await BotProcess.StartAsync(program, kubeconfig, connector);
var first = await bot.AskAsync($"pods -n {ns}");
Console.WriteLine($"start to first answer      {bot.SinceStart.TotalMilliseconds,8:F0} ms");

for (var warmUp = 0; warmUp < 10; warmUp++)
{
    await bot.AskAsync($"pods -n {ns}");
    await Kubectl.GetPodsAsync(kubeconfig, ns);
}

var ours = new List<double>();
var theirs = new List<double>();
for (var round = 0; round < rounds; round++)
{
    ours.Add((await bot.AskAsync($"pods -n {ns}")).TotalMilliseconds);
    theirs.Add((await Kubectl.GetPodsAsync(kubeconfig, ns)).TotalMilliseconds);
}

Console.WriteLine($"activity to answer         {Quantile(ours, 0.5),8:F1} ms p50 {Quantile(ours, 0.95),8:F1} ms p95  ({first.TotalMilliseconds:F0} ms the first time)");
Console.WriteLine($"kubectl get pods           {Quantile(theirs, 0.5),8:F1} ms p50 {Quantile(theirs, 0.95),8:F1} ms p95");
Console.WriteLine($"ratio of the medians       {Quantile(ours, 0.5) / Quantile(theirs, 0.5),8:F2}");
Console.WriteLine($"memory after `pods -n`     {bot.ResidentMegabytes(),8:F0} MB resident, {bot.OwnMegabytes():F0} MB of it its own");
await bot.AskAsync("pods -A --bad");
await bot.AskAsync("why -A");
Console.WriteLine($"memory after `why -A`      {bot.ResidentMegabytes(),8:F0} MB resident, {bot.OwnMegabytes():F0} MB of it its own; {bot.PeakMegabytes():F0} MB at the most");
return 0;

static double Quantile(List<double> values, double share) => values.Order().ElementAt((int)Math.Ceiling(share * values.Count) - 1);
