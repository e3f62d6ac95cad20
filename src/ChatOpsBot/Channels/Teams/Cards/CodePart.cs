using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>Text of the cluster in a fixed-width face, one element a line. Of a log the end is shown, of anything else the
/// start; the marked line always.</summary>
internal static class CodePart
{
    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(Code code, CardWriter writer)
    {
        var lines = code.Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var shown = Math.Min(lines.Length, writer.Detail.Lines);
        var start = Start(code, lines.Length, shown);
        List<JsonObject> nodes = [.. writer.More("teams.more.above", start)];
        for (var at = start; at < start + shown; at++)
        {
            var marked = at == code.Marked;
            var text = CardText.CodeLine(CardText.Cut(lines[at], writer.Detail.ShortLetters));
            nodes.Add(CardNodes.Line(
                CardNodes.Run(code.Marked is null ? Blank(text) : (marked ? "▸\u00A0" : "\u00A0\u00A0") + text, mono: true, bold: marked, size: "Small"), "None"));
        }
        nodes.AddRange(writer.More("teams.more.lines", lines.Length - start - shown));
        if (nodes.Count > 0) yield return CardNodes.Container(nodes, style: "emphasis", spacing: "Small");
    }

    private static int Start(Code code, int lines, int shown)
    {
        if (code.Marked is { } marked && marked >= 0 && marked < lines) return Math.Clamp(marked - shown / 2, 0, lines - shown);
        return code.Language == "log" ? lines - shown : 0;
    }

    // An empty run has no height.
    private static string Blank(string line) => line.Length == 0 ? "\u00A0" : line;
}
