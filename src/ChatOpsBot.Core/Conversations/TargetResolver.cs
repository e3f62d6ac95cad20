using System.Diagnostics.CodeAnalysis;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>Finds the object that a person's words mean: exact names before parts of names; without a namespace the conversation's,
/// else all of them; a workload's name means its worst pod.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "A service: commands get it injected.")]
public sealed class TargetResolver
{
    private const int LongestPick = 10;

    /// <summary>Finds an object.</summary>
    /// <param name="asking">The circumstances.</param>
    /// <param name="words">"checkout", "pod checkout", "deployment checkout", "pod/checkout", "shop/checkout".</param>
    /// <param name="ns">The namespace that was said; null: none was.</param>
    /// <param name="command">The whole command for one of several matches, its namespace included.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<Resolution<T>> ResolveAsync<T>(
        Asking asking, string words, string? ns, Func<T, string> command, CancellationToken cancellationToken) where T : class, IClusterObject
    {
        var target = TargetWords.Read(words);
        var kind = ResourceKinds.Of<T>();
        var named = kind.Namespaced ? ns ?? target.Namespace : null;
        var scope = kind.Namespaced ? named ?? asking.Namespace : null;
        if (target.Kind is { } said && !said.Equals(kind))
        {
            return typeof(T) == typeof(Pod) && IsWorkload(said)
                ? (Resolution<T>)(object)await PodOfWorkloadAsync(asking, said, target.Name, named, scope, (Func<Pod, string>)(object)command, cancellationToken)
                : new Resolution<T>.Other(Reply.Refused(Text.Of("dialog.other-kind", kind.Singular, said.Singular)));
        }

        if (!(await NamedAsync<T>(asking, target.Name, scope, cancellationToken)).Has(out var matches, out var failure)) return Failed<T>(failure);
        IReadOnlyList<T> all = [];
        if (matches.Count == 0)
        {
            if (!(await asking.Cluster.ListAsync<T>(new ListScope(scope), cancellationToken)).Has(out var listed, out failure)) return Failed<T>(failure);
            all = listed;
            matches = [.. all.Where(item => item.Metadata.Name.Contains(target.Name, StringComparison.OrdinalIgnoreCase))];
        }
        return matches.Count switch
        {
            1 => Only(matches[0], kind, named, scope),
            0 => new Resolution<T>.Other(await NoneAsync(asking, target.Name, named, scope, all, command, cancellationToken)),
            _ => (Resolution<T>?)OneWorkload(matches, target.Name, named, asking.Now) ?? Several(target.Name, matches, command),
        };
    }

    /// <summary>Why a namespace that was said holds nothing: it does not exist (with the nearest ones). Null when it exists, or when the
    /// bot may not look.</summary>
    /// <param name="asking">The circumstances.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="command">The command with another namespace; null: they are named only.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public static async Task<Reply?> MissingNamespaceAsync(Asking asking, string ns, Func<string, string>? command, CancellationToken cancellationToken)
    {
        if ((await asking.Cluster.GetAsync<Namespace>(null, ns, cancellationToken)).Failure is not ClusterFailure.NotFound missing) return null;
        var all = await asking.Cluster.ListAsync<Namespace>(ListScope.All, cancellationToken);
        return FailureReplies.From(missing, all.Has(out var namespaces, out _) ? namespaces.Select(item => item.Metadata.Name) : [], command);
    }

    // The exact name is cheap to ask for, in one namespace and in all of them.
    internal static async Task<ClusterResult<IReadOnlyList<T>>> NamedAsync<T>(Asking asking, string name, string? scope, CancellationToken cancellationToken)
        where T : class, IClusterObject
    {
        if (!IsName(name)) return ClusterResultOf<T>([]);
        if (ResourceKinds.Of<T>().Namespaced && scope is null)
            return await asking.Cluster.ListAsync<T>(new ListScope(null, Fields: $"metadata.name={name}"), cancellationToken);
        var one = await asking.Cluster.GetAsync<T>(scope, name, cancellationToken);
        return one.Failure is ClusterFailure.NotFound ? ClusterResultOf<T>([]) : one.Select(item => (IReadOnlyList<T>)[item]);
    }

    private static ClusterResult<IReadOnlyList<T>> ClusterResultOf<T>(T[] items) => items;

    private static bool IsName(string name) => name.Length is > 0 and <= 253 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.');

    private static bool IsWorkload(ResourceKind kind) => kind.Group is "apps" or "batch" || kind.Equals(ResourceKinds.Service);

    private static Resolution<T> Failed<T>(ClusterFailure failure) where T : class, IClusterObject => new Resolution<T>.Other(FailureReplies.From(failure));

    private static Resolution<T>.Found Only<T>(T item, ResourceKind kind, string? named, string? scope) where T : class, IClusterObject
    {
        var assumed = kind.Namespaced && named is null && scope is null;
        return new(item, assumed, assumed ? Text.Of("dialog.assumed-namespace", item.Metadata.Namespace ?? "") : null);
    }

    // All matches are pods of the workload of just that name: its worst pod is what is wrong with it.
    private static Resolution<T>.Found? OneWorkload<T>(IReadOnlyList<T> matches, string name, string? named, DateTimeOffset now) where T : class, IClusterObject
    {
        if (matches is not IReadOnlyList<Pod> pods) return null;
        var owners = pods.Select(pod => (pod.Metadata.Namespace, Owner: PodOwner.Of(pod))).Distinct().ToList();
        return owners is [{ Owner: { } owner }] && string.Equals(owner.Name, name, StringComparison.OrdinalIgnoreCase)
            ? (Resolution<T>.Found)(object)Worst(pods, owner.Kind, owner.Name, named, now)
            : null;
    }

    private static Resolution<Pod>.Found Worst(IReadOnlyList<Pod> pods, string kind, string name, string? named, DateTimeOffset now)
    {
        var pod = PodTrouble.WorstFirst(pods, now)[0];
        return new(pod, named is null, pods.Count == 1
            ? Text.Of("dialog.assumed-only-pod", $"{kind} {name}", pod.Metadata.Namespace ?? "")
            : Text.Of("dialog.assumed-worst-pod", pods.Count, $"{kind} {name}", pod.Metadata.Namespace ?? ""));
    }

    private async Task<Resolution<Pod>> PodOfWorkloadAsync(
        Asking asking, ResourceKind kind, string name, string? named, string? scope, Func<Pod, string> command, CancellationToken cancellationToken)
    {
        if (!(await asking.Cluster.ListAsync<Pod>(new ListScope(scope), cancellationToken)).Has(out var pods, out var failure)) return Failed<Pod>(failure);
        ILookup<(string? Namespace, string Name), Pod> owned;
        if (kind.Equals(ResourceKinds.Service))
        {
            if (!(await asking.Cluster.ListAsync<Service>(new ListScope(scope), cancellationToken)).Has(out var services, out failure)) return Failed<Pod>(failure);
            owned = services.SelectMany(service => pods.Where(pod => service.Metadata.Namespace == pod.Metadata.Namespace && service.Spec.Selector.Selects(pod.Metadata.Labels)).Select(pod => (service, pod)))
                .ToLookup(pair => (pair.service.Metadata.Namespace, pair.service.Metadata.Name), pair => pair.pod);
        }
        else
        {
            owned = pods.Select(pod => (pod, owner: PodOwner.Of(pod), direct: pod.Metadata.OwnerReferences.FirstOrDefault(owner => owner.Controller == true)))
                .Where(item => item.owner is not null)
                .SelectMany(item => new[] { (item.pod, item.owner!.Kind, item.owner.Name), (item.pod, item.direct!.Kind, item.direct.Name) }.Distinct())
                .Where(item => item.Kind == kind.Kind)
                .ToLookup(item => (item.pod.Metadata.Namespace, item.Name), item => item.pod);
        }
        var matches = owned.Where(group => string.Equals(group.Key.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (matches.Count == 0) matches = [.. owned.Where(group => group.Key.Name.Contains(name, StringComparison.OrdinalIgnoreCase))];
        if (matches.Count == 1) return Worst([.. matches[0]], kind.Kind, matches[0].Key.Name, named, asking.Now);
        if (matches.Count > 1) return Several(name, [.. matches.Select(group => PodTrouble.WorstFirst(group, asking.Now)[0])], command);
        if (named is not null && await MissingNamespaceAsync(asking, named, null, cancellationToken) is { } reply) return new Resolution<Pod>.Other(reply);
        var near = Nearest.Of(name, owned.Select(group => group.Key.Name));
        return new Resolution<Pod>.Other(Reply.NothingFound(Text.Of("dialog.no-pods-of", kind.Singular, Neutral.Line(name)),
            near.Count == 0 ? [] : [new Paragraph(Text.Of("failures.nearest", Text.List(near)))]));
    }

    private async Task<Reply> NoneAsync<T>(
        Asking asking, string name, string? named, string? scope, IReadOnlyList<T> all, Func<T, string> command, CancellationToken cancellationToken)
        where T : class, IClusterObject
    {
        if (named is not null && await MissingNamespaceAsync(asking, named, null, cancellationToken) is { } missing) return missing;
        var near = Nearest.Of(name, all.Select(item => item.Metadata.Name));
        var title = FailureReplies.Line(new ClusterFailure.NotFound(ResourceKinds.Of<T>(), scope, name));
        var parts = new List<ReplyPart>();
        if (scope is not null && named is null) parts.Add(new Paragraph(Text.Of("dialog.looked-in-default", scope)));
        if (near.Count > 0)
        {
            parts.Add(new PickList(Text.Of("failures.nearest-pick"), [.. near
                .Select(candidate => all.First(item => item.Metadata.Name == candidate))
                .Select(item => new Choice(Label(item, withNamespace: scope is null), command(item)))]));
        }
        return Reply.NothingFound(title, [.. parts]);
    }

    private static Resolution<T>.Other Several<T>(string name, IReadOnlyList<T> matches, Func<T, string> command) where T : class, IClusterObject
    {
        var withNamespace = matches.Select(item => item.Metadata.Namespace).Distinct().Count() > 1;
        var choices = matches.Take(LongestPick).Select(item => new Choice(Label(item, withNamespace), command(item))).ToList();
        var prompt = matches.Count > LongestPick
            ? Text.Of("dialog.pick-of-many", matches.Count, LongestPick) : Text.Of("dialog.pick");
        return new(Reply.Asking(Text.Of("dialog.several", matches.Count, ResourceKinds.Of<T>().Plural, Neutral.Line(name)), new PickList(prompt, choices)));
    }

    private static Text Label<T>(T item, bool withNamespace) where T : IClusterObject
    {
        var name = withNamespace ? $"{item.Metadata.Namespace}/{item.Metadata.Name}" : item.Metadata.Name;
        return item is Pod pod ? $"{name} · {PrintedPod.Of(pod).Status}" : name;
    }
}
