using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>A card as one person sees it.</summary>
/// <param name="Reply">Its newest state, with the buttons that are for that person.</param>
/// <param name="Reader">The person's language and zone.</param>
public sealed record CardView(Reply Reply, Reader Reader);

/// <summary>The cards that live, as each viewer sees them. What a button does is decided when it is pressed, whoever saw it.</summary>
internal sealed class CardViews(ICards cards, Grammar grammar, IPeople people, IConversationScopes scopes, IConversationDefaults defaults, TimeProvider time)
{
    /// <summary>A card's newest state without the buttons that the viewer may not press; null when there is no such card.</summary>
    /// <param name="card">Which.</param>
    /// <param name="viewer">Who looks, and where; nothing is said.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<CardView?> ForAsync(CardKey card, Intent viewer, CancellationToken cancellationToken)
    {
        if (await cards.FindAsync(card, cancellationToken) is not { } reply) return null;
        var (person, scope) = (people.Find(viewer.Account), scopes.Of(viewer.Where));
        var parts = new List<ReplyPart>();
        foreach (var part in reply.Parts)
        {
            if (part is not Buttons buttons) parts.Add(part);
            else if (await MineAsync(buttons, person, scope, cancellationToken) is { Count: > 0 } mine) parts.Add(new Buttons(mine));
        }
        var chosen = await defaults.GetAsync(viewer.Where, cancellationToken);
        return new(reply with { Parts = parts }, chosen.ReaderFor(scope, viewer, time.GetUtcNow()));
    }

    private async Task<List<Button>> MineAsync(Buttons buttons, Person? person, ConversationScope scope, CancellationToken cancellationToken)
    {
        var mine = new List<Button>();
        foreach (var button in buttons.Items)
            if (await MayPressAsync(button, person, scope, cancellationToken)) mine.Add(button);
        return mine;
    }

    private async Task<bool> MayPressAsync(Button button, Person? person, ConversationScope scope, CancellationToken cancellationToken)
    {
        if (grammar.Read(scope.Expand(button.Command), Locale.English) is not Utterance.Understood(var command, var parsed) || !scope.Allows(command)) return false;
        if (command.Needs is not { } role) return true;
        return person?.Is(role) == true && await command.ServesAsync(parsed, person, cancellationToken);
    }
}
