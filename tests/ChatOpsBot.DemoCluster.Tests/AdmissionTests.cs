using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.Tests;

/// <summary>Status writes, limit ranges, collections and namespaces, as a real API server takes them.</summary>
public sealed class AdmissionTests : IAsyncLifetime
{
    private readonly RunningCluster _demo = new();

    public ValueTask InitializeAsync() => _demo.InitializeAsync();

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Fact]
    public async Task A_status_is_written_under_its_own_path_and_nothing_else_with_it()
    {
        const string Path = "/apis/apps/v1/namespaces/shop/deployments/web";
        var before = (await _demo.GetAsync(Path)).Body;
        await _demo.SendAsync("PATCH", $"{Path}/status", """{"spec":{"replicas":9},"status":{"collisionCount":7}}""");
        var after = (await _demo.GetAsync($"{Path}/status")).Body;
        Assert.Equal(7, after["status"]!["collisionCount"]!.GetValue<long>());
        Assert.True(JsonNode.DeepEquals(before["spec"], after["spec"]));
        Assert.Equal(before["metadata"]!["generation"]!.GetValue<long>(), after["metadata"]!["generation"]!.GetValue<long>());
        await _demo.SendAsync("PATCH", Path, """{"status":{"collisionCount":8}}""");
        Assert.Equal(7, (await _demo.GetAsync(Path)).Body["status"]!["collisionCount"]!.GetValue<long>());
        var (code, refused) = await _demo.AskAsync("PATCH", "/apis/apps/v1/namespaces/shop/statefulsets/payments-db/status", """{"status":{"readyReplicas":9}}""");
        Assert.Equal(422, code);
        Assert.Equal("StatefulSet.apps \"payments-db\" is invalid: status.readyReplicas: Invalid value: 9: cannot be greater than status.replicas", refused["message"]!.ToString());
    }

    [Fact]
    public async Task A_collection_is_deleted_by_selector_and_answered_as_it_was()
    {
        foreach (var name in new[] { "a", "b", "c" })
            await _demo.SendAsync("POST", "/api/v1/namespaces/shop/configmaps", $$$$"""{"metadata":{"name":"{{{{name}}}}","labels":{"mine":"{{{{(name == "c" ? "no" : "yes")}}}}"}}}""");
        var (code, dry) = await _demo.AskAsync("DELETE", "/api/v1/namespaces/shop/configmaps?labelSelector=mine%3Dyes&dryRun=All");
        Assert.Equal((200, "ConfigMapList", 2), (code, dry["kind"]!.ToString(), dry["items"]!.AsArray().Count));
        Assert.Equal(200, (await _demo.GetAsync("/api/v1/namespaces/shop/configmaps/a")).Code);
        await _demo.AskAsync("DELETE", "/api/v1/namespaces/shop/configmaps?labelSelector=mine%3Dyes");
        Assert.Equal(404, (await _demo.GetAsync("/api/v1/namespaces/shop/configmaps/a")).Code);
        Assert.Equal(200, (await _demo.GetAsync("/api/v1/namespaces/shop/configmaps/c")).Code);
        Assert.Equal(("deletecollection", "configmaps"), (_demo.Cluster.Audit[^1].Verb, _demo.Cluster.Audit[^1].Resource));
    }

    [Fact]
    public async Task A_namespace_is_emptied_and_then_gone()
    {
        var (code, answer) = await _demo.DeleteAsync("/api/v1/namespaces/batch");
        Assert.Equal((200, "Terminating"), (code, answer["status"]!["phase"]!.ToString()));
        var (refused, status) = await _demo.AskAsync("POST", "/api/v1/namespaces/batch/configmaps", """{"metadata":{"name":"late"}}""");
        Assert.Equal(403, refused);
        Assert.Equal("configmaps \"late\" is forbidden: unable to create new content in namespace batch because it is being terminated", status["message"]!.ToString());
        Assert.Equal("NamespaceTerminating", status["details"]!["causes"]![0]!["reason"]!.ToString());
        _demo.Pass(90);
        Assert.Equal(404, (await _demo.GetAsync("/api/v1/namespaces/batch")).Code);
        foreach (var kind in new[] { "api/v1/namespaces/batch/pods", "apis/apps/v1/namespaces/batch/deployments", "api/v1/namespaces/batch/events", "apis/metrics.k8s.io/v1beta1/namespaces/batch/pods" })
            Assert.Empty((await _demo.GetAsync($"/{kind}")).Body["items"]!.AsArray());
    }

    [Fact]
    public async Task A_finalizer_keeps_a_namespace_and_is_named()
    {
        await _demo.SendAsync("POST", "/api/v1/namespaces", """{"metadata":{"name":"stuck"}}""");
        _demo.Pass(2);
        Assert.Equal(200, (await _demo.GetAsync("/api/v1/namespaces/stuck/serviceaccounts/default")).Code);
        await _demo.SendAsync("POST", "/api/v1/namespaces/stuck/configmaps", """{"metadata":{"name":"held","finalizers":["x.y/z"]}}""");
        await _demo.DeleteAsync("/api/v1/namespaces/stuck");
        _demo.Pass(10);
        var conditions = (await _demo.GetAsync("/api/v1/namespaces/stuck")).Body["status"]!["conditions"]!.AsArray().ToDictionary(c => c!["type"]!.ToString(), c => c!["message"]!.ToString());
        Assert.Equal("Some resources are remaining: configmaps. has 1 resource instances", conditions["NamespaceContentRemaining"]);
        Assert.Equal("Some content in the namespace has finalizers remaining: x.y/z in 1 resource instances", conditions["NamespaceFinalizersRemaining"]);
        await _demo.SendAsync("PATCH", "/api/v1/namespaces/stuck/configmaps/held", """{"metadata":{"finalizers":null}}""");
        _demo.Pass(20);
        Assert.Equal(404, (await _demo.GetAsync("/api/v1/namespaces/stuck")).Code);
    }

    [Fact]
    public async Task Some_namespaces_are_not_deleted()
    {
        var (code, status) = await _demo.DeleteAsync("/api/v1/namespaces/kube-system");
        Assert.Equal((403, "namespaces \"kube-system\" is forbidden: this namespace may not be deleted"), (code, status["message"]!.ToString()));
    }

    [Theory]
    [InlineData("""{"limits":{"memory":"1Gi"}}""", "maximum memory usage per Container is 512Mi, but limit is 1Gi")]
    [InlineData("""{"requests":{"memory":"1Gi"},"limits":{"memory":"2Gi"}}""", "maximum memory usage per Container is 512Mi, but limit is 2Gi")]
    public async Task A_limit_range_refuses(string resources, string why)
    {
        var (code, status) = await _demo.AskAsync("POST", "/api/v1/namespaces/batch/pods", Pod(resources));
        Assert.Equal((403, $"pods \"x\" is forbidden: {why}"), (code, status["message"]!.ToString()));
    }

    [Fact]
    public async Task A_limit_range_gives_requests_and_limits_to_who_has_none()
    {
        await _demo.SendAsync("POST", "/api/v1/namespaces/batch/pods", Pod("{}"));
        var pod = (await _demo.GetAsync("/api/v1/namespaces/batch/pods/x")).Body;
        var resources = pod["spec"]!["containers"]![0]!["resources"]!;
        Assert.Equal(("512Mi", "10m", "16Mi", "Burstable"), (resources["limits"]!["memory"]!.ToString(), resources["requests"]!["cpu"]!.ToString(), resources["requests"]!["memory"]!.ToString(), pod["status"]!["qosClass"]!.ToString()));
        Assert.Equal("LimitRanger plugin set: cpu, memory request for container a; memory limit for container a", pod["metadata"]!["annotations"]!["kubernetes.io/limit-ranger"]!.ToString());
    }

    [Fact]
    public async Task A_full_quota_refuses_a_bare_pod()
    {
        var (code, status) = await _demo.AskAsync("POST", "/api/v1/namespaces/batch/pods", Pod("""{"requests":{"cpu":"100m"}}"""));
        Assert.Equal((403, "pods \"x\" is forbidden: exceeded quota: team-data, requested: requests.cpu=100m, used: requests.cpu=200m, limited: requests.cpu=250m"), (code, status["message"]!.ToString()));
    }

    [Fact]
    public async Task A_quota_refuses_a_pod_that_says_nothing_of_what_it_counts()
    {
        await _demo.SendAsync("POST", "/api/v1/namespaces/shop/resourcequotas", """{"metadata":{"name":"q"},"spec":{"hard":{"limits.memory":"9Gi","requests.cpu":"90","pods":"900"}}}""");
        // What is used is counted before anything changes.
        Assert.NotEqual("0", (await _demo.GetAsync("/api/v1/namespaces/shop/resourcequotas/q")).Body["status"]!["used"]!["pods"]!.ToString());
        var (code, status) = await _demo.AskAsync("POST", "/api/v1/namespaces/shop/pods", Pod("""{"requests":{"cpu":"100m"}}"""));
        Assert.Equal((403, "pods \"x\" is forbidden: failed quota: q: must specify limits.memory for: a"), (code, status["message"]!.ToString()));
        Assert.Equal(201, (await _demo.AskAsync("POST", "/api/v1/namespaces/shop/pods", Pod("""{"limits":{"memory":"1Mi"},"requests":{"cpu":"100m"}}"""))).Code);
    }

    private static string Pod(string resources) =>
        $$$"""{"metadata":{"name":"x"},"spec":{"containers":[{"name":"a","image":"registry.shop.example:5000/demo/web:1.0","resources":{{{resources}}}}]}}""";
}
