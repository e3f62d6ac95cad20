using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>What the X of `why X` means: of whatever kind, exact names before parts of names, workloads before their pods.</summary>
/// <param name="Target">The object; null when there is a reply instead.</param>
/// <param name="Assumption">What was assumed.</param>
/// <param name="Reply">None or several, or the cluster gave no answer.</param>
internal sealed record WhyTarget(ResourceRef? Target, Text? Assumption, Reply? Reply)
{
    private const int LongestPick = 10;

    public static async Task<WhyTarget> FindAsync(Asking asking, string words, string? said, bool everywhere, CancellationToken cancellationToken)
    {
        var target = TargetWords.Read(words);
        var named = said ?? target.Namespace;
        var scope = named ?? (everywhere ? null : asking.Namespace);
        var reading = new ClusterReading(asking.Cluster, cancellationToken);
        var all = await CandidatesAsync(reading, target.Kind, scope);
        if (all.Count == 0 && reading.Gaps is [{ } gap, ..]) return new(null, null, FailureReplies.From(gap.Failure));

        var matches = all.Where(item => string.Equals(item.Name, target.Name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (matches.Count == 0) matches = OwnersFirst([.. all.Where(item => item.Name.Contains(target.Name, StringComparison.OrdinalIgnoreCase))]);
        // One name in several kinds: the workload, whose inquiry takes in its pods and Services.
        var places = matches.Select(match => (match.Namespace, match.Name)).Distinct().ToList();
        if (places.Count == 1)
            return new(matches[0], scope is null && matches[0].Namespace is { } ns ? Text.Of("dialog.assumed-namespace", ns) : null, null);
        if (places.Count > 1)
        {
            var choices = places.Take(LongestPick).Select(place => matches.First(match => (match.Namespace, match.Name) == place)).Select(Choose).ToList();
            var prompt = places.Count > LongestPick ? Text.Of("dialog.pick-of-many", places.Count, LongestPick) : Text.Of("dialog.pick");
            return new(null, null, Reply.Asking(Text.Of("diagnosis.why.several", places.Count, Neutral.Line(target.Name)), new PickList(prompt, choices)));
        }
        return new(null, null, await NoneAsync(asking, target, named, scope, all, cancellationToken));
    }

    private static Choice Choose(ResourceRef match) => new(match.Namespace is null ? match.ToString() : $"{match.Namespace} · {match}", Command(match));

    private static string Command(ResourceRef match) => $"why {match.Kind.Singular} {match.Name}{(match.Namespace is null ? "" : $" -n {match.Namespace}")}";

    private static async Task<Reply> NoneAsync(Asking asking, TargetWords target, string? named, string? scope, IReadOnlyList<ResourceRef> all, CancellationToken cancellationToken)
    {
        if (named is not null && (await asking.Cluster.GetAsync<Namespace>(null, named, cancellationToken)).Failure is ClusterFailure.NotFound missing)
        {
            var namespaces = await asking.Cluster.ListAsync<Namespace>(ListScope.All, cancellationToken);
            return FailureReplies.From(missing, namespaces.Has(out var found, out _) ? found.Select(item => item.Metadata.Name) : [], ns => $"why {target.Name} -n {ns}");
        }
        var title = target.Kind is { } kind ? FailureReplies.Line(new ClusterFailure.NotFound(kind, scope, target.Name))
            : scope is null ? Text.Of("diagnosis.why.nothing", Neutral.Line(target.Name)) : Text.Of("diagnosis.why.nothing-in", Neutral.Line(target.Name), scope);
        var near = Nearest.Of(target.Name, all.Select(item => item.Name).Distinct());
        return Reply.NothingFound(title, near.Count == 0 ? [] : [new PickList(Text.Of("failures.nearest-pick"), [.. near.Select(name => Choose(all.First(item => item.Name == name)))])]);
    }

    // The pods of a workload and the Jobs of a CronJob that matches too are not other candidates.
    private static List<ResourceRef> OwnersFirst(List<ResourceRef> matches)
    {
        var workloads = matches.Where(match => match.Kind.Group is "apps" or "batch").ToList();
        return [.. matches.Where(match => !(match.Kind.Equals(ResourceKinds.Pod) || match.Kind.Equals(ResourceKinds.Job))
            || !workloads.Any(owner => owner.Namespace == match.Namespace && match.Name.StartsWith(owner.Name + "-", StringComparison.Ordinal) && (match.Kind.Equals(ResourceKinds.Pod) || owner.Kind.Equals(ResourceKinds.CronJob))))];
    }

    private static async Task<IReadOnlyList<ResourceRef>> CandidatesAsync(ClusterReading reading, ResourceKind? kind, string? scope)
    {
        async Task<IEnumerable<ResourceRef>> Of<T>() where T : class, IClusterObject
        {
            var its = ResourceKinds.Of<T>();
            return kind is null || kind.Equals(its) ? (await reading.ListAsync<T>(its.Namespaced ? scope : null)).Select(item => new ResourceRef(its, item.Metadata.Namespace, item.Metadata.Name)) : [];
        }
        // Named after what they serve, so that a bare name means that.
        Task<IEnumerable<ResourceRef>> Said<T>() where T : class, IClusterObject => kind is null ? Task.FromResult<IEnumerable<ResourceRef>>([]) : Of<T>();
        var lists = await Task.WhenAll(Of<Deployment>(), Of<StatefulSet>(), Of<DaemonSet>(), Of<Job>(), Of<CronJob>(), Of<Pod>(), Of<Service>(), Of<PersistentVolumeClaim>(), Of<Ingress>(), Of<Node>(),
            Said<ReplicaSet>(), Said<HorizontalPodAutoscaler>(), Said<PodDisruptionBudget>());
        return [.. lists.SelectMany(list => list)];
    }
}
