using System.CommandLine;
using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Conversations.Requests;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`approve N [reason]`: counts the sender's approval. Who may is the workflow's to say, with a sentence of its own.</summary>
internal sealed class Approve : ChatCommand
{
    private readonly Argument<string> _number = RequestWords.Number();
    private readonly Argument<string[]> _reason = RequestWords.Reason();
    private readonly ApprovalWorkflow _workflow;
    private readonly IPeople _people;

    public Approve(ApprovalWorkflow workflow, IPeople people) : base("approve")
    {
        (_workflow, _people) = (workflow, people);
        Syntax.Arguments.Add(_number);
        Syntax.Arguments.Add(_reason);
    }

    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var word = parsed.GetValue(_number)!;
        if (RequestWords.ReadNumber(word) is not { } id) return RequestWords.NoNumber(word);
        var reason = RequestWords.ReadReason(parsed.Words(_reason));
        return RequestWords.Answer(await _workflow.ApproveAsync(id, asking.Someone, asking.Intent.Account, reason, cancellationToken), _people);
    }
}
