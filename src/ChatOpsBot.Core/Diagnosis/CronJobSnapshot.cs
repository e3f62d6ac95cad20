using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis.Signatures;

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
            Pods = [.. (await pods).Where(pod => pod.Metadata.OwnerReferences.Any(owner => Telling(jobs).Any(job => job.Metadata.Uid == owner.Uid)))],
            Gaps = reading.Gaps,
        };
    }

    /// <summary>The runs that tell what is wrong with a CronJob: the newest, and until that has ended, the one that ended last, if it failed.</summary>
    /// <param name="jobs">Newest first.</param>
    public static IEnumerable<Job> Telling(IReadOnlyList<Job> jobs) =>
        jobs.Take(1).Concat(jobs.Where(job => JobEnds.Of(job) is not null).Take(1).Where(job => JobEnds.Of(job) is { Type: "Failed" })).Distinct();
}
