using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;

namespace ChatOpsBot.DemoCluster.Tests;

public sealed class ReadTests(RunningCluster demo) : IClassFixture<RunningCluster>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/namespaces/shop/pods/nope", "pods \"nope\" not found", """{"name":"nope","kind":"pods"}""")]
    [InlineData("/apis/apps/v1/namespaces/shop/deployments/nope", "deployments.apps \"nope\" not found", """{"name":"nope","group":"apps","kind":"deployments"}""")]
    [InlineData("/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/nope", "pods \"nope\" not found", """{"name":"nope","kind":"pods"}""")]
    [InlineData("/apis/metrics.k8s.io/v1beta1/nodes/nope", "node \"nope\" not found", """{"name":"nope","kind":"node"}""")]
    [InlineData("/api/v1/widgets", "the server could not find the requested resource", "{}")]
    [InlineData("/apis/apps/v9/deployments", "the server could not find the requested resource", "{}")]
    public async Task What_is_not_there_is_a_404_with_a_real_Status(string path, string message, string details)
    {
        var (code, status) = await demo.GetAsync(path);
        Assert.Equal(404, code);
        Assert.Equal("Status", status["kind"]!.GetValue<string>());
        Assert.Equal("NotFound", status["reason"]!.GetValue<string>());
        Assert.Equal(message, status["message"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(details), status["details"]));
    }

    [Theory]
    [InlineData("/nope")]
    [InlineData("/apis/foo.example/v1/widgets")]
    public async Task Paths_outside_every_group_are_not_Kubernetes(string path)
    {
        var (code, body) = await demo.GetAsync(path);
        Assert.Equal(404, code);
        Assert.Equal("404 page not found\n", body.GetValue<string>());
    }

    [Fact]
    public async Task The_real_client_reports_a_missing_pod()
    {
        var failure = await Assert.ThrowsAsync<HttpOperationException>(() => demo.Client.CoreV1.ReadNamespacedPodAsync("nope", "shop", cancellationToken: Token));
        Assert.Contains("pods \\\"nope\\\" not found", failure.Response.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "/api/v1/pods")]
    [InlineData("DELETE", "/api/v1/pods")]
    [InlineData("DELETE", "/api/v1/namespaces")]
    [InlineData("GET", "/apis/metrics.k8s.io/v1beta1/pods?watch=true")]
    public async Task What_is_not_offered_is_a_405_and_never_an_empty_answer(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await demo.Http.SendAsync(request, Token);
        Assert.Equal(405, (int)response.StatusCode);
        Assert.Contains("MethodNotAllowed", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_is_read_with_its_kind()
    {
        var node = await demo.Client.CoreV1.ReadNodeAsync("node3", cancellationToken: Token);
        Assert.Equal("Node", node.Kind);
        Assert.Equal("Unknown", node.Status.Conditions.Single(c => c.Type == "Ready").Status);
        var (_, events) = await demo.GetAsync("/apis/events.k8s.io/v1/namespaces/shop/events?limit=1");
        var (_, one) = await demo.GetAsync($"/apis/events.k8s.io/v1/namespaces/shop/events/{events["items"]![0]!["metadata"]!["name"]}");
        Assert.Equal("events.k8s.io/v1", one["apiVersion"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    public async Task It_is_healthy(string path) => Assert.Equal("ok", await demo.TextAsync(path));

    [Fact]
    public async Task It_tells_the_version_that_was_recorded()
    {
        var version = await demo.Client.Version.GetCodeAsync(Token);
        Assert.Equal("v1.34.4", version.GitVersion);
    }

    [Fact]
    public async Task Metrics_are_served_for_pods_and_nodes()
    {
        var nodes = await demo.Client.GetKubernetesNodesMetricsAsync();
        Assert.Contains(nodes.Items, n => n.Metadata.Name == "node1" && n.Usage["memory"].ToDecimal() > 0);
        Assert.DoesNotContain(nodes.Items, n => n.Metadata.Name == "node3");
        var pods = await demo.Client.GetKubernetesPodsMetricsByNamespaceAsync("shop");
        Assert.Contains(pods.Items, p => p.Metadata.Name.StartsWith("storefront-", StringComparison.Ordinal) && p.Containers.Count == 3);
        var (code, one) = await demo.GetAsync($"/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/{pods.Items.First().Metadata.Name}");
        Assert.Equal(200, code);
        Assert.Equal("PodMetrics", one["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task OpenAPI_explains_a_field()
    {
        var (_, index) = await demo.GetAsync("/openapi/v3");
        var core = index["paths"]!["api/v1"]!["serverRelativeURL"]!.GetValue<string>();
        var (_, document) = await demo.GetAsync(core);
        var field = document["components"]!["schemas"]!["io.k8s.api.core.v1.PodSpec"]!["properties"]!["restartPolicy"]!;
        Assert.StartsWith("Restart policy for all containers within the pod.", field["description"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(index["paths"]!["apis/apps/v1"]);
        using var unknown = await demo.Http.GetAsync("/openapi/v3/apis/nope/v1", Token);
        Assert.Equal(404, (int)unknown.StatusCode);
    }
}
