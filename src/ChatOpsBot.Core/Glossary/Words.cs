using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Glossary;

/// <summary>Every word that the bot explains.</summary>
internal static class Words
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Word> All = [.. StateWords.All, .. ReasonWords.All, .. ConceptWords.All];

    private static readonly IEnumerable<(string Spelling, Word Word)> Spellings = All.SelectMany(word => word.Spellings.Select(spelling => (spelling, word)));

    // "NodeAffinity" is a kubelet's refusal and "node affinity" a wish of a pod: what is written exactly so comes first.
    private static readonly Dictionary<string, Word> Exact = Spellings.ToDictionary(pair => pair.Spelling, pair => pair.Word, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, Word> Loose = Spellings.DistinctBy(pair => Plain(pair.Spelling)).ToDictionary(pair => Plain(pair.Spelling), pair => pair.Word);

    /// <summary>The word of a spelling, "Init:" before a container's state passed over; null when there is none.</summary>
    public static Word? Find(string text)
    {
        if (text.StartsWith("Init:", StringComparison.OrdinalIgnoreCase)) text = text["Init:".Length..];
        return Exact.GetValueOrDefault(text) ?? Loose.GetValueOrDefault(Plain(text));
    }

    /// <summary>The usual spellings near a text.</summary>
    public static IReadOnlyList<string> Near(string text) => [.. Nearest.Of(text, All.SelectMany(word => word.Spellings)).Select(near => Find(near)!.Name).Distinct(StringComparer.Ordinal)];

    private static string Plain(string spelling) => string.Concat(spelling.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
