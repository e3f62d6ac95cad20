using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;

namespace ChatOpsBot.Core.Tests.Diagnosis;

public sealed class SnapshotReaderTests
{
    [Fact]
    public async Task A_healthy_pod_needs_no_nodes_no_logs_and_no_secrets()
    {
        var cluster = RecordedCluster.Of(Path.Combine(ScenarioTests.Folder, "healthy"));
        await SnapshotReader.ReadAsync(cluster, new(ResourceKinds.Pod, "shop", "web-6ccd8c557b-68hm2"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(cluster.Calls, call => call.StartsWith("log", StringComparison.Ordinal) || call.Contains("secrets", StringComparison.Ordinal) || call.StartsWith("list nodes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_may_not_be_read_becomes_a_gap_and_the_message_still_names_the_cause()
    {
        var cluster = new RecordedCluster(YamlObjects.Read(await File.ReadAllTextAsync(Path.Combine(ScenarioTests.Folder, "waiting-secret-key-missing", "objects.yaml"), TestContext.Current.CancellationToken)), null, "secrets");
        var read = await SnapshotReader.ReadAsync(cluster, new(ResourceKinds.Pod, "shop", "cart-6dcf84677c-zrgxf"), TestContext.Current.CancellationToken);
        var gap = Assert.Single(read.Value.Gaps);
        Assert.IsType<ClusterFailure.Forbidden>(gap.Failure);
        var finding = Diagnostician.Diagnose(read.Value, read.Value.Pod!.Metadata.CreationTimestamp!.Value.AddMinutes(15)).First;
        Assert.Equal("CHB502", finding.Code);
    }

    [Fact]
    public async Task Behind_a_Service_without_pods_stands_only_the_workload_whose_pods_it_would_pick()
    {
        static string Asleep(string name) => $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: {{name}}, namespace: shop, uid: {{name}}}
            spec: {replicas: 0, selector: {matchLabels: {app: {{name}}} }, template: {metadata: {labels: {app: {{name}}} }, spec: {containers: [{name: app, image: app}] } } }
            """;
        var cluster = new RecordedCluster(YamlObjects.Read(string.Join("\n---\n", Asleep("resting"), Asleep("web"), """
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: shop, uid: service}
            spec: {selector: {app: web}, ports: [{port: 80}]}
            """)));
        var read = await SnapshotReader.ReadAsync(cluster, new(ResourceKinds.Service, "shop", "web"), TestContext.Current.CancellationToken);
        Assert.Equal("deployment/web", Assert.Single(read.Value.Backing).Ref.ToString());
    }

    [Fact]
    public async Task A_target_that_does_not_exist_is_its_own_failure()
    {
        var read = await SnapshotReader.ReadAsync(new RecordedCluster([]), new(ResourceKinds.Pod, "shop", "nobody"), TestContext.Current.CancellationToken);
        Assert.IsType<ClusterFailure.NotFound>(read.Failure);
    }

    [Fact]
    public async Task Every_call_is_made_once()
    {
        var cluster = RecordedCluster.Of(Path.Combine(ScenarioTests.Folder, "crash-exit-1"));
        await SnapshotReader.ReadAsync(cluster, new(ResourceKinds.Pod, "shop", "checkout-66f66c95c6-2ptm8"), TestContext.Current.CancellationToken);
        Assert.Equal(cluster.Calls.Distinct().Count(), cluster.Calls.Count);
    }

    [Fact]
    public async Task A_log_that_the_kubelet_no_longer_has_is_no_log()
    {
        var crashed = Path.Combine(ScenarioTests.Folder, "crash-exit-1");
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.Copy(Path.Combine(crashed, "objects.yaml"), Path.Combine(folder.FullName, "objects.yaml"));
            var logs = folder.CreateSubdirectory("logs").FullName;
            await File.WriteAllTextAsync(
                Path.Combine(logs, "checkout-66f66c95c6-2ptm8.checkout.previous.log"), "unable to retrieve container logs for containerd://981ccfd9", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(logs, "checkout-66f66c95c6-2ptm8.checkout.log"), "FATAL: no database", TestContext.Current.CancellationToken);

            var read = await SnapshotReader.ReadAsync(
                RecordedCluster.Of(folder.FullName), new(ResourceKinds.Pod, "shop", "checkout-66f66c95c6-2ptm8"), TestContext.Current.CancellationToken);

            Assert.Null(read.Value.LogOf("checkout", previous: true));
            Assert.Equal("FATAL: no database", read.Value.LogOf("checkout", previous: false)?.Text);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
