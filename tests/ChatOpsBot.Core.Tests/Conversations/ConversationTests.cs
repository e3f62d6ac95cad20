using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Clusters;
using ChatOpsBot.Core.Texts;
using CsCheck;

namespace ChatOpsBot.Core.Tests.Conversations;

public sealed class ConversationTests
{
    private static readonly Reader English = new(Locale.English, TimeZoneInfo.Utc, Askings.Now);

    [Theory]
    [InlineData("pods")]
    [InlineData("status")]
    [InlineData("use shop")]
    public async Task A_stranger_reaches_nothing_and_learns_the_account(string text)
    {
        var cluster = new FakeCluster();
        var reply = await new Bot(cluster).SayAsync(text, "teams:t/9");
        Assert.Equal(Outcome.Refused, reply.Outcome);
        Assert.Contains("teams:t/9", Words.Of(reply, English));
        Assert.Empty(cluster.Calls);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("whoami")]
    public async Task A_stranger_may_ask_for_help(string text) => Assert.Equal(Outcome.Answered, (await new Bot(new FakeCluster()).SayAsync(text, "teams:t/9")).Outcome);

    [Fact]
    public async Task A_fault_is_answered_with_its_number_and_without_its_words()
    {
        var reply = await new Bot(new FakeCluster().Fail(_ => throw new InvalidOperationException("inner words"))).SayAsync("pods");
        Assert.Equal(Outcome.Failed, reply.Outcome);
        Assert.Matches("log has it under [0-9a-f]{8}", Words.Of(reply, English));
        Assert.DoesNotContain("inner words", Words.Of(reply, English));
    }

    [Fact]
    public async Task An_answer_from_memory_says_first_how_old_it_is()
    {
        var reply = await new Bot(new FakeCluster { AsOf = Askings.Now - TimeSpan.FromMinutes(4) }).SayAsync("pods");
        var first = English.Read(((Paragraph)reply.Parts[0]).Text);
        Assert.Contains("The API server of test cannot be reached.", first);
        Assert.Contains("(4m ago)", first);
    }

    [Fact]
    public async Task Every_answer_ends()
    {
        var bot = new Bot(new StuckCluster());
        var answer = bot.SayAsync("pods");
        bot.Time.Advance(Conversation.Deadline);
        var reply = await answer;
        Assert.Equal(Outcome.Failed, reply.Outcome);
        Assert.Contains("no answer within 60s", Words.Of(reply, English));
    }

    [Fact]
    public async Task A_hundred_kilobytes_are_refused() => Assert.Contains("4000", Words.Of(await new Bot(new FakeCluster()).SayAsync(new string('a', 100_000)), English));

    [Fact]
    public void Anything_said_gets_a_reply() => Gen.String[Gen.Char, 0, 80].Sample(text =>
    {
        var reply = new Bot(new FakeCluster()).SayAsync(text).GetAwaiter().GetResult();
        return Words.Of(reply, English).Length > 0 && Words.Of(reply, English with { Locale = Locale.Chinese }).Length > 0;
    }, iter: 300);

    /// <summary>A cluster that never answers a list.</summary>
    private sealed class StuckCluster : IClusterReader
    {
        public ClusterName Cluster => new("stuck");

        public async Task<ClusterResult<IReadOnlyList<T>>> ListAsync<T>(ListScope scope, CancellationToken cancellationToken) where T : class, IClusterObject
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("unreachable");
        }

        public Task<ClusterResult<T>> GetAsync<T>(string? ns, string name, CancellationToken cancellationToken) where T : class, IClusterObject => throw new NotSupportedException();

        public Task<ClusterResult<System.Text.Json.JsonElement>> GetRawAsync(ResourceRef resource, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ClusterResult<string>> ReadLogAsync(LogRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ClusterResult<System.Text.Json.JsonElement>> GetOpenApiAsync(string groupVersion, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ClusterResult<string>> GetVersionAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ClusterResult<AccessAnswer>> CheckAccessAsync(AccessQuestion question, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
