using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Core.Tests.Conversations.Commands;

public sealed class ShowLogsTests
{
    private readonly Bot _bot = new(Shop.Cluster());

    [Fact]
    public async Task All_containers_have_a_prefix_and_the_failing_ones_reason_is_marked()
    {
        var words = await _bot.ReadAsync("logs checkout");
        Assert.StartsWith("[app] error: cannot connect to postgres://shop:[redacted]@db/shop", words);
        Assert.Contains("> [app] error: cannot connect", words);
        Assert.Contains("\n[proxy] listening", words);
        Assert.Contains("[Logs of the run before: logs checkout-7d-a -n shop -p]", words);
        Assert.DoesNotContain("hunter2", words);
    }

    [Theory]
    [InlineData("logs checkout -c proxy --tail 1", "> error: upstream refused")]
    [InlineData("logs checkout -c app -p", "> panic: no PORT")]
    [InlineData("logs checkout -c app —previous", "> panic: no PORT")]
    public async Task One_container_is_shown_without_a_prefix(string text, string line)
    {
        var words = await _bot.ReadAsync(text);
        Assert.Contains(line, words);
        Assert.DoesNotContain("listening", words);
    }

    [Fact]
    public async Task A_container_that_never_ran_gives_the_kubelets_words()
    {
        Assert.Equal(Outcome.NothingFound, (await _bot.SayAsync("logs waiting")).Outcome);
        Assert.Contains("app never ran (ImagePullBackOff). The kubelet says: Back-off pulling image \"nowhere/none:1\"", await _bot.ReadAsync("logs waiting"));
    }

    [Fact]
    public async Task A_container_that_is_not_there_gives_those_that_are() =>
        Assert.Contains("logs checkout-7d-a -c app -n shop", await _bot.ReadAsync("logs checkout -c nope"));

    [Theory]
    [InlineData("logs checkout --since soon")]
    [InlineData("logs checkout --tail many")]
    [InlineData("logs")]
    public async Task Nonsense_is_refused_with_the_usage(string text)
    {
        Assert.Equal(Outcome.Refused, (await _bot.SayAsync(text)).Outcome);
        Assert.Contains("logs [KIND] NAME", await _bot.ReadAsync(text));
    }
}
