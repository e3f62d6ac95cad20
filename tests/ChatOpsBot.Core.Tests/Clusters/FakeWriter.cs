using System.Text.Json;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Tests.Clusters;

/// <summary>A deletion that reached the API server.</summary>
internal sealed record FakeDeletion(ResourceRef Resource, DeleteOrder Order, ActAs As);

/// <summary>Writes to a <see cref="FakeCluster"/> as the API server would: UID preconditions, grace, finalizers, dry-run; and fails by script,
/// before the call has effect or after it.</summary>
internal sealed class FakeWriter(FakeCluster cluster, TimeProvider time) : IClusterWriter
{
    public ClusterName Cluster => cluster.Cluster;

    /// <summary>Every deletion that was meant, dry-runs left out.</summary>
    public List<FakeDeletion> Deletions { get; } = [];

    /// <summary>Every dry-run.</summary>
    public List<FakeDeletion> DryRuns { get; } = [];

    /// <summary>Every access question.</summary>
    public List<AccessQuestion> Questions { get; } = [];

    /// <summary>The users that may delete pods; null: everybody.</summary>
    public HashSet<string>? MayDelete { get; set; }

    /// <summary>Fails before anything happens.</summary>
    public Func<DeleteOrder, ClusterFailure?> Before { get; set; } = _ => null;

    /// <summary>Fails, or throws, after it happened.</summary>
    public Func<DeleteOrder, ClusterFailure?> After { get; set; } = _ => null;

    public async Task<ClusterResult<JsonElement>> DeleteAsync(ResourceRef resource, DeleteOrder order, ActAs actAs, CancellationToken cancellationToken)
    {
        (order.DryRun ? DryRuns : Deletions).Add(new(resource, order, actAs));
        if (Before(order) is { } failure) return failure;
        var read = await cluster.GetAsync<Pod>(resource.Namespace, resource.Name, cancellationToken);
        if (!read.Has(out var pod, out var missing)) return missing;
        if (pod.Metadata.Uid != order.Uid.Value)
            return new ClusterFailure.Conflict($"Precondition failed: UID in precondition: {order.Uid}, UID in object meta: {pod.Metadata.Uid}");
        if (MayDelete is { } users && !users.Contains(actAs.User ?? ""))
            return new ClusterFailure.Forbidden("delete", ResourceKinds.Pod, resource.Namespace, resource.Name, null, $"User \"{actAs.User}\" cannot delete resource \"pods\"");

        var grace = order.GraceSeconds ?? pod.Spec.TerminationGracePeriodSeconds ?? 30;
        var marked = pod with
        {
            Metadata = pod.Metadata with { DeletionTimestamp = pod.Metadata.DeletionTimestamp ?? time.GetUtcNow().AddSeconds(grace), DeletionGracePeriodSeconds = grace },
        };
        if (!order.DryRun)
        {
            if (grace == 0 && pod.Metadata.Finalizers.Count == 0) cluster.Remove<Pod>(resource.Namespace, resource.Name);
            else cluster.Add(marked);
        }
        return After(order) is { } late ? late : JsonSerializer.SerializeToElement(marked, FactsJson.Default.Pod);
    }

    /// <summary>Every proposed object that was tried, with the person.</summary>
    public List<(ProposedObject Object, ActAs As)> Tries { get; } = [];

    /// <summary>Refuses a proposed object; null: it would be taken.</summary>
    public Func<ProposedObject, ClusterFailure?> Refuse { get; set; } = _ => null;

    /// <summary>What the API server warns of.</summary>
    public IReadOnlyList<string> Warnings { get; set; } = [];

    public Task<ClusterResult<DryRun>> TryAsync(ProposedObject proposed, ActAs actAs, CancellationToken cancellationToken)
    {
        Tries.Add((proposed, actAs));
        return Task.FromResult<ClusterResult<DryRun>>(Refuse(proposed) is { } failure ? failure : new DryRun(JsonSerializer.SerializeToElement(proposed.Body), false, Warnings));
    }

    public Task<ClusterResult<AccessAnswer>> CheckAccessAsync(AccessQuestion question, CancellationToken cancellationToken)
    {
        Questions.Add(question);
        var allowed = MayDelete?.Contains(question.As.User ?? "") != false;
        return Task.FromResult<ClusterResult<AccessAnswer>>(new AccessAnswer(allowed, allowed ? null : "no RBAC policy matched"));
    }
}
