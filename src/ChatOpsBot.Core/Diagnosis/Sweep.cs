using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Everything that is wrong in a namespace or in the whole cluster, grouped by cause.</summary>
/// <param name="Groups">The causes, worst first.</param>
/// <param name="Pods">How many pods were looked at.</param>
/// <param name="Troubled">How many of them are not well.</param>
/// <param name="Gaps">What could not be read.</param>
public sealed record Sweep(IReadOnlyList<CauseGroup> Groups, int Pods, int Troubled, IReadOnlyList<Gap> Gaps)
{
    // Logs cost a call each: so many pods of one workload are enough to know why it crashes.
    private const int LogsPerWorkload = 3;

    /// <summary>Looks everywhere; the failure when the pods cannot be listed.</summary>
    public static async Task<ClusterResult<Sweep>> RunAsync(IClusterReader cluster, string? ns, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var reading = new ClusterReading(cluster, cancellationToken);
        var (listing, others) = (reading.ListAsync<Pod>(ns), ListsAsync(reading, ns));
        var pods = await listing;
        if (pods.Count == 0 && reading.Gaps.Where(gap => gap.Kind == ResourceKinds.Pod).ToList() is [{ } gap, ..]) return gap.Failure;
        var workloads = await others;
        var livePods = pods.Where(pod => pod.IsLive()).ToLookup(pod => pod.Metadata.Namespace);
        var suspects = pods.Where(pod => PodTrouble.Weight(pod, now) > 0).ToList();
        var withLogs = suspects.GroupBy(pod => pod.Metadata.OwnerReferences is [{ } owner, ..] ? owner.Uid : pod.Metadata.Uid).SelectMany(group => group.Take(LogsPerWorkload)).Select(pod => pod.Metadata.Uid).ToHashSet();
        var ofPods = await Task.WhenAll(suspects.Select(pod => new PodSnapshot(reading, pod, withLogs.Contains(pod.Metadata.Uid)).ReadAsync()));

        var silent = suspects.Select(pod => pod.Spec.NodeName).OfType<string>().Distinct().ToHashSet();
        var nodes = (await reading.ListAsync<Node>(null)).Where(node => (ns is null || silent.Contains(node.Metadata.Name)) && node.Status.Conditions.Any(IsBad));
        var rest = await Task.WhenAll(
            workloads.Where(thing => Workload.Of(thing) is { } workload && Lacks(workload, thing, livePods)).Select(thing => WorkloadSnapshot.ReadAsync(reading, thing))
                .Concat((await reading.ListAsync<Service>(ns)).Select(service => NetworkSnapshot.ReadAsync(reading, service)))
                .Concat((await reading.ListAsync<Ingress>(ns)).Select(ingress => NetworkSnapshot.ReadAsync(reading, ingress)))
                .Concat((await reading.ListAsync<PersistentVolumeClaim>(ns)).Where(claim => claim.Status.Phase != "Bound").Select(claim => ClaimSnapshot.ReadAsync(reading, claim)))
                .Concat((await reading.ListAsync<HorizontalPodAutoscaler>(ns)).Select(scaler => AutoscalerSnapshot.ReadAsync(reading, scaler)))
                .Concat((await reading.ListAsync<CronJob>(ns)).Select(cron => CronJobSnapshot.ReadAsync(reading, cron)))
                .Concat(nodes.Select(node => NodeSnapshot.ReadAsync(reading, node))));

        var diagnoses = ofPods.Concat(rest).Select(snapshot => Diagnostician.Diagnose(snapshot, now)).Where(diagnosis => diagnosis.Verdict == Verdict.Troubled).ToList();
        var findings = diagnoses.SelectMany(diagnosis => diagnosis.Findings).Where(finding => finding.Severity != Severity.Note && !Follows(finding, diagnoses)).ToList();
        return new Sweep(CauseGroup.Of(findings.Select(finding => FromOrigin(finding, findings))), pods.Count, diagnoses.Count(diagnosis => diagnosis.Snapshot.Pod is not null), reading.Gaps);
    }

    // What is listed here once answers every later question about single objects.
    private static async Task<IReadOnlyList<IClusterObject>> ListsAsync(ClusterReading reading, string? ns)
    {
        var deployments = reading.ListAsync<Deployment>(ns);
        var statefulSets = reading.ListAsync<StatefulSet>(ns);
        var daemonSets = reading.ListAsync<DaemonSet>(ns);
        var jobs = reading.ListAsync<Job>(ns);
        await Task.WhenAll(reading.ListAsync<Event>(ns), reading.ListAsync<ReplicaSet>(ns), reading.ListAsync<Service>(ns), reading.ListAsync<EndpointSlice>(ns),
            reading.ListAsync<Ingress>(ns), reading.ListAsync<PersistentVolumeClaim>(ns), reading.ListAsync<Node>(null), reading.ListAsync<CronJob>(ns),
            reading.ListAsync<HorizontalPodAutoscaler>(ns), reading.ListAsync<NetworkPolicy>(ns));
        return [.. await deployments, .. await statefulSets, .. await daemonSets, .. await jobs];
    }

    private static bool IsBad(Condition condition) => condition.Type switch
    {
        "Ready" => condition.Status != "True",
        "MemoryPressure" or "DiskPressure" or "PIDPressure" or "NetworkUnavailable" => condition.Status == "True",
        _ => false,
    };

    // Workloads that have all their pods are as well as those, which are looked at themselves.
    private static bool Lacks(Workload workload, IClusterObject thing, ILookup<string?, Pod> livePods) => thing is Job job
        ? job.Status.Conditions.Any(condition => condition is { Type: "Failed", Status: "True" }) || (workload.Wanted > 0 && (job.Status.Active ?? 0) == 0)
        : workload.Wanted > livePods[thing.Metadata.Namespace].Count(pod => workload.Selector.Selects(pod.Metadata.Labels));

    // Who crashes because another pod does not answer is that one's victim.
    private static Finding FromOrigin(Finding finding, IReadOnlyList<Finding> all)
    {
        var seen = new HashSet<Finding> { finding };
        var origin = finding;
        while (all.FirstOrDefault(other => origin.Origins.Contains(other.Subject)) is { } next && seen.Add(next)) origin = next;
        return ReferenceEquals(origin, finding) ? finding : finding with { Cause = origin.Cause };
    }

    private static bool Follows(Finding finding, List<Diagnosis> diagnoses) => finding.Code switch
    {
        "CHB802" or "CHB855" or "CHB210" or "CHB227" => true,
        "CHB706" or "CHB215" => diagnoses.Any(diagnosis => diagnosis.Snapshot.Owners.Any(owner => owner.Kind == finding.Subject.Kind && owner.Reference.Name == finding.Subject.Name)),
        FindingCatalogue.Unexplained => finding.Subject.Kind != ResourceKinds.Pod && diagnoses.Count > 1,
        _ => false,
    };
}
