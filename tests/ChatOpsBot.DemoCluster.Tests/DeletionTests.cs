using k8s;
using k8s.Models;

namespace ChatOpsBot.DemoCluster.Tests;

public sealed class DeletionTests : IAsyncLifetime
{
    private const string Shop = "/api/v1/namespaces/shop/pods";
    private readonly RunningCluster _demo = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _demo.InitializeAsync();

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Fact]
    public async Task A_pod_goes_after_its_grace_period_and_its_ReplicaSet_makes_another()
    {
        var name = await _demo.PodOfAsync("web");
        var going = await _demo.Client.CoreV1.DeleteNamespacedPodAsync(name, "shop", cancellationToken: Token);
        Assert.Equal(_demo.Clock.GetUtcNow().UtcDateTime.AddSeconds(10), going.Metadata.DeletionTimestamp);
        Assert.Equal(10, going.Metadata.DeletionGracePeriodSeconds);

        _demo.Pass(4);
        var during = await AppAsync("web");
        Assert.Equal(4, during.Count);
        var replacement = Assert.Single(during, p => p.Metadata.CreationTimestamp > _demo.Clock.GetUtcNow().AddMinutes(-1));
        Assert.StartsWith(going.Metadata.GenerateName, replacement.Metadata.Name, StringComparison.Ordinal);
        Assert.NotEqual(going.Metadata.Uid, replacement.Metadata.Uid);
        Assert.Equal("Running", replacement.Status.Phase);
        Assert.True(replacement.Status.ContainerStatuses.Single().Ready);

        _demo.Pass(7);
        Assert.DoesNotContain(await AppAsync("web"), p => p.Metadata.Name == name);
        Assert.Equal(404, (await _demo.GetAsync($"{Shop}/{name}")).Code);
    }

    [Fact]
    public async Task A_replacement_is_Pending_first_and_has_the_events_of_its_start()
    {
        await _demo.DeleteAsync($"{Shop}/{await _demo.PodOfAsync("storefront")}");
        _demo.Pass(1);
        var pod = (await AppAsync("storefront")).Single(p => p.Metadata.DeletionTimestamp is null);
        Assert.Equal("Pending", pod.Status.Phase);
        Assert.Null(pod.Spec.NodeName);
        _demo.Pass(2);
        var events = await _demo.Client.CoreV1.ListNamespacedEventAsync("shop", fieldSelector: $"involvedObject.uid={pod.Metadata.Uid}", cancellationToken: Token);
        Assert.Contains(events.Items, e => e.Reason == "Scheduled");
        Assert.Contains(events.Items, e => e is { Reason: "Started", Message: "Started container app" });
        Assert.StartsWith("storefront 4.2.0 starting", await _demo.TextAsync($"{Shop}/{pod.Metadata.Name}/log?container=app"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ailed_a_pod_ails_its_replacement()
    {
        await _demo.DeleteAsync($"{Shop}/{await _demo.PodOfAsync("checkout")}?gracePeriodSeconds=0");
        await _demo.DeleteAsync($"{Shop}/{await _demo.PodOfAsync("search")}");
        _demo.Pass(4);
        var checkout = Assert.Single(await AppAsync("checkout"));
        Assert.Equal("CrashLoopBackOff", checkout.Status.ContainerStatuses.Single().State.Waiting.Reason);
        Assert.Contains("FATAL", await _demo.TextAsync($"{Shop}/{checkout.Metadata.Name}/log?previous=true"), StringComparison.Ordinal);
        var search = Assert.Single(await AppAsync("search"));
        Assert.Contains("Insufficient cpu", search.Status.Conditions.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_counters_of_the_workload_follow()
    {
        await _demo.DeleteAsync($"{Shop}/{await _demo.PodOfAsync("web")}");
        Assert.Equal(2, (await _demo.Client.AppsV1.ReadNamespacedDeploymentAsync("web", "shop", cancellationToken: Token)).Status.ReadyReplicas);
        _demo.Pass(4);
        Assert.Equal(3, (await _demo.Client.AppsV1.ReadNamespacedDeploymentAsync("web", "shop", cancellationToken: Token)).Status.ReadyReplicas);
    }

    [Fact]
    public async Task The_endpoints_of_the_Service_follow()
    {
        var name = await _demo.PodOfAsync("web");
        await _demo.DeleteAsync($"{Shop}/{name}");
        Assert.True((await SliceAsync()).Endpoints.Single(e => e.TargetRef.Name == name).Conditions.Terminating);
        _demo.Pass(12);
        var slice = await SliceAsync();
        Assert.Equal(3, slice.Endpoints.Count(e => e.Conditions.Ready == true));
        Assert.Equal((await AppAsync("web")).Select(p => p.Status.PodIP).Order(), slice.Endpoints.SelectMany(e => e.Addresses).Order());

        async Task<V1EndpointSlice> SliceAsync() =>
            (await _demo.Client.DiscoveryV1.ListNamespacedEndpointSliceAsync("shop", labelSelector: "kubernetes.io/service-name=web", cancellationToken: Token)).Items.Single();
    }

    [Fact]
    public async Task Grace_zero_removes_at_once()
    {
        var name = await _demo.PodOfAsync("web");
        Assert.Equal(200, (await _demo.DeleteAsync($"{Shop}/{name}", """{"gracePeriodSeconds":0}""")).Code);
        Assert.Equal(404, (await _demo.GetAsync($"{Shop}/{name}")).Code);
    }

    [Fact]
    public async Task Only_a_shorter_grace_period_changes_a_deletion_that_is_under_way()
    {
        var pod = (await AppAsync("uploads")).Single(p => p.Metadata.DeletionTimestamp is not null);
        var (_, longer) = await _demo.DeleteAsync($"{Shop}/{pod.Metadata.Name}?gracePeriodSeconds=9000");
        Assert.Equal(pod.Metadata.ResourceVersion, longer["metadata"]!["resourceVersion"]!.GetValue<string>());
        var (_, shorter) = await _demo.DeleteAsync($"{Shop}/{pod.Metadata.Name}?gracePeriodSeconds=1");
        Assert.Equal(1, shorter["metadata"]!["deletionGracePeriodSeconds"]!.GetValue<int>());
        _demo.Pass(2);
        Assert.Equal(404, (await _demo.GetAsync($"{Shop}/{pod.Metadata.Name}")).Code);
    }

    [Fact]
    public async Task A_dry_run_answers_and_changes_nothing()
    {
        var name = await _demo.PodOfAsync("web");
        var before = await _demo.TextAsync($"{Shop}/{name}");
        var (_, byQuery) = await _demo.DeleteAsync($"{Shop}/{name}?dryRun=All");
        Assert.NotNull(byQuery["metadata"]!["deletionTimestamp"]);
        var (_, byBody) = await _demo.DeleteAsync($"{Shop}/{name}", """{"dryRun":["All"],"gracePeriodSeconds":0}""");
        Assert.Equal(0, byBody["metadata"]!["deletionGracePeriodSeconds"]!.GetValue<int>());
        _demo.Pass(20);
        Assert.Equal(before, await _demo.TextAsync($"{Shop}/{name}"));
        Assert.Equal(3, (await AppAsync("web")).Count);
    }

    [Fact]
    public async Task A_body_makes_the_API_server_overlook_the_query_even_its_dry_run()
    {
        var name = await _demo.PodOfAsync("web");
        await _demo.DeleteAsync($"{Shop}/{name}?dryRun=All", """{"gracePeriodSeconds":0}""");
        Assert.Equal(404, (await _demo.GetAsync($"{Shop}/{name}")).Code);
    }

    [Fact]
    public async Task A_precondition_that_does_not_hold_is_a_conflict()
    {
        var pod = await _demo.Client.CoreV1.ReadNamespacedPodAsync("gateway", "shop", cancellationToken: Token);
        var (code, status) = await _demo.DeleteAsync($"{Shop}/gateway", """{"preconditions":{"uid":"abc"}}""");
        Assert.Equal(409, code);
        Assert.Equal(
            $"Operation cannot be fulfilled on Pod \"gateway\": the UID in the precondition (abc) does not match the UID in record ({pod.Metadata.Uid}). The object might have been deleted and then recreated",
            status["message"]!.GetValue<string>());
        Assert.Equal("Pod", status["details"]!["kind"]!.GetValue<string>());
        (code, status) = await _demo.DeleteAsync($"{Shop}/gateway", """{"preconditions":{"resourceVersion":"1"}}""");
        Assert.Equal(409, code);
        Assert.Contains($"the ResourceVersion in the precondition (1) does not match the ResourceVersion in record ({pod.Metadata.ResourceVersion})", status["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"dryRun":["Some"]}""", "DeleteOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"Some\"]: supported values: \"All\"")]
    [InlineData("""{"propagationPolicy":"Sideways"}""", "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value: \"Sideways\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"")]
    public async Task Options_that_do_not_exist_are_invalid(string body, string message)
    {
        var (code, status) = await _demo.DeleteAsync($"{Shop}/gateway", body);
        Assert.Equal(422, code);
        Assert.Equal(message, status["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_body_in_another_format_is_a_415()
    {
        var (code, status) = await _demo.DeleteAsync($"{Shop}/gateway", "x", "text/plain");
        Assert.Equal(415, code);
        Assert.Equal("UnsupportedMediaType", status["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_finalizer_keeps_a_pod_even_from_force()
    {
        await _demo.DeleteAsync($"{Shop}/gateway", """{"gracePeriodSeconds":0}""");
        _demo.Pass(60);
        Assert.Equal(200, (await _demo.GetAsync($"{Shop}/gateway")).Code);
    }

    [Fact]
    public async Task On_a_dead_node_a_pod_stays_until_it_is_forced_and_its_StatefulSet_waits()
    {
        var dead = await _demo.Client.CoreV1.ReadNamespacedPodAsync("payments-db-0", "shop", cancellationToken: Token);
        await _demo.DeleteAsync($"{Shop}/payments-db-0");
        _demo.Pass(120);
        Assert.Equal(dead.Metadata.Uid, (await _demo.Client.CoreV1.ReadNamespacedPodAsync("payments-db-0", "shop", cancellationToken: Token)).Metadata.Uid);

        await _demo.DeleteAsync($"{Shop}/payments-db-0", """{"gracePeriodSeconds":0}""");
        Assert.Equal(404, (await _demo.GetAsync($"{Shop}/payments-db-0")).Code);
        _demo.Pass(3);
        var reborn = await _demo.Client.CoreV1.ReadNamespacedPodAsync("payments-db-0", "shop", cancellationToken: Token);
        Assert.NotEqual(dead.Metadata.Uid, reborn.Metadata.Uid);
        // As the real scheduler says it when this pod is forced.
        Assert.Equal(
            "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
            reborn.Status.Conditions.Single().Message);
    }

    [Fact]
    public async Task A_mirror_pod_comes_back_under_its_name()
    {
        const string Path = "/api/v1/namespaces/kube-system/pods/edge-proxy-node1";
        var (_, before) = await _demo.GetAsync(Path);
        await _demo.DeleteAsync(Path, """{"gracePeriodSeconds":0}""");
        Assert.Equal(404, (await _demo.GetAsync(Path)).Code);
        _demo.Pass(2);
        var (_, after) = await _demo.GetAsync(Path);
        Assert.NotEqual(before["metadata"]!["uid"]!.GetValue<string>(), after["metadata"]!["uid"]!.GetValue<string>());
        Assert.Equal(before["status"]!["containerStatuses"]!.ToJsonString(), after["status"]!["containerStatuses"]!.ToJsonString());
    }

    [Fact]
    public async Task A_bare_pod_and_a_finished_Job_get_no_replacement()
    {
        var reports = await _demo.PodOfAsync("reports");
        await _demo.DeleteAsync($"{Shop}/{reports}");
        _demo.Pass(10);
        Assert.Empty(await AppAsync("reports"));
    }

    [Fact]
    public async Task A_DaemonSets_pod_comes_back_on_its_node()
    {
        var agents = await _demo.Client.CoreV1.ListNamespacedPodAsync("kube-system", labelSelector: "k8s-app=log-agent", fieldSelector: "spec.nodeName=node2", cancellationToken: Token);
        await _demo.DeleteAsync($"/api/v1/namespaces/kube-system/pods/{agents.Items.Single().Metadata.Name}");
        _demo.Pass(8);
        var after = await _demo.Client.CoreV1.ListNamespacedPodAsync("kube-system", labelSelector: "k8s-app=log-agent", fieldSelector: "spec.nodeName=node2", cancellationToken: Token);
        Assert.NotEqual(agents.Items.Single().Metadata.Uid, Assert.Single(after.Items).Metadata.Uid);
    }

    [Fact]
    public async Task Deleting_a_Deployment_takes_its_pods_along()
    {
        var (_, answer) = await _demo.DeleteAsync("/apis/apps/v1/namespaces/shop/deployments/web");
        Assert.Equal("Success", answer["status"]!.GetValue<string>());
        Assert.Equal("deployments", answer["details"]!["kind"]!.GetValue<string>());
        _demo.Pass(12);
        Assert.Empty(await AppAsync("web"));
    }

    [Fact]
    public async Task A_claim_that_a_pod_mounts_is_protected()
    {
        const string Claim = "/api/v1/namespaces/shop/persistentvolumeclaims/analytics-data";
        await _demo.DeleteAsync(Claim);
        var (code, claim) = await _demo.GetAsync(Claim);
        Assert.Equal(200, code);
        Assert.NotNull(claim["metadata"]!["deletionTimestamp"]);
        await _demo.DeleteAsync("/apis/apps/v1/namespaces/shop/deployments/analytics");
        await _demo.DeleteAsync(Claim);
        Assert.Equal(404, (await _demo.GetAsync(Claim)).Code);
    }

    [Fact]
    public async Task A_pod_that_is_gone_has_no_metrics()
    {
        var name = await _demo.PodOfAsync("storefront");
        Assert.Equal(200, (await _demo.GetAsync($"/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/{name}")).Code);
        await _demo.DeleteAsync($"{Shop}/{name}?gracePeriodSeconds=0");
        Assert.Equal(404, (await _demo.GetAsync($"/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/{name}")).Code);
    }

    [Fact]
    public async Task Deleting_the_dead_node_frees_its_pods()
    {
        await _demo.DeleteAsync("/api/v1/nodes/node3");
        _demo.Pass(65);
        var stuck = await _demo.Client.CoreV1.ListPodForAllNamespacesAsync(fieldSelector: "spec.nodeName=node3", cancellationToken: Token);
        Assert.Empty(stuck.Items);
        Assert.Contains("2 node(s) didn't match", Assert.Single(await AppAsync("payments-db")).Status.Conditions.Single().Message, StringComparison.Ordinal);
    }

    private async Task<IList<V1Pod>> AppAsync(string app) =>
        (await _demo.Client.CoreV1.ListNamespacedPodAsync("shop", labelSelector: $"app={app}", cancellationToken: Token)).Items;
}
