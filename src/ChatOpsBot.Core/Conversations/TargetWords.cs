using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Core.Conversations;

/// <summary>What the words that name an object say: "checkout", "pod checkout", "deploy/web", "shop/checkout".</summary>
/// <param name="Kind">Null when none was said.</param>
/// <param name="Namespace">Null when none was said.</param>
/// <param name="Name">The name or a part of it.</param>
public sealed record TargetWords(ResourceKind? Kind, string? Namespace, string Name)
{
    /// <summary>Reads the words. Two words whose first is no kind are one name that does not exist.</summary>
    public static TargetWords Read(string words)
    {
        var parts = words.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 2 && ResourceKinds.Find(parts[0]) is { } kind) return Named(kind, parts[1]);
        var slash = words.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && ResourceKinds.Find(words[..slash]) is { } before) return Named(before, words[(slash + 1)..]);
        return Named(null, words.Trim());
    }

    private static TargetWords Named(ResourceKind? kind, string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < name.Length - 1 ? new(kind, name[..slash], name[(slash + 1)..]) : new(kind, null, name);
    }
}
