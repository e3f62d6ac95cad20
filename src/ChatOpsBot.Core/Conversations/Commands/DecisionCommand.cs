using System.CommandLine;
using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Conversations.Requests;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>A command that decides on a request by its number. Who may is the workflow's to say, with a sentence of its own.</summary>
internal abstract class DecisionCommand : ChatCommand
{
    private readonly Argument<string> _number = RequestWords.Number();
    private readonly Argument<string[]> _reason = RequestWords.Reason();
    private readonly IPeople _people;

    protected DecisionCommand(string name, bool takesReason, IPeople people) : base(name)
    {
        _people = people;
        Syntax.Arguments.Add(_number);
        if (takesReason) Syntax.Arguments.Add(_reason);
    }

    public sealed override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var word = parsed.GetValue(_number)!;
        if (RequestWords.ReadNumber(word) is not { } id) return RequestWords.NoNumber(word);
        var reason = Syntax.Arguments.Contains(_reason) ? RequestWords.ReadReason(parsed.Words(_reason)) : null;
        return RequestWords.Answer(await DecideAsync(id, asking, reason, cancellationToken), _people);
    }

    public sealed override async Task<bool> ServesAsync(ParseResult parsed, Person person, CancellationToken cancellationToken) =>
        RequestWords.ReadNumber(parsed.GetValue(_number)!) is { } id && await MayAsync(id, person, cancellationToken);

    /// <summary>Whether a person may decide so now.</summary>
    protected abstract Task<bool> MayAsync(RequestId id, Person person, CancellationToken cancellationToken);

    /// <summary>Decides, as the person who asks.</summary>
    protected abstract Task<TransitionResult> DecideAsync(RequestId id, Asking asking, string? reason, CancellationToken cancellationToken);
}
