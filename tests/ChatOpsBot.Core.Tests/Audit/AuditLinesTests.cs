using ChatOpsBot.Core.Audit;

namespace ChatOpsBot.Core.Tests.Audit;

public sealed class AuditLinesTests
{
    [Fact]
    public async Task An_exported_record_verifies_offline()
    {
        var record = AuditChainTests.Record(30);
        var file = string.Join("\n", record.Select(AuditLines.Write)) + "\n";
        var verdict = await AuditLines.VerifyAsync(new StringReader(file), TestContext.Current.CancellationToken);
        Assert.Equal(new AuditVerdict(30, record[^1].Hash, null), verdict);
    }

    [Theory]
    [InlineData("pod 名 7", "pod 名 8", AuditFlaw.Altered)]
    [InlineData("\"who\":\"ann\",", "\"who\":\"ann\",\"who\":\"bob\",", AuditFlaw.Malformed)]
    [InlineData("\"who\":\"ann\",", "", AuditFlaw.Malformed)]
    [InlineData("\"who\":\"ann\",", "\"who\":\"ann\",\"note\":\"mine\",", AuditFlaw.Malformed)]
    [InlineData("{", "", AuditFlaw.Malformed)]
    public async Task A_line_that_was_edited_is_named(string old, string edited, AuditFlaw flaw)
    {
        var lines = AuditChainTests.Record(10).Select(AuditLines.Write).ToArray();
        Assert.Contains(old, lines[7], StringComparison.Ordinal);
        lines[7] = lines[7].Replace(old, edited, StringComparison.Ordinal);
        var verdict = await AuditLines.VerifyAsync(new StringReader(string.Join("\n", lines)), TestContext.Current.CancellationToken);
        Assert.Equal(new AuditFault(8, 8, flaw), verdict.Fault);
    }
}
