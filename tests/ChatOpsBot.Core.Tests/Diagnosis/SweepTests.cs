using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;

namespace ChatOpsBot.Core.Tests.Diagnosis;

public sealed class SweepTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-24T15:21:15Z", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Victims_of_one_dead_node_are_one_cause_led_by_the_node()
    {
        var cluster = new RecordedCluster([.. Objects("terminating-node-off-statefulset"), .. Objects("unknown-node-lost").Where(item => item["kind"]!.ToString() == "Pod")]);
        var sweep = (await Sweep.RunAsync(cluster, "shop", Now, TestContext.Current.CancellationToken)).Value;
        var group = Assert.Single(sweep.Groups);
        Assert.Equal("CHB901", group.Lead.Code);
        Assert.Equal(["node3", "payments-db-0", "sessions-856d47f89-288jx"], group.Victims.Select(victim => victim.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_pending_claim_and_the_pod_that_waits_for_it_are_one_cause()
    {
        var sweep = (await Sweep.RunAsync(new RecordedCluster(Objects("pending-claim-class-missing")), "shop", Now, TestContext.Current.CancellationToken)).Value;
        var claims = Assert.Single(sweep.Groups, group => group.Lead.Code == "CHB251");
        Assert.Equal(2, claims.Victims.Count);
    }

    [Fact]
    public async Task What_nobody_can_explain_is_one_line_for_every_state_over_all_namespaces()
    {
        static string Waiting(string ns, string reason) => $$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: odd-{{reason}}, namespace: {{ns}}, uid: {{ns}}-{{reason}}, creationTimestamp: '2026-11-24T10:00:00Z'}
            spec: {containers: [{name: app, image: app}], nodeName: node1}
            status: {phase: Pending, containerStatuses: [{name: app, ready: false, restartCount: 0, state: {waiting: {reason: {{reason}} } } } ] }
            """;
        const string Node = """
            apiVersion: v1
            kind: Node
            metadata: {name: node1, uid: node1, creationTimestamp: '2026-11-24T09:00:00Z'}
            status: {conditions: [{type: Ready, status: 'True'}]}
            """;
        var cluster = new RecordedCluster(YamlObjects.Read(string.Join("\n---\n", Node, Waiting("a", "NewReason"), Waiting("b", "NewReason"), Waiting("b", "OtherReason"))));
        var sweep = (await Sweep.RunAsync(cluster, null, Now, TestContext.Current.CancellationToken)).Value;
        Assert.Equal([("CHB001 NewReason", 2), ("CHB001 OtherReason", 1)], sweep.Groups.Where(group => group.Lead.Code == "CHB001").Select(group => (group.Lead.Cause, group.Victims.Count)));
    }

    [Fact]
    public async Task A_namespace_that_may_not_be_listed_is_a_failure_and_not_a_healthy_namespace()
    {
        var sweep = await Sweep.RunAsync(new RecordedCluster(Objects("healthy"), null, "pods"), "shop", Now, TestContext.Current.CancellationToken);
        Assert.IsType<ClusterFailure.Forbidden>(sweep.Failure);
    }

    [Fact]
    public async Task A_healthy_namespace_has_no_causes()
    {
        var sweep = (await Sweep.RunAsync(new RecordedCluster(Objects("healthy")), "shop", Now, TestContext.Current.CancellationToken)).Value;
        Assert.Empty(sweep.Groups);
    }

    private static IReadOnlyList<System.Text.Json.Nodes.JsonObject> Objects(string scenario) =>
        YamlObjects.Read(File.ReadAllText(Path.Combine(ScenarioTests.Folder, scenario, "objects.yaml")));
}
