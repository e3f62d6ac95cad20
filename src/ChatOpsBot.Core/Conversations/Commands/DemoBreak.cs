using System.CommandLine;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`demo break FAULT`: lets something go wrong in the demo cluster.</summary>
internal sealed class DemoBreak : DemoCommand
{
    private readonly Argument<string> _fault = FaultName();

    public DemoBreak(IDemoFaults faults) : base("demo break", faults) => Syntax.Arguments.Add(_fault);

    public override Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken) =>
        SetAsync(parsed.GetRequiredValue(_fault), broken: true, cancellationToken);
}
