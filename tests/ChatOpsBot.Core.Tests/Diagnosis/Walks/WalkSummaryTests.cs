using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Clusters;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Diagnosis.Walks;

public sealed class WalkSummaryTests
{
    private const string Pod = "checkout-66f66c95c6-2ptm8";
    private readonly FakeCluster _shop = RecordedShop.Cluster();
    private readonly WalkRoom _room;

    public WalkSummaryTests() => _room = new WalkRoom(_shop);

    [Fact]
    public async Task An_ended_walk_is_a_report_with_cause_next_step_path_evidence_moments_and_commands()
    {
        await _room.SayAsync("walk checkout -n shop");
        _room.Now += TimeSpan.FromMinutes(2);
        await _room.SayAsync("walk 1 no --at P14");

        var summary = (await SummaryAsync()).Text;
        var file = Path.Combine(Repository.Root, "tests", "ChatOpsBot.Core.Tests", "Diagnosis", "Walks", "summary.md");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") await File.WriteAllTextAsync(file, summary, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), summary);
    }

    [Fact]
    public async Task It_is_a_message_of_its_own_and_a_file_to_copy()
    {
        await _room.SayAsync("walk checkout -n shop");
        var reply = await _room.SayAsync("walk 1 summary", "bo");
        Assert.Null(reply.Card);
        var code = Assert.Single(reply.Parts.OfType<Code>());
        Assert.Equal(("markdown", "walk-1.md"), (code.Language, code.FileName));
        Assert.Equal("P14", (await _room.WalkAsync()).Step);
    }

    [Fact]
    public async Task An_open_walk_says_where_it_stands_and_a_stopped_one_where_it_was_stopped()
    {
        await _room.SayAsync("walk checkout -n shop");
        Assert.Contains("**Open at P14 Did you inspect the logs", (await SummaryAsync()).Text, StringComparison.Ordinal);
        await _room.SayAsync("walk 1 stop");
        Assert.Contains("**Stopped at P14 Did you inspect the logs", (await SummaryAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_walk_whose_pod_is_gone_still_has_its_path_and_evidence()
    {
        await _room.SayAsync("walk checkout -n shop");
        _shop.Remove<Pod>("shop", Pod);
        var reply = await _room.SayAsync("walk 1 summary");
        Assert.Contains($"{Pod} no longer exists", _room.Read(reply), StringComparison.Ordinal);
        Assert.Contains("CrashLoopBackOff", reply.Parts.OfType<Code>().Single().Text, StringComparison.Ordinal);
        Assert.DoesNotContain("## Cause", reply.Parts.OfType<Code>().Single().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("walk 1 summary")]
    [InlineData("walk 1")]
    public async Task A_credential_in_the_log_that_explains_the_crash_is_shown_nowhere(string command)
    {
        _shop.Log("shop", Pod, "checkout", "FATAL: login refused, password=hunter2\n", previous: true);
        await _room.SayAsync("walk checkout -n shop");
        await _room.SayAsync("walk 1 no --at P14");
        var text = await _room.ReadAsync(command);
        Assert.Contains("login refused", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_log_says_can_neither_link_nor_mention_nor_close_a_fence()
    {
        _shop.Log("shop", Pod, "checkout", "FATAL: ``` @everyone [free](http://evil.example) **now**\n", previous: true);
        await _room.SayAsync("walk checkout -n shop");
        await _room.SayAsync("walk 1 no --at P14");
        var lines = (await SummaryAsync()).Text.Split('\n').Where(line => line.Contains("@everyone", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            var before = line[..line.IndexOf("@everyone", StringComparison.Ordinal)];
            Assert.True(before.Count(letter => letter == '`') % 2 == 1, line);
        });
    }

    [Fact]
    public async Task It_reads_in_Chinese()
    {
        await _room.SayAsync("walk checkout -n shop");
        var text = (await _room.SayAsync("walk 1 summary", locale: Locale.Chinese)).Parts.OfType<Code>().Single().Text;
        Assert.StartsWith("# 排查 1：", text, StringComparison.Ordinal);
        Assert.Contains("## 路径", text, StringComparison.Ordinal);
    }

    private async Task<Code> SummaryAsync() => Assert.Single((await _room.SayAsync("walk 1 summary")).Parts.OfType<Code>());
}
