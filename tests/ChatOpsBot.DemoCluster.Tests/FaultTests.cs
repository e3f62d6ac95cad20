using System.Text.Json.Nodes;
using k8s;

namespace ChatOpsBot.DemoCluster.Tests;

public sealed class FaultTests : IAsyncLifetime
{
    private readonly RunningCluster _demo = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _demo.InitializeAsync();

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Theory]
    [InlineData("bad-image", "recommendations", "ImagePullBackOff")]
    [InlineData("bad-rollout", "web", "CrashLoopBackOff")]
    [InlineData("crash-loop", "images", "CrashLoopBackOff")]
    [InlineData("oom", "sessions", "OOMKilled")]
    [InlineData("failing-probe", "storefront", "ready False")]
    [InlineData("cordoned", "vouchers", "2 node(s) were unschedulable")]
    [InlineData("finalizer", "exporter", "deleting")]
    [InlineData("pending-pvc", "reviews", "unbound immediate PersistentVolumeClaims")]
    [InlineData("dead-node", "web", "ready False")]
    public async Task A_fault_shows_and_is_healed(string fault, string app, string sign)
    {
        var before = await SignsAsync(app);
        Assert.DoesNotContain(sign, before, StringComparison.Ordinal);
        await SwitchAsync(fault, "break");
        _demo.Pass(45);
        Assert.Contains(sign, await SignsAsync(app), StringComparison.Ordinal);
        await SwitchAsync(fault, "heal");
        _demo.Pass(45);
        Assert.DoesNotContain(sign, await SignsAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_ConfigMap_stops_a_rollout_until_it_is_healed()
    {
        await SwitchAsync("missing-config", "break");
        _demo.Pass(20);
        Assert.Contains((await PaymentsAsync()).Items, p => p.Status.ContainerStatuses?.Single().State.Waiting?.Reason == "CreateContainerConfigError");
        await SwitchAsync("missing-config", "heal");
        _demo.Pass(40);
        Assert.All((await PaymentsAsync()).Items, p => Assert.True(p.Status.ContainerStatuses.Single().Ready));
    }

    [Fact]
    public async Task A_full_quota_stops_a_pod_until_it_is_healed()
    {
        await SwitchAsync("full-quota", "break");
        _demo.Pass(10);
        var sets = await _demo.Client.AppsV1.ListNamespacedReplicaSetAsync("payments", cancellationToken: Token);
        Assert.Contains("exceeded quota: team-payments, requested: pods=1, used: pods=2, limited: pods=2", sets.Items.SelectMany(s => s.Status.Conditions ?? []).Single().Message, StringComparison.Ordinal);
        await SwitchAsync("full-quota", "heal");
        _demo.Pass(20);
        Assert.Empty((await _demo.Client.AppsV1.ListNamespacedReplicaSetAsync("payments", cancellationToken: Token)).Items.SelectMany(s => s.Status.Conditions ?? []));
    }

    [Fact]
    public async Task A_wrong_selector_finds_nobody_until_it_is_healed()
    {
        await SwitchAsync("wrong-selector", "break");
        Assert.Empty(await EndpointsAsync());
        await SwitchAsync("wrong-selector", "heal");
        Assert.Equal(3, (await EndpointsAsync()).Count);

        async Task<IList<k8s.Models.V1Endpoint>> EndpointsAsync() =>
            (await _demo.Client.DiscoveryV1.ListNamespacedEndpointSliceAsync("shop", labelSelector: "kubernetes.io/service-name=web", cancellationToken: Token)).Items.Single().Endpoints ?? [];
    }

    [Fact]
    public async Task The_faults_are_listed_with_what_is_on()
    {
        await SwitchAsync("cordoned", "break");
        var faults = (await SwitchAsync("cordoned", "break")).AsArray();
        Assert.Equal(12, faults.Count);
        Assert.Equal("cordoned", Assert.Single(faults, f => f!["broken"]!.GetValue<bool>())!["name"]!.GetValue<string>());
        using var unknown = await _demo.Http.PostAsync(new Uri("/demo/faults/nope/break", UriKind.Relative), null, Token);
        Assert.Equal(404, (int)unknown.StatusCode);
    }

    private async Task<JsonNode> SwitchAsync(string fault, string verb)
    {
        using var response = await _demo.Http.PostAsync(new Uri($"/demo/faults/{fault}/{verb}", UriKind.Relative), null, Token);
        Assert.Equal(200, (int)response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;
    }

    private Task<k8s.Models.V1PodList> PaymentsAsync() => _demo.Client.CoreV1.ListNamespacedPodAsync("payments", labelSelector: "app=ledger", cancellationToken: Token);

    // What an engineer would see of an app's pods, in one text.
    private async Task<string> SignsAsync(string app)
    {
        var pods = await _demo.Client.CoreV1.ListNamespacedPodAsync("shop", labelSelector: $"app={app}", cancellationToken: Token);
        return string.Join('\n', pods.Items.Where(p => p.Status.Reason != "NodeLost" && p.Status.Phase != "Failed" || app == "exporter").Select(p => string.Join(
            ' ',
            p.Metadata.Name,
            p.Metadata.DeletionTimestamp is null ? "" : "deleting",
            string.Join(' ', (p.Status.ContainerStatuses ?? []).Select(c => $"{c.State.Waiting?.Reason} {c.LastState?.Terminated?.Reason}")),
            string.Join(' ', (p.Status.Conditions ?? []).Where(c => c.Type is "PodScheduled" or "Ready").Select(c => c.Type == "Ready" ? $"ready {c.Status}" : c.Message)))));
    }
}
