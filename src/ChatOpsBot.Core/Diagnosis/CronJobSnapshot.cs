using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Reads what the rules about a CronJob look at.</summary>
internal static class CronJobSnapshot
{
    public static async Task<Snapshot> ReadAsync(ClusterReading reading, CronJob cron)
    {
        var ns = cron.Metadata.Namespace;
        var events = EventsOf.ReadAsync(reading, "CronJob", cron.Metadata);
        var pods = reading.ListAsync<Pod>(ns);
        var jobs = (await reading.ListAsync<Job>(ns)).Where(job => job.Metadata.OwnerReferences.Any(owner => owner.Uid == cron.Metadata.Uid))
            .OrderByDescending(job => job.Metadata.CreationTimestamp).ThenBy(job => job.Metadata.Name, StringComparer.Ordinal).ToList();
        return new Snapshot
        {
            Target = new(ResourceKinds.CronJob, ns, cron.Metadata.Name),
            CronJob = cron,
            Events = await events,
            Jobs = jobs,
            // What is wrong with its newest run is what is wrong with it.
            Pods = jobs.Count == 0 ? [] : [.. (await pods).Where(pod => pod.Metadata.OwnerReferences.Any(owner => owner.Uid == jobs[0].Metadata.Uid))],
            Gaps = reading.Gaps,
        };
    }
}
