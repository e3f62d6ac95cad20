using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Core.Tests.Conversations.Commands;

public sealed class ListPodsTests
{
    private readonly Bot _bot = new(Shop.Cluster());

    [Fact]
    public async Task A_namespace_is_listed_in_kubectls_columns_with_counts_by_status()
    {
        var words = await _bot.ReadAsync("pods -n shop");
        Assert.StartsWith("2 pods in shop: 1 CrashLoopBackOff, 1 ImagePullBackOff", words);
        Assert.Contains("NAME | READY | STATUS | RESTARTS | AGE\ncheckout-7d-a | 1/2 | CrashLoopBackOff | 4 (60s ago) | 60m\nwaiting | 0/1 | ImagePullBackOff | 0 | 5m", words);
    }

    [Theory]
    [InlineData("kubectl get pods --all-namespaces --output=wide")]
    [InlineData("po -A -o wide")]
    [InlineData("Pods —all-namespaces -owide")]
    public async Task All_namespaces_and_wide_add_columns(string text)
    {
        var words = await _bot.ReadAsync(text);
        Assert.Contains("NAMESPACE | NAME | READY | STATUS | RESTARTS | AGE | IP | NODE | NOMINATED NODE | READINESS GATES", words);
        Assert.Contains("shop | checkout-7d-a | 1/2 | CrashLoopBackOff | 4 (60s ago) | 60m | 10.1.0.5 | node1 | <none> | <none>", words);
    }

    [Fact]
    public async Task Bad_puts_the_troubled_first_and_offers_why()
    {
        var words = await _bot.ReadAsync("pods -A --bad");
        Assert.True(words.IndexOf("checkout-7d-a |", StringComparison.Ordinal) < words.IndexOf("etcd-node1 |", StringComparison.Ordinal));
        Assert.Contains("[Why checkout-7d-a: why checkout-7d-a -n shop]", words);
    }

    [Theory]
    [InlineData("pods check", "1 pod in all")]
    [InlineData("pods deploy/checkout", "1 pod in all")]
    [InlineData("pods node node1 -n shop", "2 pods in shop")]
    [InlineData("pods imagepullbackoff", "1 pod in all")]
    [InlineData("pods -l app=checkout", "1 pod in all")]
    public async Task A_text_leaves_fewer(string text, string title) => Assert.StartsWith(title, await _bot.ReadAsync(text));

    [Fact]
    public async Task A_namespace_that_does_not_exist_says_so_with_the_nearest()
    {
        var reply = await _bot.SayAsync("pods -n shpo");
        Assert.Equal(Outcome.NothingFound, reply.Outcome);
        Assert.Contains("pods -n shop", await _bot.ReadAsync("pods -n shpo"));
    }

    [Fact]
    public async Task A_text_that_is_a_namespace_offers_its_list() =>
        Assert.Contains("[2 pods in shop: pods -n shop]", await _bot.ReadAsync("get pods shop"));

    [Fact]
    public async Task What_matches_nothing_names_the_nearest() => Assert.Contains("The nearest names: waiting", await _bot.ReadAsync("pods wating"));
}
