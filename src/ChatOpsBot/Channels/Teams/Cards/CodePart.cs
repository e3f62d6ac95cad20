using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Cards;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>Text of the cluster in a fixed-width face, one element a line.</summary>
internal static class CodePart
{
    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(Code code, CardWriter writer) => Write(code, writer, writer.Detail.Lines);

    /// <summary>Writes no more than some lines of it.</summary>
    public static IEnumerable<JsonObject> Write(Code code, CardWriter writer, int most)
    {
        var excerpt = CodeExcerpt.Of(code, most);
        List<JsonObject> nodes = [.. writer.More("cards.more.above", excerpt.Above)];
        foreach (var (at, line) in excerpt.Lines.Index())
        {
            var marked = at == excerpt.Marked;
            var text = CardText.CodeLine(VisibleText.Cut(line, writer.Detail.ShortLetters));
            nodes.Add(CardNodes.Line(
                CardNodes.Run(code.Marked is null ? Blank(text) : (marked ? "▸\u00A0" : "\u00A0\u00A0") + text, mono: true, bold: marked, size: "Small"), "None"));
        }
        nodes.AddRange(writer.More("cards.more.lines", excerpt.Below));
        if (nodes.Count > 0) yield return CardNodes.Container(nodes, style: "emphasis", spacing: "Small");
    }

    // An empty run has no height.
    private static string Blank(string line) => line.Length == 0 ? "\u00A0" : line;
}
