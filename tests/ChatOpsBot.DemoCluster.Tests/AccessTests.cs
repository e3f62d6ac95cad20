using k8s;
using k8s.Models;

namespace ChatOpsBot.DemoCluster.Tests;

public sealed class AccessTests : IAsyncLifetime
{
    private readonly RunningCluster _demo = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _demo.InitializeAsync();

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Theory]
    [InlineData("alice", "delete", "pods", true)]
    [InlineData("alice", "delete", "nodes", false)]
    [InlineData("bob", "delete", "nodes", true)]
    [InlineData("bob", "create", "serviceaccounts", false)]
    [InlineData("carol", "delete", "pods", false)]
    [InlineData("carol", "get", "pods", true)]
    [InlineData("carol", "get", "secrets", false)]
    [InlineData("nobody", "get", "pods", false)]
    public async Task A_review_says_who_may(string user, string verb, string resource, bool allowed)
    {
        var review = await _demo.Client.AuthorizationV1.CreateSubjectAccessReviewAsync(
            new V1SubjectAccessReview { Spec = new V1SubjectAccessReviewSpec { User = user, ResourceAttributes = new V1ResourceAttributes { Verb = verb, Resource = resource, NamespaceProperty = "shop" } } },
            cancellationToken: Token);
        Assert.Equal(allowed, review.Status.Allowed);
    }

    [Fact]
    public async Task A_group_may_what_its_role_may()
    {
        var (_, review) = await _demo.AskAsync("POST", "/apis/authorization.k8s.io/v1/namespaces/shop/localsubjectaccessreviews", """{"spec":{"groups":["oncall"],"resourceAttributes":{"namespace":"shop","verb":"create","resource":"pods","subresource":"exec"}}}""");
        Assert.True(review["status"]!["allowed"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Each_persona_is_told_its_own_rules()
    {
        var answers = new Dictionary<string, string>();
        foreach (var user in new[] { "alice", "bob", "carol", "nobody" })
        {
            var (code, review) = await _demo.AskAsync("POST", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", """{"spec":{"namespace":"shop"}}""", user);
            Assert.Equal(201, code);
            answers[user] = review["status"]!["resourceRules"]!.ToJsonString();
        }
        Assert.Equal(4, answers.Values.Distinct().Count());
        Assert.Contains("pods/exec", answers["alice"], StringComparison.Ordinal);
        Assert.DoesNotContain("delete", answers["carol"], StringComparison.Ordinal);
        Assert.DoesNotContain("pods", answers["nobody"], StringComparison.Ordinal);
        var (_, all) = await _demo.AskAsync("POST", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", """{"spec":{"namespace":"shop"}}""");
        Assert.Equal("""{"verbs":["*"],"apiGroups":["*"],"resources":["*"]}""", all["status"]!["resourceRules"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task The_bot_itself_may()
    {
        var review = await _demo.Client.AuthorizationV1.CreateSelfSubjectAccessReviewAsync(
            new V1SelfSubjectAccessReview { Spec = new V1SelfSubjectAccessReviewSpec { ResourceAttributes = new V1ResourceAttributes { Verb = "delete", Resource = "pods", NamespaceProperty = "shop" } } },
            cancellationToken: Token);
        Assert.True(review.Status.Allowed);
    }

    [Fact]
    public async Task Who_am_I_answers_as_whom_one_asks()
    {
        var me = await _demo.Client.AuthenticationV1.CreateSelfSubjectReviewAsync(new V1SelfSubjectReview(), cancellationToken: Token);
        Assert.Contains("system:masters", me.Status.UserInfo.Groups);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/apis/authentication.k8s.io/v1/selfsubjectreviews") { Content = new StringContent("{}", null, "application/json") };
        request.Headers.Add("Impersonate-User", "carol");
        request.Headers.Add("Impersonate-Group", "bystanders");
        using var response = await _demo.Http.SendAsync(request, Token);
        Assert.Equal(201, (int)response.StatusCode);
        Assert.Contains("\"username\":\"carol\",\"groups\":[\"bystanders\",\"system:authenticated\"]", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incomplete_review_is_invalid()
    {
        using var content = new StringContent("""{"spec":{"resourceAttributes":{"verb":"get","resource":"pods"}}}""", null, "application/json");
        using var response = await _demo.Http.PostAsync(new Uri("/apis/authorization.k8s.io/v1/subjectaccessreviews", UriKind.Relative), content, Token);
        Assert.Equal(422, (int)response.StatusCode);
        Assert.Contains("at least one of user or group must be specified", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/namespaces/shop/pods/gateway", "pods \"gateway\" is forbidden: User \"carol\" cannot delete resource \"pods\" in API group \"\" in the namespace \"shop\"")]
    [InlineData("/apis/apps/v1/namespaces/shop/deployments/web", "deployments.apps \"web\" is forbidden: User \"carol\" cannot delete resource \"deployments\" in API group \"apps\" in the namespace \"shop\"")]
    [InlineData("/api/v1/nodes/node1", "nodes \"node1\" is forbidden: User \"carol\" cannot delete resource \"nodes\" in API group \"\" at the cluster scope")]
    public async Task A_bystander_changes_nothing(string path, string message)
    {
        var (code, status) = await _demo.DeleteAsync(path, asUser: "carol");
        Assert.Equal(403, code);
        Assert.Equal(message, status["message"]!.GetValue<string>());
        Assert.Equal("Forbidden", status["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Every_write_is_in_the_audit_log()
    {
        var pod = await _demo.Client.CoreV1.ReadNamespacedPodAsync(await _demo.PodOfAsync("web"), "shop", cancellationToken: Token);
        await _demo.DeleteAsync($"/api/v1/namespaces/shop/pods/{pod.Metadata.Name}?dryRun=All", asUser: "alice");
        await _demo.DeleteAsync($"/api/v1/namespaces/shop/pods/{pod.Metadata.Name}", asUser: "carol");
        await _demo.DeleteAsync($"/api/v1/namespaces/shop/pods/{pod.Metadata.Name}");
        Assert.Collection(
            _demo.Cluster.Audit,
            w => Assert.Equal(("demo-admin", "alice", "delete", "pods", "shop", pod.Metadata.Uid, true, 200), (w.User, w.ImpersonatedUser, w.Verb, w.Resource, w.Namespace, w.Uid, w.DryRun, w.StatusCode)),
            w => Assert.Equal(("carol", 403), (w.ImpersonatedUser, w.StatusCode)),
            w => Assert.Equal((null, pod.Metadata.Name, false, 200), (w.ImpersonatedUser, w.Name, w.DryRun, w.StatusCode)));
    }

    [Fact]
    public async Task A_group_without_a_user_is_an_error()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nodes");
        request.Headers.Add("Impersonate-Group", "g");
        using var response = await _demo.Http.SendAsync(request, Token);
        Assert.Equal(500, (int)response.StatusCode);
    }
}
