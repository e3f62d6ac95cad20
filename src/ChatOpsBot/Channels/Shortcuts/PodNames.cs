using System.Text.RegularExpressions;

namespace ChatOpsBot.Host.Channels.Shortcuts;

/// <summary>Finds what may be pods' names in the words of a message.</summary>
internal static partial class PodNames
{
    private const int Most = 12;

    /// <summary>The words that may be names, the likeliest first: those that end as a ReplicaSet's, a StatefulSet's or a DaemonSet's
    /// pods do, then others with a dash.</summary>
    public static IReadOnlyList<string> In(IEnumerable<string> texts) => [.. texts.SelectMany(text => Name().Matches(text)).Select(match => match.Value)
        .Where(word => word.Contains('-', StringComparison.Ordinal) && word.Length <= 253).Distinct(StringComparer.Ordinal)
        .OrderByDescending(Likeliness).Take(Most)];

    private static int Likeliness(string word) => Generated().IsMatch(word) ? 2 : Numbered().IsMatch(word) ? 1 : 0;

    // https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
    [GeneratedRegex(@"(?<![\w.-])[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?![\w-])")]
    private static partial Regex Name();

    // Generated names have no vowels and few digits: https://github.com/kubernetes/apimachinery/blob/master/pkg/util/rand/rand.go
    [GeneratedRegex(@"-[bcdfghjklmnpqrstvwxz2456789]{5}$")]
    private static partial Regex Generated();

    [GeneratedRegex(@"-\d{1,5}$")]
    private static partial Regex Numbered();
}
