using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>Paragraphs, bullets, and the words that stand for a picture.</summary>
internal static class TextParts
{
    /// <summary>A paragraph; each of its lines is an element, for a TextRun's line breaks are lost in some clients.</summary>
    public static IEnumerable<JsonObject> Write(Paragraph paragraph, CardWriter writer)
    {
        var lines = writer.Read(paragraph.Text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (index, line) in lines.Take(writer.Detail.Items).Index())
            yield return CardNodes.Line(CardNodes.Run(line, bold: paragraph.Heading), index > 0 ? "None" : paragraph.Heading ? "Medium" : null);
        foreach (var more in writer.More("cards.more.lines", lines.Length - writer.Detail.Items)) yield return more;
    }

    /// <summary>Bullets or numbered steps: the mark stands in a column of its own, so that longer items hang.</summary>
    public static IEnumerable<JsonObject> Write(Bullets bullets, CardWriter writer)
    {
        // Numbers of one digit and of two stand in columns of the same width, or their items would not hang below each other.
        var width = bullets.Numbered && Math.Min(bullets.Items.Count, writer.Detail.Items) > 9 ? "28px" : "auto";
        foreach (var (index, item) in bullets.Items.Take(writer.Detail.Items).Index())
        {
            yield return new JsonObject
            {
                ["type"] = "ColumnSet",
                ["spacing"] = index == 0 ? "Small" : "None",
                ["columns"] = CardNodes.Array([
                    CardNodes.Column(width, CardNodes.Line(CardNodes.Run(bullets.Numbered ? $"{index + 1}." : "•"))),
                    CardNodes.Column("stretch", CardNodes.Line(CardNodes.Run(writer.Read(item).ReplaceLineEndings(" ")))),
                ]),
            };
        }
        foreach (var more in writer.More("cards.more.items", bullets.Items.Count - writer.Detail.Items)) yield return more;
    }

    /// <summary>A picture's words: SVG is not shown in cards.</summary>
    public static IEnumerable<JsonObject> Write(Picture picture, CardWriter writer) => [CardNodes.Line(CardNodes.Run(writer.Read(picture.Alternative), subtle: true))];
}
