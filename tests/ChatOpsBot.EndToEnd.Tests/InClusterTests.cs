using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsBot.EndToEnd.Tests.Clusters;
using ChatOpsBot.EndToEnd.Tests.InCluster;

namespace ChatOpsBot.EndToEnd.Tests;

/// <summary>The bot in a pod of a real cluster, from the image and the manifests that a person installs.</summary>
[Collection("the cluster")]
public sealed class InClusterTests
{
    private static readonly string? Registry = Environment.GetEnvironmentVariable("CHATOPS_E2E_REGISTRY");
    private static readonly string? AuditLog = Environment.GetEnvironmentVariable("CHATOPS_E2E_AUDIT_LOG");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit.OfATest)]
    public async Task The_bot_runs_in_a_pod_reads_as_its_service_account_and_deletes_as_the_person_who_asked()
    {
        Assert.SkipUnless(!string.IsNullOrEmpty(RealCluster.Kubeconfig), "CHATOPS_E2E_KUBECONFIG names no cluster.");
        Assert.SkipUnless(!string.IsNullOrEmpty(Registry), "CHATOPS_E2E_REGISTRY names no registry (host:port) that this machine pushes to and the nodes pull from.");
        Assert.SkipUnless(HasSkopeo(), "skopeo is not installed.");

        await using var bot = await InstalledBot.InstallAsync(Registry!, TestContext.Current.CancellationToken);
        await AssertReachableAsync(bot);
        await AssertReadsAsync(bot);
        await AssertDeletesAsAliceAsync(bot);
        await AssertModestAsync(bot);

        var record = await bot.VerifyAuditAsync(Token);
        Assert.Contains("intact", record);
        Assert.DoesNotContain("intact: 0 entries", record);
        await bot.ReplacePodAsync(Token);
        Assert.Equal(record, await bot.VerifyAuditAsync(Token));
        Assert.DoesNotContain("fail:", await bot.LogAsync(Token));
    }

    private static async Task AssertReachableAsync(InstalledBot bot) => await bot.ThroughTheServiceAsync(
        async http =>
        {
            Assert.Equal("Healthy", await http.GetStringAsync("/healthz/ready", Token));

            // No application id is configured, so nobody is served; and nobody outside the pod counts as local.
            using var answer = await http.PostAsync("/api/messages", new StringContent("{}", Encoding.UTF8, "application/json"), Token);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            return true;
        },
        Token);

    private static async Task AssertReadsAsync(InstalledBot bot)
    {
        var pod = await bot.PodAsync("{.items[0].metadata.name}", Token);
        var (exit, output, error) = await bot.AskAsync($"pods -n {bot.Overlay.Name}", null, Token);

        Assert.True(exit == 0, output + error);
        Assert.Matches($@"{pod}\s+1/1\s+Running\s+0", output);
    }

    private static async Task AssertDeletesAsAliceAsync(InstalledBot bot)
    {
        var overlay = bot.Overlay;
        var asked = await bot.AskAsync($"delete pod victim -n {overlay.Aside} --reason test", "alice", Token);
        Assert.True(asked.Exit == 0, asked.Out + asked.Error);
        var own = await bot.AskAsync("approve 1", "alice", Token);
        Assert.True(own.Exit == 1, own.Out + own.Error);
        Assert.Contains("victim", await RealCluster.KubectlAsync("get", "pod", "victim", "-n", overlay.Aside, "-o", "name"));

        var approved = await bot.AskAsync("approve 1", "bob", Token);
        Assert.True(approved.Exit == 0, approved.Out + approved.Error);
        await RealCluster.KubectlAsync("wait", "-n", overlay.Aside, "pod/victim", "--for=delete", Limit.OfAWait);

        if (string.IsNullOrEmpty(AuditLog)) return;
        var deletions = File.ReadLines(AuditLog)
            .Where(line => line.Contains($"\"{overlay.Aside}\"", StringComparison.Ordinal))
            .Select(line => JsonNode.Parse(line)!)
            .Where(entry => (string?)entry["verb"] == "delete" && (string?)entry["objectRef"]!["name"] == "victim"
                && ((string)entry["user"]!["username"]!).StartsWith("system:serviceaccount:", StringComparison.Ordinal))
            .ToList();
        Assert.Contains(deletions, entry => (int)entry["responseStatus"]!["code"]! == 200);
        Assert.All(deletions, entry =>
        {
            Assert.Equal(overlay.ServiceAccount, (string?)entry["user"]!["username"]);
            Assert.Equal(overlay.Alice, (string?)entry["impersonatedUser"]!["username"]);
            Assert.Contains(overlay.Name, entry["impersonatedUser"]!["groups"]!.AsArray().Select(group => (string?)group));
        });
    }

    // What the scheduler is asked for must be true: the bot fits into its memory request.
    private static async Task AssertModestAsync(InstalledBot bot)
    {
        var node = await bot.PodAsync("{.items[0].spec.nodeName}", Token);
        var name = await bot.PodAsync("{.items[0].metadata.name}", Token);
        using var poll = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        long? bytes;
        do
        {
            var summary = JsonNode.Parse(await RealCluster.KubectlAsync("get", "--raw", $"/api/v1/nodes/{node}/proxy/stats/summary"))!;
            bytes = (long?)summary["pods"]!.AsArray().SingleOrDefault(pod => (string?)pod!["podRef"]!["name"] == name)?["containers"]?[0]?["memory"]?["workingSetBytes"];
        }
        while (bytes is null or 0 && await poll.WaitForNextTickAsync(Token));

        TestContext.Current.TestOutputHelper?.WriteLine($"working set {bytes / 1024 / 1024} MiB");
        Assert.InRange(bytes!.Value, 1, 256L * 1024 * 1024);
    }

    private static bool HasSkopeo() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "skopeo")));
}
