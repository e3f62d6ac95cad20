using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace ChatOpsBot.DemoCluster.Tests;

public sealed class WriteTests : IAsyncLifetime
{
    private const string Merge = "application/merge-patch+json";
    private const string Json = "application/json-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";
    private const string Maps = "/api/v1/namespaces/shop/configmaps";
    private const string Web = "/apis/apps/v1/namespaces/shop/deployments/web";
    private readonly RunningCluster _demo = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _demo.InitializeAsync();

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Fact]
    public async Task What_is_created_is_there_with_the_marks_of_the_API_server()
    {
        var made = await _demo.Client.CoreV1.CreateNamespacedConfigMapAsync(
            new V1ConfigMap { Metadata = new V1ObjectMeta { GenerateName = "note-" }, Data = new Dictionary<string, string> { ["k"] = "v" } }, "shop", cancellationToken: Token);
        Assert.StartsWith("note-", made.Metadata.Name, StringComparison.Ordinal);
        Assert.Equal(_demo.Clock.GetUtcNow().UtcDateTime, made.Metadata.CreationTimestamp);
        var read = await _demo.Client.CoreV1.ReadNamespacedConfigMapAsync(made.Metadata.Name, "shop", cancellationToken: Token);
        Assert.Equal((made.Metadata.Uid, "v"), (read.Metadata.Uid, read.Data["k"]));
    }

    [Theory]
    [InlineData(409, "configmaps \"storefront-config\" already exists", """{"metadata":{"name":"storefront-config"}}""")]
    [InlineData(422, "ConfigMap \"\" is invalid: metadata.name: Required value: name or generateName is required", """{"data":{"k":"v"}}""")]
    [InlineData(400, "the namespace of the provided object does not match the namespace sent on the request", """{"metadata":{"name":"c","namespace":"other"}}""")]
    [InlineData(400, "Secret in version \"v1\" cannot be handled as a ConfigMap: converting (v1.Secret) to (core.ConfigMap): unknown conversion", """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"c"}}""")]
    [InlineData(400, "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string", """{"metadata":{"name":"c"},"data":{"a":5}}""")]
    [InlineData(500, "resourceVersion should not be set on objects to be created", """{"metadata":{"name":"c","resourceVersion":"5"}}""")]
    [InlineData(400, "the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: invalid character 'n' looking for beginning of object key string ({nope)", "{nope")]
    public async Task What_cannot_be_created_is_refused_in_the_API_servers_words(int code, string message, string body)
    {
        var (actual, status) = await SendAsync("POST", Maps, body);
        Assert.Equal((code, message), (actual, status["message"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_unknown_field_is_a_warning_unless_strictness_is_asked_for()
    {
        const string Body = """{"metadata":{"name":"c"},"foo":1}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Maps}?dryRun=All") { Content = new StringContent(Body, null, "application/json") };
        using var warned = await _demo.Http.SendAsync(request, Token);
        Assert.Equal(201, (int)warned.StatusCode);
        Assert.Equal("299 - \"unknown field \\\"foo\\\"\"", Assert.Single(warned.Headers.GetValues("Warning")));
        var (code, status) = await SendAsync("POST", $"{Maps}?dryRun=All&fieldValidation=Strict", Body);
        Assert.Equal((400, "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error: unknown field \"foo\""), (code, status["message"]!.GetValue<string>()));
        Assert.Equal(404, (await _demo.GetAsync($"{Maps}/c")).Code);
    }

    [Fact]
    public async Task An_update_needs_the_newest_version_or_none()
    {
        var map = await _demo.Client.CoreV1.ReadNamespacedConfigMapAsync("storefront-config", "shop", cancellationToken: Token);
        map.Data = new Dictionary<string, string> { ["a"] = "1" };
        var changed = await _demo.Client.CoreV1.ReplaceNamespacedConfigMapAsync(map, "storefront-config", "shop", cancellationToken: Token);
        Assert.NotEqual(map.Metadata.ResourceVersion, changed.Metadata.ResourceVersion);
        var (code, status) = await SendAsync("PUT", $"{Maps}/storefront-config", $$$"""{"metadata":{"name":"storefront-config","resourceVersion":"{{{map.Metadata.ResourceVersion}}}"}}""");
        Assert.Equal((409, "Operation cannot be fulfilled on configmaps \"storefront-config\": the object has been modified; please apply your changes to the latest version and try again"), (code, status["message"]!.GetValue<string>()));
        Assert.Equal(200, (await SendAsync("PUT", $"{Maps}/storefront-config", """{"metadata":{"name":"storefront-config"}}""")).Code);
    }

    [Fact]
    public async Task Patches_come_in_three_formats()
    {
        await SendAsync("PUT", $"{Maps}/storefront-config", """{"metadata":{"name":"storefront-config"},"data":{"a":"1","b":"2"}}""");
        var (_, merged) = await SendAsync("PATCH", $"{Maps}/storefront-config", """{"data":{"a":null,"c":"3"}}""", Merge);
        Assert.Equal("""{"b":"2","c":"3"}""", merged["data"]!.ToJsonString());
        var (_, patched) = await SendAsync("PATCH", $"{Maps}/storefront-config", """[{"op":"test","path":"/data/b","value":"2"},{"op":"replace","path":"/data/b","value":"4"},{"op":"move","from":"/data/c","path":"/data/d"}]""", Json);
        Assert.Equal("""{"b":"4","d":"3"}""", patched["data"]!.ToJsonString());
        var (_, strategic) = await SendAsync("PATCH", $"{Web}?dryRun=All", """{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"x:1"}]}}}}""", Strategic);
        var container = Assert.Single(strategic["spec"]!["template"]!["spec"]!["containers"]!.AsArray())!;
        Assert.Equal("x:1", container["image"]!.GetValue<string>());
        Assert.NotNull(container["readinessProbe"]);
    }

    [Theory]
    [InlineData(415, "415: Unsupported Media Type", "application/json", """{"data":{}}""")]
    [InlineData(400, "error decoding patch: invalid character 'n' looking for beginning of object key string", Merge, "{nope")]
    [InlineData(422, "the server rejected our request due to an error in our request", Json, """[{"op":"test","path":"/data/m","value":"2"}]""")]
    [InlineData(422, "the server rejected our request due to an error in our request", Json, """[{"op":"remove","path":"/zz"}]""")]
    [InlineData(409, "Operation cannot be fulfilled on deployments.apps \"web\": the object has been modified; please apply your changes to the latest version and try again", Merge, """{"metadata":{"resourceVersion":"1"}}""")]
    [InlineData(422, "Deployment.apps \"web\" is invalid: metadata.uid: Invalid value: \"1\": field is immutable", Merge, """{"metadata":{"uid":"1"}}""")]
    [InlineData(422, "Deployment.apps \"web\" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0", Merge, """{"spec":{"replicas":-1}}""")]
    [InlineData(422, "Deployment.apps \"web\" is invalid: [spec.template.metadata.labels: Invalid value: {\"app\":\"web\",\"tier\":\"frontend\"}: `selector` does not match template `labels`, spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"z\"}}: field is immutable]", Merge, """{"spec":{"selector":{"matchLabels":{"app":"z"}}}}""")]
    public async Task A_patch_that_cannot_be_is_refused_in_the_API_servers_words(int code, string message, string format, string patch)
    {
        var (actual, status) = await SendAsync("PATCH", Web, patch, format);
        Assert.Equal((code, message), (actual, status["message"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_patch_in_a_dry_run_changes_nothing()
    {
        var before = await _demo.TextAsync(Web);
        var (code, dry) = await SendAsync("PATCH", $"{Web}?dryRun=All", """{"spec":{"replicas":7}}""", Merge);
        Assert.Equal((200, 7), (code, dry["spec"]!["replicas"]!.GetValue<int>()));
        Assert.Equal(before, await _demo.TextAsync(Web));
    }

    [Fact]
    public async Task A_patch_that_changes_nothing_writes_nothing()
    {
        var (_, once) = await SendAsync("PATCH", Web, """{"metadata":{"labels":{"x":"y"}}}""", Merge);
        var (_, twice) = await SendAsync("PATCH", Web, """{"metadata":{"labels":{"x":"y"}}}""", Merge);
        Assert.Equal(once.ToJsonString(), twice.ToJsonString());
    }

    [Fact]
    public async Task A_changed_spec_is_a_new_generation_and_a_status_cannot_be_written()
    {
        var (_, before) = await _demo.GetAsync(Web);
        var (_, status) = await SendAsync("PATCH", $"{Web}?dryRun=All", """{"status":{"replicas":7}}""", Merge);
        Assert.Equal(before["status"]!.ToJsonString(), status["status"]!.ToJsonString());
        Assert.Equal(before["metadata"]!["generation"]!.ToJsonString(), status["metadata"]!["generation"]!.ToJsonString());
        var (_, spec) = await SendAsync("PATCH", $"{Web}?dryRun=All", """{"spec":{"minReadySeconds":3}}""", Merge);
        Assert.Equal(before["metadata"]!["generation"]!.GetValue<long>() + 1, spec["metadata"]!["generation"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_pods_spec_cannot_be_changed()
    {
        var (code, status) = await SendAsync("PATCH", $"/api/v1/namespaces/shop/pods/{await _demo.PodOfAsync("web")}", """{"spec":{"nodeName":"z"}}""", Merge);
        Assert.Equal(422, code);
        Assert.Contains("pod updates may not change fields other than", status["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_finalizer_that_is_taken_off_lets_go()
    {
        var (code, _) = await SendAsync("PATCH", "/api/v1/namespaces/shop/pods/gateway", """{"metadata":{"finalizers":["a.example/b","shop.example/drain-connections"]}}""", Merge);
        Assert.Equal(422, code);
        Assert.Equal(200, (await SendAsync("PATCH", "/api/v1/namespaces/shop/pods/gateway", """{"metadata":{"finalizers":null}}""", Merge)).Code);
        Assert.Equal(404, (await _demo.GetAsync("/api/v1/namespaces/shop/pods/gateway")).Code);
    }

    [Fact]
    public async Task Scale_is_a_kind_of_its_own()
    {
        var (_, scale) = await _demo.GetAsync($"{Web}/scale");
        Assert.Equal(("Scale", "autoscaling/v1", "app=web"), (scale["kind"]!.GetValue<string>(), scale["apiVersion"]!.GetValue<string>(), scale["status"]!["selector"]!.GetValue<string>()));
        var changed = await _demo.Client.AppsV1.PatchNamespacedDeploymentScaleAsync(new V1Patch("""{"spec":{"replicas":5}}""", V1Patch.PatchType.MergePatch), "web", "shop", cancellationToken: Token);
        Assert.Equal(5, changed.Spec.Replicas);
        Assert.Equal(5, (await _demo.Client.AppsV1.ReadNamespacedDeploymentAsync("web", "shop", cancellationToken: Token)).Spec.Replicas);
        var (code, status) = await SendAsync("PATCH", $"{Web}/scale", """{"spec":{"replicas":-3}}""", Merge);
        Assert.Equal((422, "Scale.autoscaling \"web\" is invalid: spec.replicas: Invalid value: -3: must be greater than or equal to 0"), (code, status["message"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_eviction_asks_the_budget()
    {
        await SendAsync("POST", "/apis/policy/v1/namespaces/shop/poddisruptionbudgets", """{"metadata":{"name":"tight"},"spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"inventory"}}}}""");
        _demo.Pass(3);
        var held = await _demo.PodOfAsync("inventory");
        var (code, status) = await EvictAsync(held);
        Assert.Equal((429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget."), (code, status["reason"]!.GetValue<string>(), status["message"]!.GetValue<string>()));
        Assert.Equal("DisruptionBudget", status["details"]!["causes"]![0]!["reason"]!.GetValue<string>());

        var free = await _demo.PodOfAsync("recommendations");
        Assert.Equal(201, (await EvictAsync(free, "?dryRun=All")).Code);
        Assert.Null((await _demo.GetAsync($"/api/v1/namespaces/shop/pods/{free}")).Body["metadata"]!["deletionTimestamp"]);
        Assert.Equal(201, (await EvictAsync(free)).Code);
        Assert.NotNull((await _demo.GetAsync($"/api/v1/namespaces/shop/pods/{free}")).Body["metadata"]!["deletionTimestamp"]);
    }

    [Fact]
    public async Task Every_write_is_in_the_audit_log_with_its_verb()
    {
        await SendAsync("PATCH", $"{Web}?dryRun=All", """{"spec":{"replicas":7}}""", Merge);
        await SendAsync("POST", Maps, """{"metadata":{"name":"storefront-config"}}""");
        Assert.Equal([("patch", 200, true), ("create", 409, false)], _demo.Cluster.Audit.Select(w => (w.Verb, w.StatusCode, w.DryRun)));
    }

    private Task<(int Code, JsonNode Body)> EvictAsync(string pod, string query = "") =>
        SendAsync("POST", $"/api/v1/namespaces/shop/pods/{pod}/eviction{query}", $$$"""{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"{{{pod}}}"}}""");

    private async Task<(int Code, JsonNode Body)> SendAsync(string method, string path, string body, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, new MediaTypeHeaderValue(type)) };
        using var response = await _demo.Http.SendAsync(request, Token);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!);
    }
}
