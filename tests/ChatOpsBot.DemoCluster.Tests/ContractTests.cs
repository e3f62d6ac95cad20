using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.Tests;

/// <summary>
/// The demo against a real API server: the same requests, the same status codes and the same shapes.
/// CHATOPS_E2E_KUBECONFIG names the real cluster; nothing in it is changed, save for a pod to run commands in, in a namespace
/// that is made for it and deleted.
/// </summary>
public sealed class ContractTests(RunningCluster demo) : IClassFixture<RunningCluster>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api")]
    [InlineData("/apis/apps")]
    [InlineData("/apis/nope")]
    [InlineData("/version")]
    [InlineData("/livez")]
    [InlineData("/nope")]
    [InlineData("/openapi/v3/apis/nope/v1")]
    [InlineData("/api/v1/nodes")]
    [InlineData("/api/v1/namespaces?limit=1")]
    [InlineData("/api/v1/namespaces?limit=1&labelSelector=kubernetes.io%2Fmetadata.name")]
    [InlineData("/api/v1/namespaces/default")]
    [InlineData("/api/v1/namespaces/nope-at-all")]
    [InlineData("/api/v1/namespaces/nope-at-all/pods")]
    [InlineData("/api/v1/namespaces/default/pods/nope")]
    [InlineData("/api/v1/namespaces/default/pods/nope/log")]
    [InlineData("/api/v1/namespaces/default/services/kubernetes")]
    [InlineData("/api/v1/namespaces/default/configmaps/kube-root-ca.crt")]
    [InlineData("/api/v1/widgets")]
    [InlineData("/apis/apps/v1/namespaces/default/deployments/nope")]
    [InlineData("/apis/apps/v9/deployments")]
    [InlineData("/apis/apps/v1/deployments?fieldSelector=foo%3Dbar")]
    [InlineData("/apis/batch/v1/jobs?fieldSelector=foo%3Dbar")]
    [InlineData("/apis/batch/v1/cronjobs?fieldSelector=metadata.name%3Dnope")]
    [InlineData("/api/v1/pods?fieldSelector=foo%3Dbar")]
    [InlineData("/api/v1/pods?fieldSelector=spec.nodeName%3Dnope,status.phase!%3DRunning")]
    [InlineData("/api/v1/pods?fieldSelector=foo")]
    [InlineData("/api/v1/pods?labelSelector=a%20in%20b")]
    [InlineData("/api/v1/pods?labelSelector=a%20in%20(b,,c),d,!e,f!%3Dg,h%3E1")]
    [InlineData("/api/v1/pods?limit=abc")]
    [InlineData("/api/v1/pods?resourceVersion=abc")]
    [InlineData("/api/v1/events?fieldSelector=involvedObject.uid%3Dnope,type%3DWarning,reason!%3Dx")]
    [InlineData("/apis/events.k8s.io/v1/events?fieldSelector=regarding.name%3Dnope")]
    [InlineData("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dkubernetes")]
    [InlineData("/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases")]
    [InlineData("/apis/metrics.k8s.io/v1beta1/nodes/nope")]
    [InlineData("/apis/metrics.k8s.io/v1beta1/namespaces/nope/pods")]
    [InlineData("/apis/metrics.k8s.io/v1beta1/nodes?watch=true")]
    [InlineData("/apis/metrics.k8s.io/v1beta1/pods?watch=true&resourceVersion=1")]
    [InlineData("/api/v1/limitranges?limit=1&labelSelector=nope")]
    [InlineData("/api/v1/resourcequotas?limit=1&labelSelector=nope")]
    [InlineData("/api/v1/persistentvolumeclaims?limit=1&labelSelector=nope")]
    [InlineData("/api/v1/persistentvolumes?labelSelector=nope")]
    [InlineData("/api/v1/secrets?labelSelector=nope")]
    [InlineData("/apis/apps/v1/statefulsets?labelSelector=nope")]
    [InlineData("/apis/apps/v1/daemonsets?labelSelector=nope")]
    [InlineData("/apis/apps/v1/controllerrevisions?labelSelector=nope")]
    [InlineData("/apis/networking.k8s.io/v1/ingresses?labelSelector=nope")]
    [InlineData("/apis/policy/v1/poddisruptionbudgets?labelSelector=nope")]
    [InlineData("/apis/storage.k8s.io/v1/storageclasses?labelSelector=nope")]
    public async Task A_read_is_answered_as_a_real_API_server_answers_it(string path)
    {
        using var real = RealCluster.OrSkip();
        var expected = await AskAsync(real.Client, real.Root, path);
        var actual = await AskAsync(demo.Http, demo.Cluster.Address, path);
        Assert.Equal(expected.Code, actual.Code);
        Assert.Equal(expected.Type, actual.Type);
        Assert.Equal(Shape(expected.Body), Shape(actual.Body));
    }

    // Dry runs, refusals, and names that nothing has: nothing is changed in the real cluster.
    [Theory]
    [MemberData(nameof(ContractRequests.Writes), MemberType = typeof(ContractRequests))]
    public async Task A_write_is_answered_as_a_real_API_server_answers_it(string method, string path, string? type, string? body)
    {
        using var real = RealCluster.OrSkip();
        Assert.Equal(await SendAsync(real.Client, real.Root), await SendAsync(demo.Http, demo.Cluster.Address));

        async Task<string> SendAsync(HttpClient http, Uri root)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(root, path));
            request.Headers.Accept.ParseAdd("application/json");
            if (body is not null) request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
            if (type is not null) request.Content!.Headers.ContentType = new(type);
            using var response = await http.SendAsync(request, Token);
            var warnings = response.Headers.TryGetValues("Warning", out var said) ? string.Join(' ', said) : "";
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token));
            return $"{(int)response.StatusCode} {response.Content.Headers.ContentType} {warnings}\n{Shape(answer)}\n{string.Join('\n', Fields(answer!["spec"], "spec").Order(StringComparer.Ordinal))}";
        }
    }

    [Theory]
    [InlineData("timeoutSeconds=1&resourceVersion=abc")]
    [InlineData("timeoutSeconds=abc")]
    [InlineData("timeoutSeconds=1&sendInitialEvents=true")]
    [InlineData("timeoutSeconds=1&resourceVersionMatch=NotOlderThan&resourceVersion=1")]
    [InlineData("timeoutSeconds=1&fieldSelector=metadata.name%3Dkube-root-ca.crt")]
    [InlineData("timeoutSeconds=1&fieldSelector=metadata.name%3Dkube-root-ca.crt&resourceVersion=0")]
    [InlineData("timeoutSeconds=1&fieldSelector=metadata.name%3Dnope&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true")]
    public async Task A_watch_is_answered_as_a_real_API_server_answers_it(string query)
    {
        using var real = RealCluster.OrSkip();
        await using var running = await DemoCluster.StartAsync(new DemoClusterOptions(), Token);
        Assert.Equal(await WatchAsync(real.Client, real.Root), await WatchAsync(demo.Http, running.Address));

        async Task<string> WatchAsync(HttpClient http, Uri root)
        {
            using var response = await http.GetAsync(new Uri(root, $"/api/v1/namespaces/default/configmaps?watch=true&{query}"), Token);
            var lines = (await response.Content.ReadAsStringAsync(Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!);
            // Bookmarks other than the one that ends the initial events come by the server's own clock.
            var told = lines.Where(l => (string?)l["type"] != "BOOKMARK" || l["object"]!["metadata"]!["annotations"] is not null);
            return $"{(int)response.StatusCode} {response.Content.Headers.ContentType}\n" + string.Join('\n', told.Select(l =>
                l["type"] is null ? l.ToJsonString() : $"{l["type"]} {l["object"]!["kind"]} {l["object"]!["apiVersion"]} {Keys(l["object"])} {l["object"]!["metadata"]!["name"]} {l["object"]!["metadata"]!["annotations"]?["k8s.io/initial-events-end"]}"));
        }
    }

    // Dry runs, and names that nothing has: nothing is changed in the real cluster.
    [Theory]
    [InlineData("/api/v1/namespaces/default/pods/nope?dryRun=All", null)]
    [InlineData("/api/v1/namespaces/default/pods/nope?dryRun=Some", null)]
    [InlineData("/api/v1/namespaces/default/pods/nope?gracePeriodSeconds=abc", null)]
    [InlineData("/api/v1/namespaces/default/pods/nope", """{"propagationPolicy":"Sideways"}""")]
    [InlineData("/api/v1/namespaces/default/configmaps/kube-root-ca.crt", """{"dryRun":["Some"]}""")]
    [InlineData("/api/v1/namespaces/default/pods/nope", """{"dryRun":["All"],"preconditions":{"uid":"x"}}""")]
    public async Task A_deletion_that_changes_nothing_is_answered_as_a_real_API_server_answers_it(string path, string? body)
    {
        using var real = RealCluster.OrSkip();
        var expected = await DeleteAsync(real.Client, real.Root);
        var actual = await DeleteAsync(demo.Http, demo.Cluster.Address);
        Assert.Equal(expected, actual);

        async Task<(int, string)> DeleteAsync(HttpClient http, Uri root)
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(root, path));
            if (body is not null) request.Content = new StringContent(body, null, "application/json");
            using var response = await http.SendAsync(request, Token);
            return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!.ToJsonString());
        }
    }

    // A pod of its own in a namespace of its own, which is deleted: watched on both clusters from its first day to its last.
    [Theory]
    [InlineData("v5.channel.k8s.io", "command=echo&command=hi&stdout=true&stderr=true")]
    [InlineData("v4.channel.k8s.io", "command=cat&command=/nope&stdout=true&stderr=true")]
    [InlineData("v5.channel.k8s.io", "command=sh&command=-c&stdout=true&stderr=true")]
    [InlineData("v5.channel.k8s.io", "command=nope&stdout=true")]
    [InlineData("v4.channel.k8s.io", "command=/opt/nope&stdout=true")]
    [InlineData("v5.channel.k8s.io", "command=ls")]
    [InlineData("v5.channel.k8s.io", "stdout=true")]
    [InlineData("channel.k8s.io", "command=id&stdout=true")]
    [InlineData("v4.base64.channel.k8s.io", "command=pwd&stdout=true")]
    [InlineData("v5.channel.k8s.io", "command=ls&stdout=true&tty=true")]
    [InlineData("v5.channel.k8s.io", "command=cat&command=/etc/hostname&stdout=true")]
    public async Task A_command_in_a_container_is_answered_as_a_real_cluster_answers_it(string protocol, string query)
    {
        using var real = RealCluster.OrSkip();
        var image = Environment.GetEnvironmentVariable("CHATOPS_E2E_REGISTRY") is { Length: > 0 } registry ? $"{registry}/demo/busybox:1.35" : "busybox:1.35";
        await using var theirs = await ContractPod.RunAsync(real.Kubernetes, image, () => Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Token));
        await using var ours = await ContractPod.RunAsync(demo.Client, "registry.shop.example:5000/demo/busybox:1.35", () =>
        {
            demo.Pass(1);
            return Task.CompletedTask;
        });
        Assert.Equal(await theirs.ExecAsync(protocol, query), await ours.ExecAsync(protocol, query));
    }

    [Theory]
    [InlineData("v4.channel.k8s.io", 8080)]
    [InlineData("v4.channel.k8s.io", 9999)]
    [InlineData("v4.base64.channel.k8s.io", 8080)]
    public async Task A_forwarded_port_is_answered_as_a_real_cluster_answers_it(string protocol, int port)
    {
        using var real = RealCluster.OrSkip();
        var image = Environment.GetEnvironmentVariable("CHATOPS_E2E_REGISTRY") is { Length: > 0 } registry ? $"{registry}/demo/busybox:1.35" : "busybox:1.35";
        string[] command = ["sh", "-c", "echo hello > /tmp/index.html; exec httpd -f -p 8080 -h /tmp"];
        await using var theirs = await ContractPod.RunAsync(real.Kubernetes, image, command, () => Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Token));
        await using var ours = await ContractPod.RunAsync(demo.Client, "registry.shop.example:5000/demo/busybox:1.35", command, () =>
        {
            demo.Pass(1);
            return Task.CompletedTask;
        });
        const string request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        Assert.Equal(await theirs.ForwardAsync(protocol, port, request), await ours.ForwardAsync(protocol, port, request));
    }

    // What is refused before anything is forwarded.
    [Theory]
    [InlineData("/api/v1/namespaces/default/pods/nope/portforward?ports=8080")]
    [InlineData("/api/v1/namespaces/default/pods/nope/portforward")]
    public async Task A_port_that_cannot_be_forwarded_is_refused_as_a_real_API_server_refuses_it(string path)
    {
        using var real = RealCluster.OrSkip();
        var (theirs, ours) = (await AskAsync(real.Client, real.Root, path), await AskAsync(demo.Http, demo.Cluster.Address, path));
        Assert.Equal((theirs.Code, theirs.Type, Shape(theirs.Body)), (ours.Code, ours.Type, Shape(ours.Body)));
    }

    [Fact]
    public async Task What_discovery_offers_the_real_API_server_has()
    {
        using var real = RealCluster.OrSkip();
        foreach (var root in new[] { "/api/v1", "/apis/apps/v1", "/apis/batch/v1", "/apis/events.k8s.io/v1", "/apis/networking.k8s.io/v1", "/apis/storage.k8s.io/v1", "/apis/policy/v1", "/apis/autoscaling/v2" })
        {
            var theirs = (await AskAsync(real.Client, real.Root, root)).Body!["resources"]!.AsArray().ToDictionary(r => r!["name"]!.GetValue<string>());
            foreach (var ours in (await AskAsync(demo.Http, demo.Cluster.Address, root)).Body!["resources"]!.AsArray())
            {
                var same = theirs[ours!["name"]!.GetValue<string>()]!;
                Assert.Equal(same["kind"]!.GetValue<string>(), ours["kind"]!.GetValue<string>());
                Assert.Equal(same["namespaced"]!.GetValue<bool>(), ours["namespaced"]!.GetValue<bool>());
                Assert.Equal(same["shortNames"]?.ToJsonString(), ours["shortNames"]?.ToJsonString());
            }
        }
    }

    [Fact]
    public async Task A_field_is_explained_in_the_same_words()
    {
        using var real = RealCluster.OrSkip();
        var theirs = (await AskAsync(real.Client, real.Root, "/openapi/v3/apis/apps/v1")).Body!;
        var ours = (await AskAsync(demo.Http, demo.Cluster.Address, "/openapi/v3/apis/apps/v1")).Body!;
        Assert.Equal(Spec(theirs), Spec(ours));

        static string Spec(JsonNode document) => document["components"]!["schemas"]!["io.k8s.api.apps.v1.DeploymentSpec"]!.ToJsonString();
    }

    private static async Task<(int Code, string? Type, JsonNode? Body)> AskAsync(HttpClient http, Uri root, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(root, path));
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await http.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), text.StartsWith('{') ? JsonNode.Parse(text) : null);
    }

    // A refusal has to be the same to the letter. Of an answer, what every client reads: kind, version, and which fields there are.
    private static string Shape(JsonNode? body)
    {
        if (body is not JsonObject answer) return "";
        if (answer["kind"]?.GetValue<string>() == "Status") return answer.ToJsonString();
        if (answer["kind"]?.GetValue<string>().EndsWith("Review", StringComparison.Ordinal) == true) return $"{answer["kind"]} {answer["status"]?["allowed"]} {answer["status"]?["incomplete"]} {Keys(answer["status"])}";
        var first = (answer["items"] as JsonArray)?.FirstOrDefault() as JsonObject;
        return string.Join(
            '\n',
            answer["kind"]?.ToString(),
            answer["apiVersion"]?.ToString(),
            Keys(answer),
            Keys(answer["items"] is null ? null : answer["metadata"]),
            first?["kind"]?.ToString());
    }

    // Every field that the answer has, without its value.
    private static IEnumerable<string> Fields(JsonNode? node, string path) => node switch
    {
        JsonObject inner => inner.SelectMany(p => Fields(p.Value, $"{path}.{p.Key}")).Append(path),
        JsonArray list => list.SelectMany(e => Fields(e, $"{path}[]")).Distinct(),
        _ => [path],
    };

    private static string Keys(JsonNode? node) =>
        string.Join(',', (node as JsonObject ?? []).Select(p => p.Key).Order(StringComparer.Ordinal));
}
