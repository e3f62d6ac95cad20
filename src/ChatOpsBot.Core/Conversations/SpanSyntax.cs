using System.CommandLine.Parsing;
using System.Globalization;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>Reads spans as kubectl takes them: Go's durations (90s, 5m, 1h30m) and days (2d).</summary>
internal static class SpanSyntax
{
    /// <summary>The span of a text; null when it is none.</summary>
    public static TimeSpan? Of(string text)
    {
        var total = TimeSpan.Zero;
        var at = 0;
        while (at < text.Length)
        {
            var from = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
            if (at == from || at == text.Length || !double.TryParse(text[from..at], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return null;
            var unit = text[at] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
            if (unit == 0 || amount * unit > 365d * 86400) return null;
            total += TimeSpan.FromSeconds(amount * unit);
            at++;
        }
        return total > TimeSpan.Zero ? total : null;
    }

    /// <summary>For an option's CustomParser.</summary>
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var span = result.Tokens.Count == 1 ? Of(result.Tokens[0].Value) : null;
        if (span is null) CommandSyntax.Refuse(result, Text.Of("dialog.no-span", result.Tokens.Count > 0 ? result.Tokens[0].Value : ""));
        return span;
    }
}
