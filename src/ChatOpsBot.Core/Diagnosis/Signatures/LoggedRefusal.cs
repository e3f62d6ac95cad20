using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A refusal of the API server's authorizer as a program logs it.</summary>
/// <param name="Namespace">The account's namespace.</param>
/// <param name="Account">The service account.</param>
/// <param name="Verb">list.</param>
/// <param name="Resource">secrets, deployments.apps, pods/log.</param>
/// <param name="In">Where; null: in the cluster as a whole.</param>
/// <param name="Line">The log's line.</param>
/// <param name="Log">The lines around it.</param>
internal sealed partial record LoggedRefusal(string Namespace, string Account, string Verb, string Resource, string? In, string Line, LogExcerpt Log)
{
    private const int Around = 3;

    /// <summary>Where it was refused, in words.</summary>
    public Text Scope => In is null ? Text.Of("diagnosis.value.cluster-scope") : Text.Of("diagnosis.value.namespace-scope", In);

    /// <summary>The command that asks whether it still is refused.</summary>
    public string CanI => $"kubectl auth can-i {Verb} {Resource} --as=system:serviceaccount:{Namespace}:{Account}{(In is null ? "" : $" -n {In}")}";

    /// <summary>The same as a question to the authorizer, in the account's groups.</summary>
    public AccessQuestion Question
    {
        get
        {
            var (named, sub) = Resource.Split('/') is [var first, var second] ? (first, second) : (Resource, null);
            var (plural, group) = named.Split('.', 2) is [var plain, var behind] ? (plain, behind) : (named, "");
            var kind = new ResourceKind(group, "*", plural, "", In is not null);
            return new(new ActAs($"system:serviceaccount:{Namespace}:{Account}", ["system:serviceaccounts", $"system:serviceaccounts:{Namespace}", "system:authenticated"]), Verb, kind, In, null, sub);
        }
    }

    /// <summary>The newest in a container's log, of the run that ended if there is one.</summary>
    // k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go words it; loggers that write JSON escape the quotes.
    public static LoggedRefusal? Of(Snapshot snapshot, string container)
    {
        foreach (var previous in (bool[])[true, false])
        {
            var lines = snapshot.LogOf(container, previous)?.Lines ?? [];
            for (var i = lines.Count - 1; i >= 0; i--)
            {
                if (Said().Match(lines[i]) is not { Success: true } match) continue;
                var group = match.Groups["group"].Value;
                var resource = match.Groups["resource"].Value;
                var from = Math.Max(0, i - Around);
                var log = new LogExcerpt(container, previous, [.. lines.Skip(from).Take(i - from + 2).Select(line => line.TrimEnd())], i - from);
                return new(match.Groups["ns"].Value, match.Groups["account"].Value, match.Groups["verb"].Value, group.Length == 0 ? resource : Qualified(resource, group),
                    match.Groups["in"] is { Success: true } named ? named.Value : null, lines[i].Trim(), log);
            }
        }
        return null;
    }

    // kubectl writes a subresource after the group: deployments.apps/scale.
    private static string Qualified(string resource, string group) => resource.Split('/') is [var plain, var sub] ? $"{plain}.{group}/{sub}" : $"{resource}.{group}";

    [GeneratedRegex(@"User \\?""system:serviceaccount:(?<ns>[a-z0-9.-]+):(?<account>[a-z0-9.-]+)\\?"" cannot (?<verb>\w+) resource \\?""(?<resource>[a-z0-9./-]+)\\?""(?: in API group \\?""(?<group>[a-z0-9.-]*)\\?"")?(?: in the namespace \\?""(?<in>[a-z0-9-]+)\\?"")?")]
    private static partial Regex Said();
}
