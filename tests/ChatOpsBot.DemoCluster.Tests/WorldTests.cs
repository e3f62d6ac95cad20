using k8s;
using k8s.Models;

namespace ChatOpsBot.DemoCluster.Tests;

/// <summary>The shop has one of every stuck state, each with what a real cluster says of it.</summary>
public sealed class WorldTests(RunningCluster demo) : IClassFixture<RunningCluster>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("checkout", "CrashLoopBackOff", "Error")]
    [InlineData("thumbnailer", "CrashLoopBackOff", "OOMKilled")]
    [InlineData("notifications", "CrashLoopBackOff", null)]
    [InlineData("newsletter", "CrashLoopBackOff", "StartError")]
    [InlineData("catalog", "ImagePullBackOff", null)]
    [InlineData("loyalty", "ImagePullBackOff", null)]
    [InlineData("mailer", "ContainerCreating", null)]
    [InlineData("cart", "CreateContainerConfigError", null)]
    public async Task A_container_waits_for_its_reason(string app, string waiting, string? lastEnd)
    {
        var container = (await PodAsync(app)).Status.ContainerStatuses.Single();
        Assert.Equal(waiting, container.State.Waiting.Reason);
        if (lastEnd is not null) Assert.Equal(lastEnd, container.LastState.Terminated.Reason);
        if (waiting == "CrashLoopBackOff") Assert.True(container.RestartCount >= 3);
    }

    [Theory]
    [InlineData("checkout", "BackOff", "Back-off restarting failed container checkout")]
    [InlineData("notifications", "Killing", "failed liveness probe, will be restarted")]
    [InlineData("catalog", "Failed", "registry.shop.example:5000/demo/web:2.1: not found")]
    [InlineData("loyalty", "Failed", "failed with status code [manifests 1.0]: 401 Unauthorized")]
    [InlineData("mailer", "FailedMount", "configmap \"mailer-templates\" not found")]
    [InlineData("cart", "Failed", "couldn't find key password in Secret shop/cart-redis")]
    [InlineData("search", "FailedScheduling", "Insufficient cpu")]
    [InlineData("ranker", "FailedScheduling", "didn't match Pod's node affinity/selector")]
    [InlineData("analytics", "FailedScheduling", "pod has unbound immediate PersistentVolumeClaims")]
    [InlineData("inventory", "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 404")]
    [InlineData("orders", "BackOff", "Back-off restarting failed container migrate")]
    public async Task An_event_names_the_cause(string app, string reason, string message)
    {
        var pod = await PodAsync(app);
        var events = await demo.Client.CoreV1.ListNamespacedEventAsync("shop", fieldSelector: $"involvedObject.uid={pod.Metadata.Uid}", cancellationToken: Token);
        Assert.Contains(events.Items, e => e.Reason == reason && e.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_is_Terminating_on_a_node_that_is_off()
    {
        var pod = await PodAsync("payments-db");
        Assert.Equal("node3", pod.Spec.NodeName);
        Assert.True(pod.Metadata.DeletionTimestamp < demo.Clock.GetUtcNow());
        Assert.Equal("Running", pod.Status.Phase);
    }

    [Fact]
    public async Task A_pod_is_Unknown_because_its_node_is_lost()
    {
        var pods = await demo.Client.CoreV1.ListNamespacedPodAsync("shop", labelSelector: "app=sessions", cancellationToken: Token);
        Assert.Equal("NodeLost", Assert.Single(pods.Items, p => p.Metadata.DeletionTimestamp is not null).Status.Reason);
    }

    [Fact]
    public async Task A_pod_was_evicted_by_its_own_volume()
    {
        var pods = await demo.Client.CoreV1.ListNamespacedPodAsync("shop", labelSelector: "app=images", cancellationToken: Token);
        Assert.Equal("Usage of EmptyDir volume \"cache\" exceeds the limit \"10Mi\". ", Assert.Single(pods.Items, p => p.Status.Reason == "Evicted").Status.Message);
    }

    [Fact]
    public async Task Finalizers_keep_pods_on_a_healthy_node()
    {
        var pod = await demo.Client.CoreV1.ReadNamespacedPodAsync("gateway", "shop", cancellationToken: Token);
        Assert.NotNull(pod.Metadata.DeletionTimestamp);
        Assert.Equal(["shop.example/drain-connections"], pod.Metadata.Finalizers);
    }

    [Fact]
    public async Task A_static_pod_has_a_mirror()
    {
        var pod = await demo.Client.CoreV1.ReadNamespacedPodAsync("edge-proxy-node1", "kube-system", cancellationToken: Token);
        Assert.Equal("file", pod.Metadata.Annotations["kubernetes.io/config.source"]);
        Assert.Equal("Node", pod.Metadata.OwnerReferences.Single().Kind);
    }

    [Fact]
    public async Task A_Service_selects_nothing()
    {
        var slices = await demo.Client.DiscoveryV1.ListNamespacedEndpointSliceAsync("shop", labelSelector: "kubernetes.io/service-name=recommendations", cancellationToken: Token);
        Assert.All(slices.Items, s => Assert.Empty(s.Endpoints ?? []));
    }

    [Fact]
    public async Task A_quota_stops_a_pod_from_being_created()
    {
        var sets = await demo.Client.AppsV1.ListNamespacedReplicaSetAsync("batch", cancellationToken: Token);
        var failure = Assert.Single(sets.Items).Status.Conditions.Single(c => c.Type == "ReplicaFailure");
        Assert.Contains("exceeded quota: team-data", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_is_Pending_for_want_of_its_class()
    {
        var claim = await demo.Client.CoreV1.ReadNamespacedPersistentVolumeClaimAsync("analytics-data", "shop", cancellationToken: Token);
        Assert.Equal("Pending", claim.Status.Phase);
    }

    [Fact]
    public async Task Ages_are_those_of_the_recording()
    {
        var now = demo.Clock.GetUtcNow();
        var events = await demo.Client.CoreV1.ListNamespacedEventAsync("shop", cancellationToken: Token);
        Assert.All(events.Items, e => Assert.InRange(now - new DateTimeOffset(e.Metadata.CreationTimestamp!.Value), TimeSpan.Zero, TimeSpan.FromHours(1)));
        Assert.Contains(events.Items, e => e.LastTimestamp is { } last && now - last < TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Two_clusters_start_with_the_same_world()
    {
        await using var other = await DemoCluster.StartAsync(new DemoClusterOptions { Clock = demo.Clock }, Token);
        using var http = new HttpClient { BaseAddress = other.Address };
        Assert.Equal(await demo.TextAsync("/api/v1/pods"), await http.GetStringAsync("/api/v1/pods", Token));
    }

    [Fact]
    public async Task Nothing_of_the_recording_machine_is_left()
    {
        foreach (var path in new[] { "/api/v1/pods", "/api/v1/events", "/api/v1/nodes", "/apis/apps/v1/deployments" })
            Assert.DoesNotContain(":5000/", (await demo.TextAsync(path)).Replace("registry.shop.example:5000/", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private async Task<V1Pod> PodAsync(string app)
    {
        var pods = await demo.Client.CoreV1.ListNamespacedPodAsync("shop", labelSelector: $"app={app}", cancellationToken: Token);
        return pods.Items[0];
    }
}
