using System.CommandLine;
using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Conversations.Requests;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`cancel N`: takes back one's own request.</summary>
internal sealed class CancelRequest : ChatCommand
{
    private readonly Argument<string> _number = RequestWords.Number();
    private readonly ApprovalWorkflow _workflow;
    private readonly IPeople _people;

    public CancelRequest(ApprovalWorkflow workflow, IPeople people) : base("cancel")
    {
        (_workflow, _people) = (workflow, people);
        Syntax.Arguments.Add(_number);
    }

    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var word = parsed.GetValue(_number)!;
        return RequestWords.ReadNumber(word) is { } id
            ? RequestWords.Answer(await _workflow.CancelAsync(id, asking.Someone, asking.Intent.Account, cancellationToken), _people)
            : RequestWords.NoNumber(word);
    }
}
