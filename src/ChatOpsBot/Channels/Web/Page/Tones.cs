using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.Channels.Web.Page;

/// <summary>The weight of an answer in a word, so that nobody has to tell it by colour.</summary>
internal static class Tones
{
    /// <summary>The word; null for a plain answer.</summary>
    public static Text? Word(Reply reply) => (reply.Outcome, reply.Tone) switch
    {
        (Outcome.Refused, _) => Text.Of("web.tone.refused"),
        (Outcome.NothingFound, _) => Text.Of("web.tone.nothing"),
        (Outcome.Asked, _) => Text.Of("web.tone.asked"),
        (Outcome.Failed, _) => Text.Of("web.tone.failed"),
        (_, Tone.Good) => Text.Of("web.tone.good"),
        (_, Tone.Warning) => Text.Of("web.tone.warning"),
        (_, Tone.Bad) => Text.Of("web.tone.bad"),
        _ => null,
    };

    /// <summary>The style sheet's name of it.</summary>
    public static string Style(Reply reply) => reply.Tone switch
    {
        Tone.Good => "good",
        Tone.Warning => "warning",
        Tone.Bad => "bad",
        _ => "plain",
    };
}
