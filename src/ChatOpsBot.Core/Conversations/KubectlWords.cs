using System.Text;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>Splits a command into words and brings kubectl's spellings to the grammar's own: "kubectl get po/x" is "pods x".</summary>
internal static class KubectlWords
{
    /// <summary>The words of a command line. Double quotes, and single quotes at a word's start, keep spaces together; a quote that
    /// is never closed reaches to the end.</summary>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        char? quote = null;
        var begun = false;
        foreach (var letter in text)
        {
            if (quote is null && char.IsWhiteSpace(letter))
            {
                if (begun) words.Add(word.ToString());
                word.Clear();
                begun = false;
            }
            else if (letter == quote) quote = null;
            else if (quote is null && (letter == '"' || (letter == '\'' && !begun)))
            {
                quote = letter;
                begun = true;
            }
            else
            {
                word.Append(letter);
                begun = true;
            }
        }
        if (begun) words.Add(word.ToString());
        return words;
    }

    /// <summary>The words as the grammar wants them.</summary>
    public static IReadOnlyList<string> Normalize(IReadOnlyList<string> words)
    {
        var left = words.ToList();
        if (left.Count > 0 && left[0].Length > 4 && Nearest.Distance(left[0], "kubectl") <= 2) left.RemoveAt(0);
        Slashes(left);
        if (left.Count > 1 && Same(left[0], "get")) Get(left);
        return left;
    }

    // "pod/x" is "pod x", wherever it stands before a lone "--".
    private static void Slashes(List<string> words)
    {
        for (var i = 0; i < words.Count && words[i] != "--"; i++)
        {
            var slash = words[i].IndexOf('/', StringComparison.Ordinal);
            if (slash <= 0 || slash == words[i].Length - 1 || ResourceKinds.Find(words[i][..slash]) is null) continue;
            words.Insert(i + 1, words[i][(slash + 1)..]);
            words[i] = words[i][..slash];
        }
    }

    // `get KIND …` is the list of that kind; with `-o yaml` it is `yaml KIND …`.
    private static void Get(List<string> words)
    {
        words.RemoveAt(0);
        if (Output(words) is { } output && Same(output.Value, "yaml"))
        {
            words.RemoveRange(output.At, output.Length);
            words.Insert(0, "yaml");
            return;
        }
        var kind = words.FindIndex(word => ResourceKinds.Find(word) is not null);
        // Options may stand first: `get -n shop pods`.
        if (kind < 0) return;
        var name = ResourceKinds.Find(words[kind])!.Plural;
        words.RemoveAt(kind);
        words.Insert(0, name);
    }

    private static (int At, int Length, string Value)? Output(List<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] is "-o" or "--output" && i + 1 < words.Count) return (i, 2, words[i + 1]);
            if (words[i].StartsWith("-o", StringComparison.Ordinal) && words[i].Length > 2) return (i, 1, words[i][2..].TrimStart('='));
            if (words[i].StartsWith("--output=", StringComparison.Ordinal)) return (i, 1, words[i]["--output=".Length..]);
        }
        return null;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
