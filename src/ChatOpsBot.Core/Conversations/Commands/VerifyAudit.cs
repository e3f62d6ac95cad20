using System.CommandLine;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`audit verify`: checks the record's hash chain from its first entry to its last.</summary>
internal sealed class VerifyAudit(IAuditLog log) : ChatCommand("audit verify")
{
    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken) =>
        Answer(await AuditChain.VerifyAsync(log, cancellationToken));

    /// <summary>A verdict in words; also for the command line, which checks files.</summary>
    public static Reply Answer(AuditVerdict verdict)
    {
        var facts = new Facts([new(Text.Of("audit.fact.entries"), verdict.Count), new(Text.Of("audit.fact.head"), verdict.Head)]);
        if (verdict.Fault is not { } fault)
            return new Reply { Tone = Tone.Good, Title = Text.Of("audit.whole", verdict.Count), Parts = [facts, new Paragraph(Text.Of("audit.keep-head"))] };
        return new Reply
        {
            Outcome = Outcome.Failed,
            Tone = Tone.Bad,
            Title = Text.Of($"audit.flaw.{fault.Flaw.ToString().ToLowerInvariant()}", fault.Sequence, fault.Expected),
            Parts = [facts, new Paragraph(Text.Of("audit.good-until", verdict.Count))],
        };
    }
}
