using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Clusters;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Conversations;

public sealed class TargetResolverTests
{
    private readonly FakeCluster _cluster = new FakeCluster().Add("""
        kind: Namespace
        metadata: {name: shop}
        ---
        kind: Namespace
        metadata: {name: other}
        ---
        kind: Pod
        metadata: {name: checkout-7d-a, namespace: shop, labels: {pod-template-hash: 7d, app: checkout}, ownerReferences: [{kind: ReplicaSet, name: checkout-7d, controller: true}]}
        status: {phase: Running, containerStatuses: [{name: a, ready: true, state: {running: {}}}]}
        ---
        kind: Pod
        metadata: {name: checkout-7d-b, namespace: shop, labels: {pod-template-hash: 7d, app: checkout}, ownerReferences: [{kind: ReplicaSet, name: checkout-7d, controller: true}]}
        status: {phase: Running, containerStatuses: [{name: a, restartCount: 4, state: {waiting: {reason: CrashLoopBackOff}}}]}
        ---
        kind: Pod
        metadata: {name: cart-0, namespace: shop, ownerReferences: [{kind: StatefulSet, name: cart, controller: true}]}
        status: {phase: Running}
        ---
        kind: Pod
        metadata: {name: cart-0, namespace: other}
        status: {phase: Running}
        ---
        kind: Pod
        metadata: {name: search, namespace: other}
        ---
        kind: Pod
        metadata: {name: search-index, namespace: other}
        ---
        kind: Service
        metadata: {name: front, namespace: shop}
        spec: {selector: {app: checkout}}
        """);

    [Theory]
    [InlineData("checkout-7d-a", "shop", "checkout-7d-a")]
    [InlineData("pod checkout-7d-a", "shop", "checkout-7d-a")]
    [InlineData("pod/checkout-7d-a", "shop", "checkout-7d-a")]
    [InlineData("shop/cart-0", null, "cart-0")]
    [InlineData("7d-b", null, "checkout-7d-b")]
    [InlineData("search", null, "search")]
    [InlineData("deployment checkout", "shop", "checkout-7d-b")]
    [InlineData("deploy/checkout", null, "checkout-7d-b")]
    [InlineData("rs checkout-7d", null, "checkout-7d-b")]
    [InlineData("sts cart", null, "cart-0")]
    [InlineData("svc front", null, "checkout-7d-b")]
    [InlineData("checkout", null, "checkout-7d-b")]
    public async Task Words_find_their_pod(string words, string? ns, string name)
    {
        var found = Assert.IsType<Resolution<Pod>.Found>(await ResolveAsync(words, ns));
        Assert.Equal(name, found.Value.Metadata.Name);
    }

    [Fact]
    public async Task A_namespace_that_nobody_named_is_said()
    {
        var found = Assert.IsType<Resolution<Pod>.Found>(await ResolveAsync("7d-b", null));
        Assert.True(found.AssumedNamespace);
        Assert.NotNull(found.Assumption);
    }

    [Fact]
    public async Task The_conversations_namespace_is_where_one_looks()
    {
        var found = Assert.IsType<Resolution<Pod>.Found>(await ResolveAsync("cart-0", null, "other"));
        Assert.Equal("other", found.Value.Metadata.Namespace);
        Assert.False(found.AssumedNamespace);
    }

    [Fact]
    public async Task Several_matches_are_a_pick_list_of_whole_commands()
    {
        var other = Assert.IsType<Resolution<Pod>.Other>(await ResolveAsync("cart", null));
        var pick = Assert.Single(other.Reply.Parts.OfType<PickList>());
        Assert.Equal(["why cart-0 -n shop", "why cart-0 -n other"], pick.Choices.Select(choice => choice.Command));
    }

    [Fact]
    public async Task No_match_names_the_nearest()
    {
        var other = Assert.IsType<Resolution<Pod>.Other>(await ResolveAsync("serch", null));
        Assert.Equal(Outcome.NothingFound, other.Reply.Outcome);
        Assert.Equal("why search -n other", Assert.Single(other.Reply.Parts.OfType<PickList>()).Choices[0].Command);
    }

    [Fact]
    public async Task A_namespace_that_does_not_exist_is_the_answer()
    {
        var other = Assert.IsType<Resolution<Pod>.Other>(await ResolveAsync("checkout", "shpo"));
        Assert.Contains("There is no namespace shpo", Words.Of(other.Reply, new Reader(Locale.English, TimeZoneInfo.Utc, Askings.Now)));
        Assert.Contains("shop", Words.Of(other.Reply, new Reader(Locale.English, TimeZoneInfo.Utc, Askings.Now)));
    }

    [Fact]
    public async Task Another_kind_is_refused()
    {
        var other = Assert.IsType<Resolution<Pod>.Other>(await ResolveAsync("secret x", "shop"));
        Assert.Equal(Outcome.Refused, other.Reply.Outcome);
    }

    private Task<Resolution<Pod>> ResolveAsync(string words, string? ns, string? usual = null) => new TargetResolver().ResolveAsync<Pod>(
        Askings.On(_cluster, usual), words, ns, pod => $"why {pod.Metadata.Name} -n {pod.Metadata.Namespace}", TestContext.Current.CancellationToken);
}
