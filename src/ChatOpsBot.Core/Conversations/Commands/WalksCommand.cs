using System.CommandLine;
using ChatOpsBot.Core.Diagnosis.Walks;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`walks [--mine]`: the open walks of this conversation, or those that one began oneself, wherever.</summary>
internal sealed class WalksCommand : ChatCommand
{
    private readonly Walks _walks;
    private readonly Option<bool> _mine = CommandSyntax.Mine();

    public WalksCommand(Walks walks) : base("walks")
    {
        _walks = walks;
        Syntax.Options.Add(_mine);
    }

    public override Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken) => parsed.GetValue(_mine)
        ? _walks.ListOfOneAsync(asking.Walker, cancellationToken)
        : _walks.ListAsync(asking.Walker, cancellationToken);
}
