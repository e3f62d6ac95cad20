using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>The title; above it the tone by symbol and word, so that nobody has to tell it by colour.</summary>
internal static class TitlePart
{
    /// <summary>Writes it.</summary>
    public static JsonObject Write(Reply reply, CardWriter writer)
    {
        var title = CardNodes.Line(CardNodes.Run(writer.Read(reply.Title), bold: true, size: "Medium"), "None");
        if (Word(reply) is not { } word) return title;
        return CardNodes.Container(
            [CardNodes.Line(CardNodes.Run($"{PlainText.Symbol(reply.Tone)}{writer.Label(word)}", bold: true, size: "Small")), title],
            Style(reply.Tone), bleed: true);
    }

    private static Text? Word(Reply reply) => (reply.Outcome, reply.Tone) switch
    {
        (Outcome.Refused, _) => Text.Of("teams.tone.refused"),
        (Outcome.NothingFound, _) => Text.Of("teams.tone.nothing"),
        (Outcome.Failed, _) => Text.Of("teams.tone.failed"),
        (_, Tone.Good) => Text.Of("teams.tone.good"),
        (_, Tone.Warning) => Text.Of("teams.tone.warning"),
        (_, Tone.Bad) => Text.Of("teams.tone.bad"),
        _ => null,
    };

    private static string Style(Tone tone) => tone switch
    {
        Tone.Good => "good",
        Tone.Warning => "warning",
        Tone.Bad => "attention",
        _ => "emphasis",
    };
}
