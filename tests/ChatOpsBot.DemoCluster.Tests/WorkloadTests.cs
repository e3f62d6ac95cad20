using k8s;
using k8s.Models;

namespace ChatOpsBot.DemoCluster.Tests;

/// <summary>StatefulSets and DaemonSets, as the real cluster rolls, scales and replaces them.</summary>
public sealed class WorkloadTests : IAsyncLifetime
{
    private const string Template = """{"metadata":{"labels":{"app":"db"}},"spec":{"terminationGracePeriodSeconds":1,"containers":[{"name":"a","image":"IMAGE","command":["sh","-c","sleep 3600"]}]}}""";
    private const string Good = "registry.shop.example:5000/demo/busybox:1.35";
    private readonly RunningCluster _demo = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _demo.InitializeAsync();

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Fact]
    public async Task A_StatefulSet_starts_its_pods_one_after_another_and_stops_them_in_reverse()
    {
        await CreateSetAsync(3);
        _demo.Pass(2);
        Assert.Equal(["db-0"], await NamesAsync());
        _demo.Pass(20);
        Assert.Equal(["db-0", "db-1", "db-2"], await NamesAsync());
        var set = await SetAsync();
        Assert.Equal((3, 3, 3, 3, 3), (set.Status.Replicas, set.Status.ReadyReplicas, set.Status.CurrentReplicas, set.Status.UpdatedReplicas, set.Status.AvailableReplicas));
        var first = await _demo.Client.CoreV1.ReadNamespacedPodAsync("db-0", "shop", cancellationToken: Token);
        Assert.Equal(("db-0", "db", "0", set.Status.UpdateRevision), (first.Spec.Hostname, first.Spec.Subdomain, first.Metadata.Labels["apps.kubernetes.io/pod-index"], first.Metadata.Labels["controller-revision-hash"]));
        await _demo.SendAsync("PATCH", "/apis/apps/v1/namespaces/shop/statefulsets/db/scale", """{"spec":{"replicas":1}}""");
        _demo.Pass(10);
        Assert.Equal(["db-0"], await NamesAsync());
        Assert.Contains("delete Pod db-2 in StatefulSet db successful", await _demo.EventsAsync("shop", "StatefulSet", "db"));
        Assert.Contains("create Pod db-1 in StatefulSet db successful", await _demo.EventsAsync("shop", "StatefulSet", "db"));
    }

    [Theory]
    [InlineData("Retain", "Retain", "data-db-0 data-db-1", "data-db-0 data-db-1")]
    [InlineData("Delete", "Retain", "data-db-0", "data-db-0")]
    [InlineData("Retain", "Delete", "data-db-0 data-db-1", "")]
    [InlineData("Delete", "Delete", "data-db-0", "")]
    public async Task The_claims_of_a_StatefulSet_go_when_its_policy_says_so(string whenScaled, string whenDeleted, string scaled, string deleted)
    {
        await _demo.SendAsync("POST", "/apis/apps/v1/namespaces/shop/statefulsets", $$$$$$$"""{"metadata":{"name":"db"},"spec":{"replicas":2,"podManagementPolicy":"Parallel","persistentVolumeClaimRetentionPolicy":{"whenScaled":"{{{{{{{whenScaled}}}}}}}","whenDeleted":"{{{{{{{whenDeleted}}}}}}}"},"selector":{"matchLabels":{"app":"db"}},"template":{{{{{{{Template.Replace("IMAGE", Good, StringComparison.Ordinal)}}}}}}},"volumeClaimTemplates":[{"metadata":{"name":"data"},"spec":{"storageClassName":"nobodys","accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}]}}""");
        _demo.Pass(5);
        await _demo.SendAsync("PATCH", "/apis/apps/v1/namespaces/shop/statefulsets/db/scale", """{"spec":{"replicas":1}}""");
        _demo.Pass(10);
        Assert.Equal(scaled, await ClaimsAsync());
        await _demo.DeleteAsync("/apis/apps/v1/namespaces/shop/statefulsets/db");
        _demo.Pass(10);
        Assert.Equal(deleted, await ClaimsAsync());

        async Task<string> ClaimsAsync() => string.Join(' ', (await _demo.Client.CoreV1.ListNamespacedPersistentVolumeClaimAsync("shop", cancellationToken: Token)).Items.Select(c => c.Metadata.Name).Where(n => n.StartsWith("data-db-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_StatefulSet_with_a_bad_image_gets_stuck_and_the_patch_back_waits_for_the_broken_pod()
    {
        await CreateSetAsync(3);
        _demo.Pass(25);
        await ImageAsync("registry.shop.example:5000/demo/nope:1");
        _demo.Pass(40);
        Assert.Equal("db-2", Assert.Single(await PodsAsync(), p => p.Status.ContainerStatuses.Single().State.Waiting?.Reason == "ImagePullBackOff").Metadata.Name);
        var stuck = await SetAsync();
        Assert.Equal((3, 2, 2, 1), (stuck.Status.Replicas, stuck.Status.ReadyReplicas, stuck.Status.CurrentReplicas, stuck.Status.UpdatedReplicas));
        Assert.NotEqual(stuck.Status.CurrentRevision, stuck.Status.UpdateRevision);

        // OrderedReady replaces nothing while a pod is not ready: a person has to delete it, as on a real cluster.
        await ImageAsync(Good);
        _demo.Pass(30);
        Assert.Contains(await PodsAsync(), p => p.Status.ContainerStatuses.Single().State.Waiting is not null);
        Assert.Equal((await SetAsync()).Status.CurrentRevision, (await SetAsync()).Status.UpdateRevision);
        await _demo.DeleteAsync("/api/v1/namespaces/shop/pods/db-2");
        _demo.Pass(10);
        Assert.Equal(3, (await SetAsync()).Status.ReadyReplicas);
    }

    [Fact]
    public async Task A_new_template_reaches_a_StatefulSets_pods_from_the_highest_down()
    {
        await CreateSetAsync(2);
        _demo.Pass(20);
        var before = (await SetAsync()).Status.CurrentRevision;
        await _demo.SendAsync("PATCH", "/apis/apps/v1/namespaces/shop/statefulsets/db", """{"spec":{"template":{"metadata":{"annotations":{"a":"b"}}}}}""");
        _demo.Pass(3);
        Assert.Null((await PodsAsync()).Single(p => p.Metadata.Name == "db-0").Metadata.DeletionTimestamp);
        _demo.Pass(30);
        var set = await SetAsync();
        Assert.Equal((2, set.Status.UpdateRevision), (set.Status.ReadyReplicas, set.Status.CurrentRevision));
        Assert.NotEqual(before, set.Status.CurrentRevision);
        Assert.All(await PodsAsync(), p => Assert.Equal("b", p.Metadata.Annotations["a"]));
        Assert.Contains((await _demo.Client.AppsV1.ListNamespacedControllerRevisionAsync("shop", cancellationToken: Token)).Items, r => r.Metadata.Name == set.Status.UpdateRevision && r.Revision == 2);
    }

    [Fact]
    public async Task A_partition_keeps_the_old_template_below_it()
    {
        await CreateSetAsync(2);
        _demo.Pass(20);
        await _demo.SendAsync("PATCH", "/apis/apps/v1/namespaces/shop/statefulsets/db", """{"spec":{"updateStrategy":{"rollingUpdate":{"partition":1}},"template":{"metadata":{"annotations":{"a":"b"}}}}}""");
        _demo.Pass(30);
        var pods = (await PodsAsync()).OrderBy(p => p.Metadata.Name).ToList();
        Assert.Null(pods[0].Metadata.Annotations);
        Assert.Equal("b", pods[1].Metadata.Annotations["a"]);
    }

    [Fact]
    public async Task A_StatefulSet_has_a_claim_for_each_pod()
    {
        await _demo.SendAsync("POST", "/apis/apps/v1/namespaces/shop/statefulsets", Set(1).Replace("\"serviceName\"", "\"volumeClaimTemplates\":[{\"metadata\":{\"name\":\"data\"},\"spec\":{\"accessModes\":[\"ReadWriteOnce\"],\"resources\":{\"requests\":{\"storage\":\"1Gi\"}}}}],\"serviceName\"", StringComparison.Ordinal));
        _demo.Pass(20);
        var claim = await _demo.Client.CoreV1.ReadNamespacedPersistentVolumeClaimAsync("data-db-0", "shop", cancellationToken: Token);
        Assert.Equal(("Pending", "standard"), (claim.Status.Phase, claim.Spec.StorageClassName));
        Assert.Contains("create Claim data-db-0 Pod db-0 in StatefulSet db success", await _demo.EventsAsync("shop", "StatefulSet", "db"));
        Assert.Contains("didn't find available persistent volumes to bind", (await PodsAsync()).Single().Status.Conditions.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_DaemonSet_runs_one_pod_on_each_node_that_suits()
    {
        await CreateDaemonAsync(Good);
        _demo.Pass(10);
        // The dead third node is tainted.
        var pods = await DaemonPodsAsync();
        Assert.Equal(["node1", "node2"], pods.Select(p => p.Spec.NodeName).Order());
        Assert.All(pods, p => Assert.Contains(p.Spec.Tolerations, t => t.Key == "node.kubernetes.io/unschedulable"));
        var status = (await DaemonAsync()).Status;
        Assert.Equal((2, 2, 2, 2, 0), (status.DesiredNumberScheduled, status.CurrentNumberScheduled, status.NumberReady, status.UpdatedNumberScheduled, status.NumberMisscheduled));
        await _demo.DeleteAsync($"/api/v1/namespaces/shop/pods/{pods[0].Metadata.Name}?gracePeriodSeconds=0");
        _demo.Pass(6);
        Assert.Equal(["node1", "node2"], (await DaemonPodsAsync()).Select(p => p.Spec.NodeName).Order());
    }

    [Fact]
    public async Task A_DaemonSet_with_a_bad_image_stops_after_one_node_and_the_patch_back_heals_it()
    {
        await CreateDaemonAsync(Good);
        _demo.Pass(10);
        await DaemonImageAsync("registry.shop.example:5000/demo/nope:1");
        _demo.Pass(30);
        Assert.Single(await DaemonPodsAsync(), p => p.Status.ContainerStatuses.Single().State.Waiting is not null);
        Assert.Equal((1, 1, 1), ((await DaemonAsync()).Status.NumberReady, (await DaemonAsync()).Status.NumberUnavailable, (await DaemonAsync()).Status.UpdatedNumberScheduled));
        await DaemonImageAsync(Good);
        _demo.Pass(20);
        Assert.Equal((2, 2), ((await DaemonAsync()).Status.NumberReady, (await DaemonAsync()).Status.UpdatedNumberScheduled));
    }

    private static string Set(int replicas) =>
        $$$"""{"metadata":{"name":"db"},"spec":{"replicas":{{{replicas}}},"serviceName":"db","selector":{"matchLabels":{"app":"db"}},"template":{{{Template.Replace("IMAGE", Good, StringComparison.Ordinal)}}}}}""";

    private Task CreateSetAsync(int replicas) => _demo.SendAsync("POST", "/apis/apps/v1/namespaces/shop/statefulsets", Set(replicas));

    private Task ImageAsync(string image) => _demo.SendAsync("PATCH", "/apis/apps/v1/namespaces/shop/statefulsets/db", $$$"""{"spec":{"template":{{{Template.Replace("IMAGE", image, StringComparison.Ordinal)}}}}}""");

    private Task CreateDaemonAsync(string image) => _demo.SendAsync(
        "POST", "/apis/apps/v1/namespaces/shop/daemonsets", $$$"""{"metadata":{"name":"agent"},"spec":{"selector":{"matchLabels":{"app":"db"}},"template":{{{Template.Replace("IMAGE", image, StringComparison.Ordinal)}}}}}""");

    private Task DaemonImageAsync(string image) => _demo.SendAsync("PATCH", "/apis/apps/v1/namespaces/shop/daemonsets/agent", $$$"""{"spec":{"template":{{{Template.Replace("IMAGE", image, StringComparison.Ordinal)}}}}}""");

    private Task<V1StatefulSet> SetAsync() => _demo.Client.AppsV1.ReadNamespacedStatefulSetAsync("db", "shop", cancellationToken: Token);

    private Task<V1DaemonSet> DaemonAsync() => _demo.Client.AppsV1.ReadNamespacedDaemonSetAsync("agent", "shop", cancellationToken: Token);

    private async Task<IList<V1Pod>> PodsAsync() => (await _demo.Client.CoreV1.ListNamespacedPodAsync("shop", labelSelector: "app=db", cancellationToken: Token)).Items;

    private Task<IList<V1Pod>> DaemonPodsAsync() => PodsAsync();

    private async Task<List<string>> NamesAsync() => [.. (await PodsAsync()).Select(p => p.Metadata.Name).Order()];
}
