using System.Text;
using System.Text.RegularExpressions;
using ChatOpsBot.Core.Redaction;

namespace ChatOpsBot.Core.Conversations;

/// <summary>`check` with the YAML behind it, whose line ends and indentation have to stay as they are: what chat clients spoil in
/// such a text is undone here, and the grammar takes it as one word.</summary>
internal static partial class SpokenDefinition
{
    /// <summary>The longest definition that is read, in UTF-16 units: a page's message over SignalR carries it.</summary>
    public const int Limit = 20_000;

    /// <summary>The command with its options, and the definition behind it; null when the text is no such command.</summary>
    public static (string Head, string Body)? Split(string text)
    {
        var match = Said().Match(text);
        if (!match.Success) return null;
        var body = match.Groups["body"].Value;
        return body.AsSpan().IndexOfAny(":{\n") >= 0 && body.Any(letter => !char.IsWhiteSpace(letter)) ? (match.Groups["head"].Value, body) : null;
    }

    /// <summary>The definition as it was meant: out of its fence, with straight quotes, plain spaces and dashes.</summary>
    public static string Clean(string body)
    {
        var plain = Letters(body).TrimStart(' ', '\t');
        if (Fence().Match(plain) is { Success: true } fenced) plain = fenced.Groups["inside"].Value;
        plain = Item().Replace(plain, match => match.Groups["indent"].Value + (match.Groups["end"].Success && match.Groups["indent"].Length == 0 && match.Groups["dash"].Value != "-" ? "---" : "-"));
        plain = Flag().Replace(plain, "--");
        return SpokenText.WithoutLinks(plain).TrimStart('\n').TrimEnd();
    }

    private static string Letters(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter == '\r' || Neutral.IsInvisible(letter)) continue;
            plain.Append(letter switch
            {
                '\u201C' or '\u201D' or '\u201E' or '\u201F' => '"',
                '\u2018' or '\u2019' or '\u201A' or '\u201B' => '\'',
                '\u2028' or '\u2029' => '\n',
                _ when char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.SpaceSeparator => ' ',
                _ => letter,
            });
        }
        return plain.ToString();
    }

    [GeneratedRegex(@"\A\s*(?<head>(?:kubectl\s+)?check(?:[^\S\n]+[-\u2010-\u2015]{1,2}(?:n|namespace)(?:[^\S\n]+|=)[^\s`]+)*)(?=[\s`])(?<body>.*)\z", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Said();

    [GeneratedRegex(@"```(?:ya?ml|json)?[ \t]*\n?(?<inside>.*?)(?:```|\z)", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Fence();

    // "---" that became one long dash, and the "-" of an item that became another dash or a bullet.
    [GeneratedRegex(@"^(?<indent> *)(?<dash>[\u2010-\u2015\u2212\u2E3A\uFE63\u2022]+-*|-[\u2010-\u2015]+)(?=(?<end>[ \t]*$)|[ \t])", RegexOptions.Multiline)]
    private static partial Regex Item();

    // args: ["—port=80"] was "--port=80".
    [GeneratedRegex(@"(?<=[\s""'\[,])[\u2013\u2014](?=\w)")]
    private static partial Regex Flag();
}
