namespace ChatOpsBot.Core.Texts;

/// <summary>The candidates that somebody may have meant, by the Damerau-Levenshtein distance (optimal string alignment).</summary>
internal static class Nearest
{
    private const int LongestName = 253;

    /// <summary>Candidates near the word, nearest first; empty when none is near.</summary>
    public static IReadOnlyList<string> Of(string word, IEnumerable<string> candidates, int limit = 3)
    {
        if (word.Length is 0 or > LongestName) return [];
        var far = Math.Max(1, Math.Min(word.Length / 2, 6));
        return [.. candidates.Distinct(StringComparer.Ordinal)
            .Select(candidate => (candidate, distance: Rank(word, candidate)))
            .Where(pair => pair.distance <= far)
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(limit).Select(pair => pair.candidate)];
    }

    // Generated suffixes ("-7d9f8c-x2x4z") say nothing about what was meant: a name is as near as the best of its beginnings.
    private static int Rank(string word, string candidate)
    {
        var best = Distance(word, candidate);
        for (var dash = candidate.LastIndexOf('-'); dash > 0 && best > 0; dash = candidate.LastIndexOf('-', dash - 1))
            best = Math.Min(best, Distance(word, candidate[..dash]) + 1);
        return best;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one word into the other, letter case ignored.</summary>
    public static int Distance(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1])) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
