using System.Text;

namespace ChatOpsBot.Host.Clusters;

/// <summary>Another program's words, cut to what fits into a sentence: one line, no control characters, 400 characters.</summary>
internal static class Excerpt
{
    private const int MaxLength = 400;

    public static string Of(string? text)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (line.Length >= MaxLength) return line.Append('…').ToString();
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
            }
            else line.Append(rune.ToString());
        }
        return line.ToString().TrimEnd();
    }
}
