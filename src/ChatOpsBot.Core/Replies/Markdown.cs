using System.Globalization;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Replies;

/// <summary>Text for a Markdown document that people paste elsewhere: the bot's own sentences are prose, and what they quote stands
/// in code spans, where it can neither format, link nor mention anybody.</summary>
internal static class Markdown
{
    /// <summary>A text whose every quotation is a code span, and every moment a whole one.</summary>
    public static Text Quoting(Text text, TimeZoneInfo zone) => text switch
    {
        Text.Literal literal => Code(literal.Value),
        Text.Keyed keyed => new Text.Keyed(keyed.Key, [.. keyed.Arguments.Select(argument => Quoting(argument, zone))]),
        Text.Several several => new Text.Several([.. several.Items.Select(item => Quoting(item, zone))]),
        Text.Moment moment => Moment(moment.At, zone),
        _ => text,
    };

    /// <summary>A moment with its date and zone and without an age: a document is read on another day.</summary>
    public static string Moment(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary>A code span of one line; a backquote in it would end it and becomes an apostrophe.</summary>
    public static string Code(string quoted) => string.IsNullOrWhiteSpace(quoted) ? "" : $"`{Neutral.Line(quoted).Replace('`', '\'').Trim()}`";

    /// <summary>A person's name: as it is when it holds nothing but letters, digits, spaces and what names are written with.</summary>
    public static string Name(string name) => name.All(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '.' or '\'' or '-') ? name : Code(name);

    /// <summary>Lines in a fence that nothing in them can close.</summary>
    public static string Fenced(string language, IEnumerable<string> lines) =>
        $"```{language}\n{string.Join('\n', lines.Select(line => Neutral.Line(line).Replace("```", "'''", StringComparison.Ordinal)))}\n```\n";
}
