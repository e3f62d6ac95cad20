using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Diagnosis;

public sealed class KubeletWordTests
{
    private const string Line = "E1124 15:20:00.000100     311 pod_workers.go:1301] \"Error syncing pod, skipping\" err=\"unmount of /data is busy, token=abcdefgh12345678\" pod=\"shop/uploads-995754c54-hgwkx\"";

    [Fact]
    public async Task What_the_kubelet_says_of_the_pod_comes_first()
    {
        var finding = await AskAsync("terminating-not-stopped", new NodeLog.Lines(["I1124 15:19:00.0     311 kubelet.go:1] \"SyncLoop DELETE\" pod=\"shop/uploads-995754c54-hgwkx\"", Line]));
        var reader = new Reader(Locale.English, TimeZoneInfo.Utc, ScenarioTests.Now("terminating-not-stopped"));
        Assert.Equal("kubelet's log on node1", reader.Read(finding.Evidence[0].Where));
        Assert.StartsWith("\"Error syncing pod, skipping\" err=\"unmount of /data is busy", reader.Read(finding.Evidence[0].Value), StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefgh12345678", string.Join('\n', finding.Log!.Lines) + reader.Read(finding.Evidence[0].Value), StringComparison.Ordinal);
        Assert.Equal(1, finding.Log.Marked);
        Assert.DoesNotContain(finding.Kubectl, command => command.StartsWith("journalctl", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "The bot looks itself when NodeLogs is set")]
    [InlineData(true, "does not hand out its log")]
    public async Task Where_it_cannot_be_asked_the_answer_says_where_to_look_for_what(bool asked, string says)
    {
        var finding = await AskAsync("terminating-not-stopped", asked ? new NodeLog.NotServed() : new NodeLog.Off());
        var step = new Reader(Locale.English, TimeZoneInfo.Utc, ScenarioTests.Now("terminating-not-stopped")).Read(finding.Steps[^1]);
        Assert.Contains(says, step, StringComparison.Ordinal);
        Assert.Contains("node1", step, StringComparison.Ordinal);
        Assert.Matches("^journalctl -u kubelet --since -1h \\| grep [0-9a-f-]{36}  # on node1$", finding.Kubectl[^2]);
        Assert.Matches("^kubectl get --raw \"/api/v1/nodes/node1/proxy/logs/\\?query=kubelet&tailLines=5000&pattern=[0-9a-f-]{36}\"$", finding.Kubectl[^1]);
    }

    [Fact]
    public async Task A_right_that_is_missing_is_a_gap()
    {
        var forbidden = new ClusterFailure.Forbidden("get", ResourceKinds.Node, null, "node1", "proxy", "no");
        var inquiry = await InquireAsync(Cluster("terminating-not-stopped", new NodeLog.Unread(forbidden)), "terminating-not-stopped");
        Assert.Contains(inquiry.Gaps, gap => gap.Failure == forbidden);
    }

    [Theory]
    [InlineData("crash-exit-1")]
    [InlineData("image-tag-missing")]
    [InlineData("pending-cpu")]
    [InlineData("unexplained")]
    [InlineData("healthy")]
    public async Task No_kubelet_is_asked_where_something_else_says_more(string scenario)
    {
        var cluster = Cluster(scenario, new NodeLog.Off());
        await InquireAsync(cluster, scenario);
        Assert.DoesNotContain(cluster.Calls, call => call.StartsWith("kubelet ", StringComparison.Ordinal));
    }

    private static RecordedCluster Cluster(string scenario, NodeLog log) =>
        new(YamlObjects.Read(File.ReadAllText(Path.Combine(ScenarioTests.Folder, scenario, "objects.yaml"))), Path.Combine(ScenarioTests.Folder, scenario, "logs")) { KubeletLog = log };

    private static async Task<Finding> AskAsync(string scenario, NodeLog log) => (await InquireAsync(Cluster(scenario, log), scenario)).Findings[0];

    private static async Task<Inquiry> InquireAsync(RecordedCluster cluster, string scenario) =>
        (await Inquiry.RunAsync(cluster, ScenarioTests.Target(scenario), ScenarioTests.Now(scenario), TestContext.Current.CancellationToken)).Value;
}
