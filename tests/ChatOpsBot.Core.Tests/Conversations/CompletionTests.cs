using ChatOpsBot.Core.Tests.Clusters;

namespace ChatOpsBot.Core.Tests.Conversations;

public sealed class CompletionTests
{
    private readonly Bot _bot = new(new FakeCluster { Cluster = new("test") }.Add("""
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: kube-system}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: checkout-abc, namespace: shop}
        spec: {containers: [{name: app, image: app}, {name: mesh, image: mesh}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: dns-1, namespace: kube-system}
        spec: {containers: [{name: dns, image: dns}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: checkout, namespace: shop}
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: sitemap, namespace: shop}
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: checkout-scaler, namespace: shop}
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: checkout-stays, namespace: shop}
        """));

    [Theory]
    [InlineData("whoa", "whoami")]
    [InlineData("delete p", null)]
    [InlineData("why che", "checkout, checkout-abc")]
    [InlineData("why -n kube-system ", "dns-1")]
    [InlineData("pods ch", "checkout-abc")]
    [InlineData("why deployment ", "checkout")]
    [InlineData("why cronjob ", "sitemap")]
    [InlineData("why hpa ", "checkout-scaler")]
    [InlineData("why pdb ", "checkout-stays")]
    [InlineData("pods -n ", "kube-system, shop")]
    [InlineData("pods --name", "--namespace")]
    [InlineData("logs checkout-abc -c ", "app, mesh")]
    [InlineData("logs dns-1 -c d", "dns")]
    [InlineData("explain crash", "CrashLoopBackOff")]
    [InlineData("explain chb52", "CHB521, CHB522, CHB523, CHB524, CHB525, CHB526, CHB527, CHB528")]
    [InlineData("nonsense ", null)]
    [InlineData("why \"che", null)]
    public async Task A_text_goes_on_as_the_grammar_and_the_cluster_know(string text, string? shown)
    {
        var suggestions = await _bot.CompleteAsync(text);
        Assert.Equal(shown ?? "", string.Join(", ", suggestions.Select(suggestion => suggestion.Shown).Order(StringComparer.Ordinal)));
        Assert.All(suggestions, suggestion => Assert.EndsWith(suggestion.Shown + " ", suggestion.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_gets_no_names_that_the_commands_would_not_tell()
    {
        Assert.Empty(await _bot.CompleteAsync("why che", "test:nobody"));
        Assert.Empty(await _bot.CompleteAsync("pods -n ", "test:nobody"));
        Assert.Equal("whoami", Assert.Single(await _bot.CompleteAsync("whoa", "test:nobody")).Shown);
    }
}
