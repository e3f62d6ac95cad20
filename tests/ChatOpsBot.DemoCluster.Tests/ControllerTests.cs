using System.Net.Http.Headers;
using k8s;
using k8s.Models;

namespace ChatOpsBot.DemoCluster.Tests;

public sealed class ControllerTests : IAsyncLifetime
{
    private readonly RunningCluster _demo = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _demo.InitializeAsync();

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Fact]
    public async Task A_new_template_rolls_out_and_the_old_pods_go()
    {
        await PatchAsync("deployments/web", """{"spec":{"template":{"metadata":{"annotations":{"kubectl.kubernetes.io/restartedAt":"2027-03-14T15:09:26Z"}}}}}""");
        _demo.Pass(60);
        var web = await DeploymentAsync("web");
        Assert.Equal((3, 3, 3), (web.Status.Replicas, web.Status.UpdatedReplicas, web.Status.AvailableReplicas));
        Assert.Equal("NewReplicaSetAvailable", Condition(web, "Progressing").Reason);
        var pods = await AppAsync("web");
        Assert.Equal(3, pods.Count);
        Assert.All(pods, p => Assert.Equal("2027-03-14T15:09:26Z", p.Metadata.Annotations["kubectl.kubernetes.io/restartedAt"]));
        Assert.All(pods, p => Assert.True(p.Status.ContainerStatuses.Single().Ready));
    }

    [Fact]
    public async Task A_rollout_with_a_bad_image_gets_stuck_and_a_patch_back_heals_it()
    {
        var before = (await AppAsync("web")).Select(p => p.Metadata.Name).Order().ToList();
        var image = (await DeploymentAsync("web")).Spec.Template.Spec.Containers.Single().Image;
        await PatchAsync("deployments/web", """{"spec":{"progressDeadlineSeconds":30,"template":{"spec":{"containers":[{"name":"web","image":"registry.shop.example:5000/demo/web:9"}]}}}}""");
        _demo.Pass(20);
        var stuck = Assert.Single(await AppAsync("web"), p => !before.Contains(p.Metadata.Name));
        var waiting = stuck.Status.ContainerStatuses.Single().State.Waiting;
        Assert.Equal("ImagePullBackOff", waiting.Reason);
        Assert.Contains("registry.shop.example:5000/demo/web:9: not found", waiting.Message, StringComparison.Ordinal);
        Assert.Equal(before, (await AppAsync("web")).Where(p => p.Metadata.DeletionTimestamp is null && p != stuck && p.Metadata.Name != stuck.Metadata.Name).Select(p => p.Metadata.Name).Order());
        _demo.Pass(30);
        Assert.Equal("ProgressDeadlineExceeded", Condition(await DeploymentAsync("web"), "Progressing").Reason);

        await PatchAsync("deployments/web", Image(image));
        _demo.Pass(20);
        Assert.Equal(before, (await AppAsync("web")).Select(p => p.Metadata.Name).Order());
        var healed = await DeploymentAsync("web");
        Assert.Equal((3, "NewReplicaSetAvailable"), (healed.Status.AvailableReplicas, Condition(healed, "Progressing").Reason));
    }

    [Fact]
    public async Task Recreate_waits_until_the_old_pods_are_gone()
    {
        await PatchAsync("deployments/web", """{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null},"template":{"metadata":{"annotations":{"a":"b"}}}}}""");
        _demo.Pass(5);
        Assert.All(await AppAsync("web"), p => Assert.NotNull(p.Metadata.DeletionTimestamp));
        _demo.Pass(20);
        Assert.Equal(3, (await DeploymentAsync("web")).Status.ReadyReplicas);
    }

    [Fact]
    public async Task A_workload_follows_its_scale_both_ways()
    {
        await PatchAsync("deployments/web/scale", """{"spec":{"replicas":5}}""");
        _demo.Pass(6);
        Assert.Equal(5, (await DeploymentAsync("web")).Status.ReadyReplicas);
        await PatchAsync("deployments/web/scale", """{"spec":{"replicas":1}}""");
        _demo.Pass(15);
        Assert.Single(await AppAsync("web"));
        Assert.Equal(1, (await DeploymentAsync("web")).Status.Replicas);
    }

    [Fact]
    public async Task A_crash_loop_goes_on_at_its_back_off_and_stays_one()
    {
        var name = await _demo.PodOfAsync("checkout");
        var before = (await ReadAsync(name)).Status.ContainerStatuses.Single();
        _demo.Pass(320);
        var after = (await ReadAsync(name)).Status.ContainerStatuses.Single();
        Assert.Equal((before.RestartCount + 1, "CrashLoopBackOff", 1), (after.RestartCount, after.State.Waiting.Reason, after.LastState.Terminated.ExitCode));
        Assert.Contains("FATAL", await _demo.TextAsync($"/api/v1/namespaces/shop/pods/{name}/log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_by_its_command_backs_off_longer_each_time()
    {
        await PatchAsync("deployments/web", """{"spec":{"template":{"spec":{"containers":[{"name":"web","command":["sh","-c","echo FATAL: no licence; exit 4"]}]}}}}""");
        _demo.Pass(15);
        var crashing = Assert.Single(await AppAsync("web"), p => p.Status.ContainerStatuses?.Single().LastState.Terminated is not null);
        var status = crashing.Status.ContainerStatuses.Single();
        Assert.Equal(4, status.LastState.Terminated.ExitCode);
        Assert.Contains("FATAL: no licence", await _demo.TextAsync($"/api/v1/namespaces/shop/pods/{crashing.Metadata.Name}/log?previous=true"), StringComparison.Ordinal);
        _demo.Pass(100);
        Assert.InRange((await ReadAsync(crashing.Metadata.Name)).Status.ContainerStatuses.Single().RestartCount, 2, 5);
    }

    [Fact]
    public async Task What_a_pod_waits_for_starts_it_when_it_comes()
    {
        await SendAsync("POST", "/api/v1/namespaces/shop/configmaps", """{"metadata":{"name":"mailer-templates"},"data":{"a":"b"}}""");
        _demo.Pass(5);
        var mailer = Assert.Single(await AppAsync("mailer"));
        Assert.Equal("Running", mailer.Status.Phase);
        Assert.True(mailer.Status.ContainerStatuses.Single().Ready);
    }

    [Fact]
    public async Task Stuck_states_stay_stuck_for_their_reasons()
    {
        var before = await WaitingAsync();
        _demo.Pass(200);
        Assert.Equal(before, await WaitingAsync());

        async Task<List<string>> WaitingAsync() =>
        [
            .. from pod in (await _demo.Client.CoreV1.ListNamespacedPodAsync("shop", cancellationToken: Token)).Items
               from status in pod.Status.ContainerStatuses ?? []
               where status.State.Waiting is { Reason: not "CrashLoopBackOff" }
               select $"{pod.Metadata.Name}: {status.State.Waiting.Reason} {status.State.Waiting.Message}",
        ];
    }

    [Fact]
    public async Task A_cordoned_node_takes_nothing_until_it_is_uncordoned()
    {
        await PatchNodeAsync("node1", true);
        await PatchNodeAsync("node2", true);
        await _demo.DeleteAsync($"/api/v1/namespaces/shop/pods/{await _demo.PodOfAsync("web")}?gracePeriodSeconds=0");
        _demo.Pass(5);
        var waiting = Assert.Single(await AppAsync("web"), p => p.Spec.NodeName is null);
        Assert.Contains("2 node(s) were unschedulable", waiting.Status.Conditions.Single().Message, StringComparison.Ordinal);
        await PatchNodeAsync("node1", false);
        _demo.Pass(5);
        Assert.Equal("node1", (await ReadAsync(waiting.Metadata.Name)).Spec.NodeName);
    }

    [Fact]
    public async Task A_quota_that_grows_lets_the_missing_pod_come()
    {
        await SendAsync("PATCH", "/api/v1/namespaces/batch/resourcequotas/team-data", """{"spec":{"hard":{"requests.cpu":"1"}}}""", "application/merge-patch+json");
        _demo.Pass(6);
        var indexer = await _demo.Client.AppsV1.ReadNamespacedDeploymentAsync("indexer", "batch", cancellationToken: Token);
        Assert.Equal(3, indexer.Status.ReadyReplicas);
        var quota = await _demo.Client.CoreV1.ReadNamespacedResourceQuotaAsync("team-data", "batch", cancellationToken: Token);
        Assert.Equal("300m", quota.Status.Used["requests.cpu"].ToString());
    }

    [Fact]
    public async Task A_budget_counts_its_pods()
    {
        await SendAsync("POST", "/apis/policy/v1/namespaces/shop/poddisruptionbudgets", """{"metadata":{"name":"tight"},"spec":{"minAvailable":2,"selector":{"matchLabels":{"app":"recommendations"}}}}""");
        _demo.Pass(2);
        var budget = await _demo.Client.PolicyV1.ReadNamespacedPodDisruptionBudgetAsync("tight", "shop", cancellationToken: Token);
        Assert.Equal((0, 2, 2, 2), (budget.Status.DisruptionsAllowed, budget.Status.CurrentHealthy, budget.Status.DesiredHealthy, budget.Status.ExpectedPods));
    }

    [Fact]
    public async Task A_Service_with_its_selector_mended_finds_its_pods()
    {
        await SendAsync("PATCH", "/api/v1/namespaces/shop/services/recommendations", """{"spec":{"selector":{"app":"recommendations"}}}""", "application/merge-patch+json");
        var slices = await _demo.Client.DiscoveryV1.ListNamespacedEndpointSliceAsync("shop", labelSelector: "kubernetes.io/service-name=recommendations", cancellationToken: Token);
        Assert.Equal(2, slices.Items.Single().Endpoints.Count);
    }

    [Fact]
    public async Task A_bare_pod_that_is_created_starts()
    {
        await SendAsync("POST", "/api/v1/namespaces/shop/pods", """{"metadata":{"name":"bare"},"spec":{"containers":[{"name":"a","image":"registry.shop.example:5000/demo/web:1.0"}]}}""");
        _demo.Pass(4);
        Assert.Equal("Running", (await ReadAsync("bare")).Status.Phase);
    }

    [Fact]
    public async Task Measurements_move_and_leases_are_renewed()
    {
        var (_, metrics) = await _demo.GetAsync("/apis/metrics.k8s.io/v1beta1/nodes/node1");
        var lease = await _demo.Client.CoordinationV1.ReadNamespacedLeaseAsync("node1", "kube-node-lease", cancellationToken: Token);
        _demo.Pass(20);
        Assert.NotEqual(metrics["usage"]!.ToJsonString(), (await _demo.GetAsync("/apis/metrics.k8s.io/v1beta1/nodes/node1")).Body["usage"]!.ToJsonString());
        Assert.True((await _demo.Client.CoordinationV1.ReadNamespacedLeaseAsync("node1", "kube-node-lease", cancellationToken: Token)).Spec.RenewTime > lease.Spec.RenewTime);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_story()
    {
        var stories = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            await using var demo = new RunningCluster { Seed = 7 };
            await demo.InitializeAsync();
            await demo.DeleteAsync($"/api/v1/namespaces/shop/pods/{await demo.PodOfAsync("web")}");
            demo.Pass(15);
            stories.Add(await demo.TextAsync("/api/v1/namespaces/shop/pods"));
        }
        Assert.Equal(stories[0], stories[1]);
    }

    [Fact]
    public async Task A_speed_of_ten_makes_ten_seconds_one()
    {
        await using var demo = new RunningCluster { Speed = 10 };
        await demo.InitializeAsync();
        var name = await demo.PodOfAsync("web");
        await demo.DeleteAsync($"/api/v1/namespaces/shop/pods/{name}");
        demo.Clock.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Equal(404, (await demo.GetAsync($"/api/v1/namespaces/shop/pods/{name}")).Code);
    }

    private static string Image(string image) =>
        """{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"IMAGE"}]}}}}""".Replace("IMAGE", image, StringComparison.Ordinal);

    private static V1DeploymentCondition Condition(V1Deployment deployment, string type) => deployment.Status.Conditions.Single(c => c.Type == type);

    private Task<V1Deployment> DeploymentAsync(string name) => _demo.Client.AppsV1.ReadNamespacedDeploymentAsync(name, "shop", cancellationToken: Token);

    private Task<V1Pod> ReadAsync(string name) => _demo.Client.CoreV1.ReadNamespacedPodAsync(name, "shop", cancellationToken: Token);

    private async Task<IList<V1Pod>> AppAsync(string app) =>
        (await _demo.Client.CoreV1.ListNamespacedPodAsync("shop", labelSelector: $"app={app}", cancellationToken: Token)).Items;

    private Task PatchAsync(string what, string patch) => SendAsync("PATCH", $"/apis/apps/v1/namespaces/shop/{what}", patch, "application/strategic-merge-patch+json");

    private Task PatchNodeAsync(string node, bool cordoned) =>
        SendAsync("PATCH", $"/api/v1/nodes/{node}", cordoned ? """{"spec":{"unschedulable":true}}""" : """{"spec":{"unschedulable":null}}""", "application/merge-patch+json");

    private async Task SendAsync(string method, string path, string body, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, new MediaTypeHeaderValue(type)) };
        using var response = await _demo.Http.SendAsync(request, Token);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Token));
    }
}
