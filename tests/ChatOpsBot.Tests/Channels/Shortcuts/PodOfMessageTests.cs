using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Channels.Shortcuts;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests.Channels.Shortcuts;

public sealed class PodOfMessageTests
{
    private static readonly Intent Asker = new("", new("test:ada"), null, new("test", "room"), "", null, null, default);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task The_word_that_the_cluster_knows_is_the_pod_however_likely_another_looks() =>
        Assert.Equal("payments-db", await FindAsync("web-7d9f8c-x2x4z payments-db", (typed, _) => Task.FromResult(Known(typed, "payments-db"))));

    [Fact]
    public async Task A_longer_name_that_begins_alike_is_not_the_pod() =>
        Assert.Equal("web-0", await FindAsync("web-0 payments-db", (typed, _) => Task.FromResult(Known(typed, "payments-db-0"))));

    [Fact]
    public async Task A_cluster_that_says_nothing_in_time_leaves_the_likeliest_word()
    {
        var asked = new TaskCompletionSource();
        var finding = FindAsync("on-call web-0", async (_, token) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
            return [];
        });
        await asked.Task;
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("web-0", await finding);
    }

    [Fact]
    public async Task Without_a_word_that_may_be_a_pod_nothing_is_asked() =>
        Assert.Null(await FindAsync("it is broken", (_, _) => throw new InvalidOperationException("Nothing is to be asked.")));

    private Task<string?> FindAsync(string text, Func<Intent, CancellationToken, Task<IReadOnlyList<Suggestion>>> complete) =>
        new PodOfMessage(complete, _time).FindAsync([text], Asker, TestContext.Current.CancellationToken);

    private static IReadOnlyList<Suggestion> Known(Intent typed, string pod) =>
        typed.Text is ['w', 'h', 'y', ' ', .. var word] && pod.StartsWith(word, StringComparison.Ordinal) ? [new(pod, $"why {pod} ")] : [];
}
