using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Cards;

/// <summary>What of a reply stands on its card.</summary>
internal static class CardParts
{
    /// <summary>The parts that are shown, in order. Buttons are what a person has to act with: they stay when explanations are cut.</summary>
    public static IReadOnlyList<ReplyPart> Shown(Reply reply, CardDetail detail) => reply.Parts.Count <= detail.Parts
        ? reply.Parts
        : [.. reply.Parts.Where(part => part is not (Buttons or PickList)).Take(detail.Parts), .. reply.Parts.Where(part => part is Buttons or PickList).Take(detail.Parts)];
}
