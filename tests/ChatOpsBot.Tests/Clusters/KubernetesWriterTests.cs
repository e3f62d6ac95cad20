using System.Text.Json.Nodes;
using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Tests.Clusters;

public sealed class KubernetesWriterTests
{
    private static readonly ResourceRef Pod = new(ResourceKinds.Pod, "shop", "checkout-1");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delete_is_bound_to_the_UID_and_sent_as_the_person()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, """{"kind":"Pod","metadata":{"uid":"u-1"}}"""));
        using var cluster = new TestCluster(server.Address);

        var deleted = await cluster.Writer.DeleteAsync(Pod, new(new("u-1"), 0, DryRun: true), new ActAs("zoë@example.org", ["shop-operators"]), Stop);

        Assert.Equal("u-1", deleted.Value.GetProperty("metadata").GetProperty("uid").GetString());
        var request = Assert.Single(server.Requests);
        Assert.Equal(("DELETE", "/api/v1/namespaces/shop/pods/checkout-1"), (request.Method, request.Path));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            {"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"u-1"},"gracePeriodSeconds":0,"propagationPolicy":"Background","dryRun":["All"]}
            """), JsonNode.Parse(request.Body)), request.Body);
        Assert.Equal("zoë@example.org", request.Headers["Impersonate-User"]);
        Assert.Equal("shop-operators", request.Headers["Impersonate-Group"]);
    }

    [Fact]
    public async Task A_delete_as_the_bot_for_good_impersonates_nobody_and_keeps_the_pods_own_grace()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, """{"kind":"Pod"}"""));
        using var cluster = new TestCluster(server.Address);

        Assert.Null((await cluster.Writer.DeleteAsync(Pod, new(new("u-1"), null, DryRun: false), ActAs.Bot, Stop)).Failure);

        var request = Assert.Single(server.Requests);
        Assert.DoesNotContain(request.Headers.Keys, name => name.StartsWith("Impersonate", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("gracePeriodSeconds", request.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("dryRun", request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_groups_are_refused_before_anything_is_sent()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, "{}"));
        using var cluster = new TestCluster(server.Address);

        var failure = (await cluster.Writer.DeleteAsync(Pod, new(new("u-1"), 0, false), new ActAs("ada", ["a", "b"]), Stop)).Failure;

        Assert.Equal(new ClusterFailure.Misconfigured(TestCluster.Name, "Only one group can be acted as, and ada has 2: a, b."), failure);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("ada\r\nImpersonate-Group: system:masters")]
    [InlineData(" ada")]
    [InlineData("")]
    public async Task A_user_that_cannot_stand_in_a_header_is_never_sent(string user)
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, "{}"));
        using var cluster = new TestCluster(server.Address);

        Assert.IsType<ClusterFailure.Rejected>((await cluster.Writer.DeleteAsync(Pod, new(new("u-1"), 0, false), new ActAs(user, []), Stop)).Failure);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Whether_a_person_may_is_asked_with_all_groups_in_the_body()
    {
        await using var server = await StubApiServer.StartAsync(context =>
            StubApiServer.JsonAsync(context, """{"status":{"allowed":false,"reason":"no RBAC policy matched"}}""", 201));
        using var cluster = new TestCluster(server.Address);

        var answer = await cluster.Writer.CheckAccessAsync(new(new ActAs("ada", ["a", "b"]), "delete", ResourceKinds.Pod, "shop", "checkout-1"), Stop);

        Assert.Equal(new AccessAnswer(false, "no RBAC policy matched"), answer.Value);
        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews"), (request.Method, request.Path));
        var spec = JsonNode.Parse(request.Body)!["spec"]!;
        Assert.Equal("ada", (string?)spec["user"]);
        Assert.Equal(["a", "b", "system:authenticated"], spec["groups"]!.AsArray().Select(group => (string?)group));
        Assert.Equal(
            ("delete", "pods", "shop", "checkout-1"),
            ((string?)spec["resourceAttributes"]!["verb"], (string?)spec["resourceAttributes"]!["resource"],
                (string?)spec["resourceAttributes"]!["namespace"], (string?)spec["resourceAttributes"]!["name"]));
        Assert.DoesNotContain(request.Headers.Keys, name => name.StartsWith("Impersonate", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Whether_the_bot_may_is_asked_about_itself()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, """{"status":{"allowed":true,"reason":""}}""", 201));
        using var cluster = new TestCluster(server.Address);

        var answer = await cluster.Writer.CheckAccessAsync(new(ActAs.Bot, "get", ResourceKinds.Pod, "shop", null, "log"), Stop);

        Assert.Equal(new AccessAnswer(true, null), answer.Value);
        var request = Assert.Single(server.Requests);
        Assert.Equal("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", request.Path);
        Assert.Equal("log", (string?)JsonNode.Parse(request.Body)!["spec"]!["resourceAttributes"]!["subresource"]);
    }
}
