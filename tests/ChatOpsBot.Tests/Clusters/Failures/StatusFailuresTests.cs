using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.Tests.Clusters.Failures;

public sealed class StatusFailuresTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_403_names_verb_resource_and_subresource()
    {
        const string Words = "pods is forbidden: User bot cannot get resource pods/log";
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.StatusAsync(context, 403, "Forbidden", Words));
        using var cluster = new TestCluster(server.Address);

        Assert.Equal(
            new ClusterFailure.Forbidden("list", ResourceKinds.Pod, "shop", null, null, Words),
            (await cluster.Reader.ListAsync<Pod>(new("shop"), Stop)).Failure);
        Assert.Equal(
            new ClusterFailure.Forbidden("get", ResourceKinds.Pod, "shop", "checkout-1", "log", Words),
            (await cluster.Reader.ReadLogAsync(new("shop", "checkout-1", null), Stop)).Failure);
        Assert.Equal(
            new ClusterFailure.Forbidden("delete", ResourceKinds.Pod, "shop", "checkout-1", null, Words),
            (await cluster.Writer.DeleteAsync(new(ResourceKinds.Pod, "shop", "checkout-1"), new(new("u"), null, true), ActAs.Bot, Stop)).Failure);
    }

    [Fact]
    public async Task A_403_about_impersonation_names_the_right_to_impersonate()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.StatusAsync(
            context, 403, "Forbidden", "users ada is forbidden: User bot cannot impersonate resource users in API group", """{"name":"ada","kind":"users"}"""));
        using var cluster = new TestCluster(server.Address);

        var failure = (await cluster.Writer.DeleteAsync(
            new(ResourceKinds.Pod, "shop", "checkout-1"), new(new("u"), null, true), new ActAs("ada", []), Stop)).Failure;

        var forbidden = Assert.IsType<ClusterFailure.Forbidden>(failure);
        Assert.Equal(("impersonate", "users", "ada"), (forbidden.Verb, forbidden.Kind.Plural, forbidden.Name));
    }

    [Fact]
    public async Task A_404_with_a_name_is_a_missing_object()
    {
        await using var server = await StubApiServer.StartAsync(context =>
            StubApiServer.StatusAsync(context, 404, "NotFound", "pods checkout-1 not found", """{"name":"checkout-1","kind":"pods"}"""));
        using var cluster = new TestCluster(server.Address);

        Assert.Equal(new ClusterFailure.NotFound(ResourceKinds.Pod, "shop", "checkout-1"), (await cluster.Reader.GetAsync<Pod>("shop", "checkout-1", Stop)).Failure);
    }

    [Theory]
    [InlineData("""{"kind":"Status","message":"the server could not find the requested resource","reason":"NotFound","details":{},"code":404}""", "application/json")]
    [InlineData("404 page not found\n", "text/plain; charset=utf-8")]
    public async Task A_404_without_a_name_is_a_resource_that_is_not_served(string body, string type)
    {
        await using var server = await StubApiServer.StartAsync(context => AnswerAsync(context, 404, type, body));
        using var cluster = new TestCluster(server.Address);

        Assert.Equal(new ClusterFailure.NotServed(ResourceKinds.PodMetrics), (await cluster.Reader.ListAsync<PodMetrics>(new("shop"), Stop)).Failure);
        Assert.Equal(new ClusterFailure.NotServed(ResourceKinds.PodMetrics), (await cluster.Reader.GetAsync<PodMetrics>("shop", "checkout-1", Stop)).Failure);
    }

    [Fact]
    public async Task A_409_is_a_conflict_in_the_servers_words()
    {
        const string Words = "Operation cannot be fulfilled: the UID in the precondition (a) does not match the UID in record (b)";
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.StatusAsync(context, 409, "Conflict", Words));
        using var cluster = new TestCluster(server.Address);

        Assert.Equal(
            new ClusterFailure.Conflict(Words),
            (await cluster.Writer.DeleteAsync(new(ResourceKinds.Pod, "shop", "checkout-1"), new(new("a"), 0, false), ActAs.Bot, Stop)).Failure);
    }

    [Theory]
    [InlineData(400, "BadRequest", "container app in pod checkout-1 is waiting to start: ContainerCreating")]
    [InlineData(422, "Invalid", "DeleteOptions is invalid")]
    public async Task A_400_and_a_422_are_refusals_in_the_servers_words(int code, string reason, string words)
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.StatusAsync(context, code, reason, words));
        using var cluster = new TestCluster(server.Address);

        Assert.Equal(new ClusterFailure.Rejected(code, reason, words), (await cluster.Reader.ReadLogAsync(new("shop", "checkout-1", "app"), Stop)).Failure);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_5xx_is_a_fault_of_the_server_and_names_the_call(int code)
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.StatusAsync(context, code, "x", "try later"));
        using var cluster = new TestCluster(server.Address);

        Assert.Equal(
            new ClusterFailure.ServerFault(code, "GET /api/v1/namespaces/shop/pods", "try later"), (await cluster.Reader.ListAsync<Pod>(new("shop"), Stop)).Failure);
    }

    [Fact]
    public async Task A_401_says_which_credential_was_refused()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.StatusAsync(context, 401, "Unauthorized", "Unauthorized"));
        using var cluster = new TestCluster(server.Address, credential: Host.Clusters.Credentials.FixedCredential.Token("token of user 'ada'", "t0ken"));

        var rejected = Assert.IsType<ClusterFailure.CredentialRejected>(await cluster.AskAsync());

        Assert.Equal("The server answers 401 to the token of user 'ada': Unauthorized", rejected.Detail);
        Assert.Equal("Bearer t0ken", Assert.Single(server.Requests).Headers.Authorization);
    }

    [Fact]
    public async Task An_answer_that_is_no_JSON_is_a_fault_of_the_server()
    {
        await using var server = await StubApiServer.StartAsync(context => AnswerAsync(context, 200, "application/json", """{"items":[{"metadata":"""));
        using var cluster = new TestCluster(server.Address);

        var fault = Assert.IsType<ClusterFailure.ServerFault>((await cluster.Reader.ListAsync<Pod>(ListScope.All, Stop)).Failure);

        Assert.Equal("GET /api/v1/pods", fault.Call);
        Assert.StartsWith("The answer cannot be read as JSON: ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"items":7}""")]
    [InlineData("""{"items":[{"metadata":{"name":{}}}]}""")]
    [InlineData("""{"items":[{"metadata":{"creationTimestamp":"yesterday"}}]}""")]
    [InlineData("null")]
    public async Task An_answer_of_another_shape_is_a_fault_of_the_server(string json)
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, json));
        using var cluster = new TestCluster(server.Address);

        Assert.IsType<ClusterFailure.ServerFault>((await cluster.Reader.ListAsync<Pod>(ListScope.All, Stop)).Failure);
    }

    [Fact]
    public async Task A_login_page_is_a_fault_of_the_server_that_shows_how_it_begins()
    {
        await using var server = await StubApiServer.StartAsync(context => AnswerAsync(context, 200, "text/html", "<html>\n<b>Sign in</b>"));
        using var cluster = new TestCluster(server.Address);

        var fault = Assert.IsType<ClusterFailure.ServerFault>(await cluster.AskAsync());

        Assert.Equal("The answer is text/html and not application/json: <html> <b>Sign in</b>", fault.Message);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var server = await StubApiServer.StartAsync(context =>
        {
            context.Response.Redirect("https://login.example/");
            return Task.CompletedTask;
        });
        using var cluster = new TestCluster(server.Address);

        var fault = Assert.IsType<ClusterFailure.ServerFault>(await cluster.AskAsync());

        Assert.Equal((302, "The server sends us on to https://login.example/, which no API server does."), (fault.Status, fault.Message));
    }

    private static async Task AnswerAsync(HttpContext context, int status, string type, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body, context.RequestAborted);
    }
}
