using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Cards;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>The title; above it the tone by symbol and word, so that nobody has to tell it by colour.</summary>
internal static class TitlePart
{
    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(Reply reply, CardWriter writer)
    {
        // A line an element, for a TextRun's line breaks are lost in some clients.
        var title = writer.Read(reply.Title).Split('\n', StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty("—")
            .Select(line => CardNodes.Line(CardNodes.Run(line, bold: true, size: "Medium"), "None"));
        return CardStatus.Word(reply) is not { } word ? title :
        [
            CardNodes.Container([CardNodes.Line(CardNodes.Run($"{PlainText.Symbol(reply.Tone)}{writer.Label(word)}", bold: true, size: "Small")), .. title], Style(reply.Tone), bleed: true),
        ];
    }

    private static string Style(Tone tone) => tone switch
    {
        Tone.Good => "good",
        Tone.Warning => "warning",
        Tone.Bad => "attention",
        _ => "emphasis",
    };
}
