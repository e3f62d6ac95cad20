using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Findings with one cause and their victims.</summary>
/// <param name="Lead">The weightiest; its title names the cause.</param>
/// <param name="Findings">All of them.</param>
public sealed record CauseGroup(Finding Lead, IReadOnlyList<Finding> Findings)
{
    /// <summary>Who suffers, once each.</summary>
    public IReadOnlyList<ResourceRef> Victims => [.. Findings.Select(finding => finding.Subject).Distinct()];

    /// <summary>Groups findings by cause, the worst first: by severity, then by the number of victims.</summary>
    public static IReadOnlyList<CauseGroup> Of(IEnumerable<Finding> findings) => [.. findings
        .GroupBy(Key)
        .Select(group => group.OrderBy(finding => finding.Origins.Count > 0).ThenByDescending(finding => finding.Severity).ThenBy(finding => IsAboutItself(finding) ? 0 : 1).ThenBy(finding => finding.Confidence).ToList())
        .Select(group => new CauseGroup(group[0], group))
        .OrderByDescending(group => group.Lead.Severity).ThenByDescending(group => group.Victims.Count).ThenBy(group => group.Lead.Code, StringComparer.Ordinal)
        .ThenBy(group => group.Lead.Subject.Name, StringComparer.Ordinal)];

    // "CHB752 node node3" and "CHB901 node node3" have one cause, as have "CHB111 CHB251 fast-ssd" and "CHB251 fast-ssd";
    // a ConfigMap of one namespace is not that of another.
    private static string Key(Finding finding)
    {
        var words = finding.Cause.Split(' ').SkipWhile((word, at) => at == 0 && word == "CHB111").ToList();
        if (words is [_, "node", var name, ..]) return $"node {name}";
        // What nobody can explain is one line for every state that it is in, however many namespaces have it.
        if (finding.Code == FindingCatalogue.Unexplained) return finding.Cause;
        return $"{finding.Subject.Namespace} {string.Join(' ', words)}";
    }

    private static bool IsAboutItself(Finding finding) => finding.Subject.Kind == ResourceKinds.Node || finding.Subject.Kind == ResourceKinds.PersistentVolumeClaim;
}
