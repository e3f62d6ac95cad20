using System.Text.Json.Nodes;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>The elements of Adaptive Cards 1.5 that the bot uses: https://adaptivecards.io/explorer/</summary>
internal static class CardNodes
{
    /// <summary>A piece of text without markdown.</summary>
    public static JsonObject Run(string text, bool mono = false, bool bold = false, bool subtle = false, string? size = null, string? color = null)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = text };
        if (mono) run["fontType"] = "Monospace";
        if (bold) run["weight"] = "Bolder";
        if (subtle) run["isSubtle"] = true;
        if (size is not null) run["size"] = size;
        if (color is not null) run["color"] = color;
        return run;
    }

    /// <summary>A line or a paragraph.</summary>
    public static JsonObject Line(JsonObject run, string? spacing = null)
    {
        var line = new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(run) };
        if (spacing is not null) line["spacing"] = spacing;
        return line;
    }

    /// <summary>Elements below each other.</summary>
    public static JsonObject Container(IEnumerable<JsonObject> items, string? style = null, bool bleed = false, string? spacing = null)
    {
        var container = new JsonObject { ["type"] = "Container", ["items"] = Array(items) };
        if (style is not null) container["style"] = style;
        if (bleed) container["bleed"] = true;
        if (spacing is not null) container["spacing"] = spacing;
        return container;
    }

    /// <summary>A table.</summary>
    /// <param name="widths">The columns' widths: relative ones as numbers, fixed ones as "60px".</param>
    /// <param name="rows">Cells (<see cref="Cell"/>) by row.</param>
    /// <param name="header">Whether the first row names the columns.</param>
    public static JsonObject Table(IEnumerable<JsonNode> widths, IEnumerable<IEnumerable<JsonObject>> rows, bool header) => new()
    {
        ["type"] = "Table",
        ["firstRowAsHeader"] = header,
        ["showGridLines"] = header,
        ["columns"] = Array(widths.Select(width => new JsonObject { ["width"] = width })),
        ["rows"] = Array(rows.Select(row => new JsonObject
        {
            ["type"] = "TableRow",
            ["cells"] = Array(row),
        })),
    };

    /// <summary>A column of a ColumnSet.</summary>
    /// <param name="width">stretch, auto, or a fixed one as "60px".</param>
    /// <param name="items">Elements below each other.</param>
    public static JsonObject Column(string width, params IEnumerable<JsonObject> items) => new() { ["type"] = "Column", ["width"] = width, ["items"] = Array(items) };

    /// <summary>A cell of a table: elements below each other.</summary>
    public static JsonObject Cell(params IEnumerable<JsonObject> items) => new() { ["type"] = "TableCell", ["items"] = Array(items) };

    /// <summary>A list of nodes.</summary>
    public static JsonArray Array(IEnumerable<JsonObject> nodes) => new([.. nodes]);
}
