using System.CommandLine;
using ChatOpsBot.Core.Diagnosis.Walks;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`walks`: the open walks of this conversation.</summary>
internal sealed class WalksCommand(Walks walks) : ChatCommand("walks")
{
    public override Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken) => walks.ListAsync(asking.Walker, cancellationToken);
}
