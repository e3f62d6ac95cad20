using System.CommandLine.Parsing;
using System.Globalization;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>Reads whole numbers.</summary>
internal static class NumberSyntax
{
    /// <summary>For an option's CustomParser.</summary>
    public static int? Parse(ArgumentResult result)
    {
        var word = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        CommandSyntax.Refuse(result, Text.Of("dialog.no-number", word));
        return null;
    }
}
