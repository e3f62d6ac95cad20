using k8s;

namespace ChatOpsBot.DemoCluster.Tests;

public sealed class LogTests(RunningCluster demo) : IClassFixture<RunningCluster>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_real_client_reads_the_log_of_the_container_that_crashed()
    {
        using var stream = await demo.Client.CoreV1.ReadNamespacedPodLogAsync(await demo.PodOfAsync("checkout"), "shop", previous: true, cancellationToken: Token);
        using var reader = new StreamReader(stream);
        var log = await reader.ReadToEndAsync(Token);
        Assert.StartsWith("INFO  checkout 3.8.1 starting\n", log, StringComparison.Ordinal);
        Assert.Contains("FATAL: cannot reach database \"orders\" at orders-db.shop.svc:5432: connection refused\n", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("catalog", "", "container \"catalog\" in pod \"{0}\" is waiting to start: trying and failing to pull image")]
    [InlineData("mailer", "", "container \"mailer\" in pod \"{0}\" is waiting to start: ContainerCreating")]
    [InlineData("cart", "", "container \"cart\" in pod \"{0}\" is waiting to start: CreateContainerConfigError")]
    [InlineData("orders", "", "container \"orders\" in pod \"{0}\" is waiting to start: PodInitializing")]
    [InlineData("storefront", "", "a container name must be specified for pod {0}, choose one of: [render-config session-proxy app cache-warmer]")]
    [InlineData("storefront", "container=nope", "container nope is not valid for pod {0}")]
    [InlineData("storefront", "container=app&previous=true", "previous terminated container \"app\" in pod \"{0}\" not found")]
    [InlineData("storefront", "container=app&tailLines=x", "strconv.ParseInt: parsing \"x\": invalid syntax")]
    public async Task What_has_no_log_is_refused_in_the_kubelets_words(string app, string query, string message)
    {
        var pod = await demo.PodOfAsync(app);
        var (code, status) = await demo.GetAsync($"/api/v1/namespaces/shop/pods/{pod}/log?{query}");
        Assert.Equal(400, code);
        Assert.Equal(string.Format(null, message, pod), status["message"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("tailLines=-1", "PodLogOptions \"{0}\" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("limitBytes=0", "PodLogOptions \"{0}\" is invalid: limitBytes: Invalid value: 0: must be greater than 0")]
    [InlineData("sinceSeconds=0", "PodLogOptions \"{0}\" is invalid: sinceSeconds: Invalid value: 0: must be greater than 0")]
    public async Task Impossible_amounts_are_invalid(string query, string message)
    {
        var pod = await demo.PodOfAsync("checkout");
        var (code, status) = await demo.GetAsync($"/api/v1/namespaces/shop/pods/{pod}/log?{query}");
        Assert.Equal(422, code);
        Assert.Equal(string.Format(null, message, pod), status["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_pod_without_a_node_has_no_log_and_no_error()
    {
        using var response = await demo.Http.GetAsync($"/api/v1/namespaces/shop/pods/{await demo.PodOfAsync("search")}/log", Token);
        Assert.Equal(204, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_kubelet_of_a_node_that_is_off_does_not_answer()
    {
        var (code, status) = await demo.GetAsync("/api/v1/namespaces/shop/pods/payments-db-0/log?tailLines=5");
        Assert.Equal(500, code);
        Assert.Equal(
            "Get \"https://10.250.0.13:10250/containerLogs/shop/payments-db-0/postgres?tailLines=5\": dial tcp 10.250.0.13:10250: connect: connection refused",
            status["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_log_is_cut_by_lines_bytes_and_age()
    {
        var log = $"/api/v1/namespaces/shop/pods/{await demo.PodOfAsync("storefront")}/log?container=app";
        Assert.Equal("storefront 4.2.0 sta", await demo.TextAsync($"{log}&limitBytes=20"));
        Assert.Equal("", await demo.TextAsync($"{log}&tailLines=0"));
        var two = (await demo.TextAsync($"{log}&tailLines=2&timestamps=true")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, two.Length);
        Assert.All(two, line => Assert.StartsWith("2027-03-14T15:0", line, StringComparison.Ordinal));
        var recent = (await demo.TextAsync($"{log}&sinceSeconds=90")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(recent.Length, 2, 4);
    }
}
