using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.Channels.Cards;

/// <summary>How an answer ended, as the word above its title: nobody has to tell it by colour.</summary>
internal static class CardStatus
{
    /// <summary>The word; null for a plain answer, which needs none.</summary>
    public static Text? Word(Reply reply) => (reply.Outcome, reply.Tone) switch
    {
        (Outcome.Refused, _) => Text.Of("cards.tone.refused"),
        (Outcome.NothingFound, _) => Text.Of("cards.tone.nothing"),
        (Outcome.Asked, _) => Text.Of("cards.tone.asked"),
        (Outcome.Failed, _) => Text.Of("cards.tone.failed"),
        (_, Tone.Good) => Text.Of("cards.tone.good"),
        (_, Tone.Warning) => Text.Of("cards.tone.warning"),
        (_, Tone.Bad) => Text.Of("cards.tone.bad"),
        _ => null,
    };
}
