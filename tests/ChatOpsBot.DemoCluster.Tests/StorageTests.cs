using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.Tests;

/// <summary>Volume claims: who binds them, when, and what is said while they wait.</summary>
public sealed class StorageTests : IAsyncLifetime
{
    private readonly RunningCluster _demo = new();

    public ValueTask InitializeAsync() => _demo.InitializeAsync();

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Fact]
    public async Task Each_reason_to_wait_is_said_in_the_controllers_words()
    {
        await ClassAsync("immediate", "kubernetes.io/no-provisioner", "Immediate");
        await ClassAsync("outside", "csi.example.com", "Immediate");
        await ClaimAsync("none", "");
        await ClaimAsync("missing", "nope");
        await ClaimAsync("nobody", "immediate");
        await ClaimAsync("waiting", "standard");
        await ClaimAsync("foreign", "outside");
        _demo.Pass(5);
        Assert.Equal("FailedBinding Normal no persistent volumes available for this claim and no storage class is set", await SaidAsync("none"));
        Assert.Equal("ProvisioningFailed Warning storageclass.storage.k8s.io \"nope\" not found", await SaidAsync("missing"));
        Assert.Equal("ProvisioningFailed Warning no volume plugin matched name: kubernetes.io/no-provisioner", await SaidAsync("nobody"));
        Assert.Equal("WaitForFirstConsumer Normal waiting for first consumer to be created before binding", await SaidAsync("waiting"));
        Assert.StartsWith("ExternalProvisioning Normal Waiting for a volume to be created either by the external provisioner 'csi.example.com'", await SaidAsync("foreign"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_takes_the_smallest_volume_that_is_large_enough()
    {
        await ClassAsync("immediate", "kubernetes.io/no-provisioner", "Immediate");
        await VolumeAsync("large", "immediate", "9Gi");
        await VolumeAsync("fitting", "immediate", "2Gi");
        await VolumeAsync("small", "immediate", "500Mi");
        await ClaimAsync("data", "immediate");
        _demo.Pass(3);
        var claim = (await ReadAsync("data")).Body;
        Assert.Equal(("Bound", "fitting", "2Gi"), (claim["status"]!["phase"]!.ToString(), claim["spec"]!["volumeName"]!.ToString(), claim["status"]!["capacity"]!["storage"]!.ToString()));
        Assert.Equal("Bound", await PhaseAsync("fitting"));
        await _demo.DeleteAsync("/api/v1/namespaces/shop/persistentvolumeclaims/data");
        _demo.Pass(3);
        Assert.Equal("Released", await PhaseAsync("fitting"));
        Assert.Equal("Available", await PhaseAsync("large"));
    }

    [Fact]
    public async Task A_class_that_waits_binds_when_the_pod_has_its_node()
    {
        await ClaimAsync("data", "standard");
        _demo.Pass(5);
        await PodAsync("data");
        _demo.Pass(4);
        var pod = (await _demo.GetAsync("/api/v1/namespaces/shop/pods/user")).Body;
        Assert.Equal("0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't find available persistent volumes to bind. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.", pod["status"]!["conditions"]![0]!["message"]!.ToString());
        _demo.Pass(15);
        Assert.Contains("WaitForPodScheduled Normal waiting for pod user to be scheduled", await AllSaidAsync("data"));
        await VolumeAsync("free", "standard", "2Gi");
        _demo.Pass(5);
        Assert.Equal("Bound", (await ReadAsync("data")).Body["status"]!["phase"]!.ToString());
        Assert.Equal("Running", (await _demo.GetAsync("/api/v1/namespaces/shop/pods/user")).Body["status"]!["phase"]!.ToString());
    }

    [Fact]
    public async Task A_claim_in_use_goes_when_its_pod_is_gone()
    {
        await ClassAsync("immediate", "kubernetes.io/no-provisioner", "Immediate");
        await VolumeAsync("v", "immediate", "2Gi");
        await ClaimAsync("data", "immediate");
        _demo.Pass(3);
        await PodAsync("data");
        _demo.Pass(4);
        await _demo.DeleteAsync("/api/v1/namespaces/shop/persistentvolumeclaims/data");
        _demo.Pass(20);
        Assert.NotNull((await ReadAsync("data")).Body["metadata"]!["deletionTimestamp"]);
        await _demo.DeleteAsync("/api/v1/namespaces/shop/pods/user?gracePeriodSeconds=0");
        _demo.Pass(3);
        Assert.Equal(404, (await ReadAsync("data")).Code);
    }

    [Fact]
    public async Task Who_names_no_class_gets_the_default_one()
    {
        await _demo.SendAsync("POST", "/api/v1/namespaces/shop/persistentvolumeclaims", """{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}""");
        Assert.Equal("standard", (await ReadAsync("data")).Body["spec"]!["storageClassName"]!.ToString());
    }

    private Task ClassAsync(string name, string provisioner, string mode) =>
        _demo.SendAsync("POST", "/apis/storage.k8s.io/v1/storageclasses", $$"""{"metadata":{"name":"{{name}}"},"provisioner":"{{provisioner}}","volumeBindingMode":"{{mode}}"}""");

    private Task ClaimAsync(string name, string @class) => _demo.SendAsync(
        "POST", "/api/v1/namespaces/shop/persistentvolumeclaims", $$$$$"""{"metadata":{"name":"{{{{{name}}}}}"},"spec":{"accessModes":["ReadWriteOnce"],"storageClassName":"{{{{{@class}}}}}","resources":{"requests":{"storage":"1Gi"}}}}""");

    private Task VolumeAsync(string name, string @class, string size) => _demo.SendAsync(
        "POST", "/api/v1/persistentvolumes", $$$$"""{"metadata":{"name":"{{{{name}}}}"},"spec":{"capacity":{"storage":"{{{{size}}}}"},"accessModes":["ReadWriteOnce"],"storageClassName":"{{{{@class}}}}","hostPath":{"path":"/tmp"}}}""");

    private Task PodAsync(string claim) => _demo.SendAsync(
        "POST", "/api/v1/namespaces/shop/pods", $$$"""{"metadata":{"name":"user"},"spec":{"volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"{{{claim}}}"} }],"containers":[{"name":"a","image":"registry.shop.example:5000/demo/web:1.0"}]}}""");

    private Task<(int Code, JsonNode Body)> ReadAsync(string claim) => _demo.GetAsync($"/api/v1/namespaces/shop/persistentvolumeclaims/{claim}");

    private async Task<string> PhaseAsync(string volume) => (await _demo.GetAsync($"/api/v1/persistentvolumes/{volume}")).Body["status"]!["phase"]!.ToString();

    private async Task<string> SaidAsync(string claim) => Assert.Single(await AllSaidAsync(claim));

    private async Task<List<string>> AllSaidAsync(string claim)
    {
        var (_, list) = await _demo.GetAsync($"/api/v1/namespaces/shop/events?fieldSelector=involvedObject.kind%3DPersistentVolumeClaim,involvedObject.name%3D{claim}");
        return [.. list["items"]!.AsArray().Select(e => $"{e!["reason"]} {e["type"]} {e["message"]}")];
    }
}
