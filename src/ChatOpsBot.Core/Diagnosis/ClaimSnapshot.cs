using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Reads what the rules about a PersistentVolumeClaim look at.</summary>
internal static class ClaimSnapshot
{
    public static async Task<Snapshot> ReadAsync(ClusterReading reading, PersistentVolumeClaim claim)
    {
        var ns = claim.Metadata.Namespace;
        var events = EventsOf.ReadAsync(reading, "PersistentVolumeClaim", claim.Metadata);
        var volumes = reading.ListAsync<PersistentVolume>(null);
        var classes = reading.ListAsync<StorageClass>(null);
        var pods = reading.ListAsync<Pod>(ns);
        return new Snapshot
        {
            Target = new(ResourceKinds.PersistentVolumeClaim, ns, claim.Metadata.Name),
            Events = await events,
            Claims = [new(ns, claim.Metadata.Name, claim, null)],
            ClaimEvents = await events,
            Volumes = await volumes,
            StorageClasses = await classes,
            Pods = [.. (await pods).Where(pod => References.ClaimsOf(pod).Contains(claim.Metadata.Name))],
            Gaps = reading.Gaps,
        };
    }
}
