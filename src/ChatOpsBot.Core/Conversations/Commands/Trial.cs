using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Diagnosis.Reviews;
using ChatOpsBot.Core.Identity;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>What came of trying one object of a definition.</summary>
/// <param name="One">Which.</param>
/// <param name="DryRun">The API server's answer; null when there was nobody to ask as.</param>
/// <param name="PodRefused">What the API server says of the pod that it would make, when it refuses that.</param>
/// <param name="PodUntried">Why that pod was not tried; null when it was, or when there is none.</param>
internal sealed record Trial(DefinedObject One, ClusterResult<DryRun>? DryRun, string? PodRefused = null, ClusterFailure? PodUntried = null)
{
    /// <summary>What a reviewer finds.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The object goes where another object of the definition makes a namespace, which is not there yet.</summary>
    public bool AwaitsNamespace { get; init; }

    /// <summary>The API server refuses it; a server that could not be asked, or not as this person, refuses nothing.</summary>
    public bool IsRefused => !AwaitsNamespace
        && DryRun?.Failure is ClusterFailure.Rejected or ClusterFailure.Forbidden { Verb: not "impersonate" } or ClusterFailure.NotServed or ClusterFailure.NotFound or ClusterFailure.Conflict;

    /// <summary>Nobody knows what the API server would say.</summary>
    public bool IsUntried => !IsRefused && DryRun is not { Failure: null };

    /// <summary>Tries it as a person.</summary>
    public static async Task<Trial> RunAsync(IClusterWriter cluster, DefinedObject one, IReadOnlyList<Proposal> all, Person person, CancellationToken cancellationToken)
    {
        if (person.ActsAs is not { User.Length: > 0 } actAs) return new(one, null);
        var tried = await cluster.TryAsync(one.Proposal.Object, actAs, cancellationToken);
        if (tried.Failure is { } failure)
        {
            return new Trial(one, tried, one.Proposal.Target.Kind == ResourceKinds.Pod && IsAdmission(failure) ? ((ClusterFailure.Forbidden)failure).Message : null)
            {
                AwaitsNamespace = failure is ClusterFailure.NotFound { Kind: var kind, Name: var ns } && kind == ResourceKinds.Namespace && all.Any(other => other.Target.Kind == kind && other.Target.Name == ns),
            };
        }
        if (one.Proposal.PodToTry() is not { } pod) return new(one, tried);
        return (await cluster.TryAsync(pod, actAs, cancellationToken)).Failure switch
        {
            null => new(one, tried),
            { } refusal when IsAdmission(refusal) => new(one, tried, ((ClusterFailure.Forbidden)refusal).Message),
            ClusterFailure.Rejected rejected => new(one, tried, rejected.Message),
            { } other => new(one, tried, null, other),
        };
    }

    /// <summary>A 403 that is not about rights: a quota, Pod Security, a webhook.</summary>
    public static bool IsAdmission(ClusterFailure failure) => failure is ClusterFailure.Forbidden { Verb: not "impersonate" } forbidden && !forbidden.Message.Contains(" cannot ", StringComparison.Ordinal);
}
