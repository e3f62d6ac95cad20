using System.Text.Json.Nodes;
using ChatOpsBot.Core.Clusters;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.Tests.Clusters;

public sealed class DryRunCallsTests
{
    private const string Served = """{"kind":"APIResourceList","resources":[{"name":"deployments/scale","kind":"Deployment","namespaced":true},{"name":"deployments","kind":"Deployment","namespaced":true}]}""";
    private static readonly ProposedObject Web = new("apps/v1", "Deployment", "shop", "web", new JsonObject { ["kind"] = "Deployment" });
    private static readonly ActAs Ada = new("ada", ["on-call"]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_create_is_tried_as_the_person_and_its_warnings_are_read()
    {
        await using var server = await StubApiServer.StartAsync(Answer(context =>
        {
            context.Response.Headers.Append("Warning", "299 - \"would violate PodSecurity \\\"restricted:latest\\\"\"");
            return StubApiServer.JsonAsync(context, """{"kind":"Deployment"}""", 201);
        }));
        using var cluster = new TestCluster(server.Address);

        var tried = (await cluster.Writer.TryAsync(Web, Ada, Stop)).Value;

        Assert.False(tried.Exists);
        Assert.Equal(["would violate PodSecurity \"restricted:latest\""], tried.Warnings);
        var request = Assert.Single(Written(server));
        Assert.Equal(("POST", "/apis/apps/v1/namespaces/shop/deployments"), (request.Method, request.Path));
        Assert.Contains("fieldValidation=Strict", request.Query);
        Assert.Equal("ada", request.Headers["Impersonate-User"]);
    }

    [Fact]
    public async Task What_exists_is_patched_and_every_request_is_a_dry_run()
    {
        await using var server = await StubApiServer.StartAsync(Answer(context => context.Request.Method == "POST"
            ? StubApiServer.StatusAsync(context, 409, "AlreadyExists", "deployments.apps is there already")
            : StubApiServer.JsonAsync(context, """{"kind":"Deployment"}""")));
        using var cluster = new TestCluster(server.Address);

        Assert.True((await cluster.Writer.TryAsync(Web, Ada, Stop)).Value.Exists);

        Assert.Equal(["POST", "PATCH"], Written(server).Select(request => request.Method));
        Assert.All(Written(server), request => Assert.Contains("dryRun=All", request.Query));
        Assert.Equal("application/merge-patch+json; charset=utf-8", Written(server)[1].Headers.ContentType);
    }

    [Fact]
    public async Task Refused_fields_are_named_with_what_is_wrong()
    {
        await using var server = await StubApiServer.StartAsync(Answer(context => StubApiServer.StatusAsync(context, 422, "Invalid", "is invalid",
            """{"causes":[{"reason":"FieldValueRequired","message":"Required value","field":"spec.selector"}]}""")));
        using var cluster = new TestCluster(server.Address);

        var refused = Assert.IsType<ClusterFailure.Rejected>((await cluster.Writer.TryAsync(Web, Ada, Stop)).Failure);

        Assert.Equal([new FieldCause("spec.selector", "Required value")], refused.Causes);
    }

    [Fact]
    public async Task Whoever_may_neither_create_nor_change_is_told_of_the_creation()
    {
        await using var server = await StubApiServer.StartAsync(Answer(context => StubApiServer.StatusAsync(context, 403, "Forbidden", "ada cannot do this")));
        using var cluster = new TestCluster(server.Address);

        Assert.Equal("create", Assert.IsType<ClusterFailure.Forbidden>((await cluster.Writer.TryAsync(Web, Ada, Stop)).Failure).Verb);
    }

    [Fact]
    public async Task A_namespace_that_is_missing_is_what_is_not_found()
    {
        await using var server = await StubApiServer.StartAsync(Answer(context => StubApiServer.StatusAsync(context, 404, "NotFound", "none", """{"name":"shop","kind":"namespaces"}""")));
        using var cluster = new TestCluster(server.Address);

        Assert.Equal(new ClusterFailure.NotFound(ResourceKinds.Namespace, null, "shop"), (await cluster.Writer.TryAsync(Web, Ada, Stop)).Failure);
    }

    [Theory]
    [InlineData("apps/v1", "Widget")]
    [InlineData("../v1", "Deployment")]
    public async Task A_kind_that_is_not_served_is_not_tried(string version, string kind)
    {
        await using var server = await StubApiServer.StartAsync(Answer(context => StubApiServer.JsonAsync(context, "{}")));
        using var cluster = new TestCluster(server.Address);

        Assert.IsType<ClusterFailure.NotServed>((await cluster.Writer.TryAsync(Web with { ApiVersion = version, Kind = kind }, Ada, Stop)).Failure);
        Assert.Empty(Written(server));
    }

    [Fact]
    public async Task A_name_that_would_change_the_path_is_never_sent()
    {
        await using var server = await StubApiServer.StartAsync(Answer(context => StubApiServer.JsonAsync(context, "{}")));
        using var cluster = new TestCluster(server.Address);

        Assert.IsType<ClusterFailure.Rejected>((await cluster.Writer.TryAsync(Web with { Name = "../secrets/x" }, Ada, Stop)).Failure);
        Assert.Empty(Written(server));
    }

    private static RequestDelegate Answer(RequestDelegate answer) =>
        context => context.Request.Path == "/apis/apps/v1" ? StubApiServer.JsonAsync(context, Served) : answer(context);

    private static List<Recorded> Written(StubApiServer server) => [.. server.Requests.Where(request => request.Method != "GET")];
}
