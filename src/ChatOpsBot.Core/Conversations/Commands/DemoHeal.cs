using System.CommandLine;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`demo heal FAULT`: puts right again what `demo break` broke.</summary>
internal sealed class DemoHeal : DemoCommand
{
    private readonly Argument<string> _fault = FaultName();

    public DemoHeal(IDemoFaults faults) : base("demo heal", faults) => Syntax.Arguments.Add(_fault);

    public override Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken) =>
        SetAsync(parsed.GetRequiredValue(_fault), broken: false, cancellationToken);
}
