using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Histories;

/// <summary>When a Deployment or its newest ReplicaSet was scaled, by the controller's events; a rollout's own scalings are left out.</summary>
internal static partial class Scalings
{
    // A rollout scales a ReplicaSet up within moments of having made it.
    private static readonly TimeSpan Rollout = TimeSpan.FromSeconds(30);

    /// <summary>The scalings on record.</summary>
    public static async Task<IReadOnlyList<Change>> ReadAsync(ClusterReading reading, Workload workload)
    {
        if (workload.Ref.Kind.Kind != "Deployment") return [];
        var sets = (await reading.ListAsync<ReplicaSet>(workload.Ref.Namespace)).Where(set => set.Metadata.OwnerReferences.Any(owner => owner.Uid == workload.Metadata.Uid)).ToList();
        var events = (await EventsOf.ReadAsync(reading, "Deployment", workload.Metadata)).Where(e => e is { Reason: "ScalingReplicaSet", LastSeen: not null });
        return [.. events
            .Select(e => (e.LastSeen, Scaled: Message().Match(e.Message ?? "")))
            .Where(found => found.Scaled.Success && !sets.Any(set => (found.LastSeen - set.Metadata.CreationTimestamp)?.Duration() < Rollout))
            .Select(found => new Change(found.LastSeen!.Value, Text.Of("diagnosis.history.scaled", workload.Ref.ToString(), found.Scaled.Groups["from"].Value, found.Scaled.Groups["to"].Value)))];
    }

    // https://github.com/kubernetes/kubernetes/blob/release-1.34/pkg/controller/deployment/sync.go, scaleReplicaSet
    [GeneratedRegex("^Scaled (up|down) replica set [^ ]+ from (?<from>[0-9]+) to (?<to>[0-9]+)$")]
    private static partial Regex Message();
}
