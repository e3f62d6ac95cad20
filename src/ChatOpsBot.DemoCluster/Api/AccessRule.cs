namespace ChatOpsBot.DemoCluster.Api;

/// <summary>What a role grants: verbs on resources of API groups, a star for all of them.</summary>
internal sealed record AccessRule(IReadOnlyList<string> Verbs, IReadOnlyList<string> Groups, IReadOnlyList<string> Resources)
{
    /// <param name="verb">get, delete …</param>
    /// <param name="group">The API group.</param>
    /// <param name="resource">The plural, with its subresource: pods/exec.</param>
    public bool Grants(string verb, string group, string resource) => Holds(Verbs, verb) && Holds(Groups, group) && Holds(Resources, resource);

    private static bool Holds(IReadOnlyList<string> granted, string asked) => granted.Contains("*") || granted.Contains(asked);
}
