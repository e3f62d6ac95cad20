using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>Leaves out of a reply the buttons whose command would only be refused where the reply is shown.</summary>
internal sealed class OfferedCommands(Grammar grammar)
{
    /// <summary>The reply as it is shown in a conversation of a scope.</summary>
    public Reply In(ConversationScope scope, Reply reply) => scope.Commands.Count == 0
        ? reply
        : reply with { Parts = [.. reply.Parts.Select(part => part is Buttons buttons ? Usable(buttons, scope) : part).Where(part => part is not Buttons { Items.Count: 0 })] };

    private Buttons Usable(Buttons buttons, ConversationScope scope) => new([.. buttons.Items.Where(button =>
        grammar.Read(button.Command, Locale.English) is not Utterance.Understood understood || scope.Allows(understood.Command))]);
}
