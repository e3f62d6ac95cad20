using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;
using ChatOpsBot.Core.Diagnosis.Signatures;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>The diagnosis of one object together with that of the objects on which it depends: a workload's pods, a Service's pods.</summary>
/// <param name="Target">What was asked about.</param>
/// <param name="Main">Its own diagnosis.</param>
/// <param name="Others">Those of the objects behind it that are not well.</param>
public sealed record Inquiry(ResourceRef Target, Diagnosis Main, IReadOnlyList<Diagnosis> Others)
{
    // So many pods of one workload show every cause that they have; more would be repetitions.
    private const int MostPods = 5;

    // A Service without ready pods, a Job that gave up, a CronJob whose run did, an Ingress whose Service has none: what is behind them is the cause.
    private static readonly HashSet<string> Symptoms = ["CHB802", "CHB706", "CHB210", "CHB215", "CHB227", "CHB762", "CHB855", FindingCatalogue.Unexplained];

    /// <summary>Every finding, causes before what merely follows from them.</summary>
    public IReadOnlyList<Finding> Findings => [.. Main.Findings.Concat(Others.SelectMany(other => other.Findings))
        // Of the target as a whole, nothing is known that the objects behind it do not say better.
        .Where(finding => finding.Code is not (FindingCatalogue.Healthy or FindingCatalogue.Starting or FindingCatalogue.Unexplained) || Others.Count == 0 || finding.Subject != Target)
        .OrderByDescending(finding => !Symptoms.Contains(finding.Code) && !Others.Append(Main).Any(other => other.Verdict == Verdict.Troubled && finding.Origins.Contains(other.Snapshot.Target))).ThenByDescending(finding => IsPast(finding) && finding.Severity > Severity.Warning ? Severity.Warning : finding.Severity)
        .ThenBy(IsPast).ThenByDescending(finding => finding.Subject == Target).ThenBy(finding => finding.Confidence).ThenBy(finding => finding.Code, StringComparer.Ordinal)];

    // A pod that ended, or that is on its way out while its ReplicaSet has made another: what troubles the pods that are meant to run comes before it.
    private bool IsPast(Finding finding) => finding.Subject != Target
        && Others.FirstOrDefault(other => other.Snapshot.Target == finding.Subject)?.Snapshot.Pod is { } pod
        && (pod.Status.Phase is "Failed" or "Succeeded"
            || (pod.Metadata.DeletionTimestamp is not null && pod.Metadata.OwnerReferences.Any(owner => owner is { Controller: true, Kind: "ReplicaSet" })));

    /// <summary>The sum of the verdicts: the worst.</summary>
    public Verdict Verdict => Others.Select(other => other.Verdict).Append(Main.Verdict).Max();

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<Gap> Gaps => [.. Others.Append(Main).SelectMany(diagnosis => diagnosis.Snapshot.Gaps).Distinct()];

    /// <summary>Asks about an object; the failure when the object itself cannot be read.</summary>
    public static Task<ClusterResult<Inquiry>> RunAsync(IClusterReader cluster, ResourceRef target, DateTimeOffset now, CancellationToken cancellationToken) =>
        RunAsync(new ClusterReading(cluster, cancellationToken), target, now);

    internal static async Task<ClusterResult<Inquiry>> RunAsync(ClusterReading reading, ResourceRef target, DateTimeOffset now)
    {
        if (!(await SnapshotReader.ReadAsync(reading, target)).Has(out var snapshot, out var failure)) return failure;
        var main = await KubeletWord.AddAsync(reading, Diagnostician.Diagnose(snapshot, now));
        var behind = Behind(snapshot, main, now).ToList();
        if (snapshot.Workload is { } scaled && scaled.Ref == target) behind.AddRange(await AutoscalerSnapshot.OfAsync(reading, target));
        // The Services of a healthy workload may be what is wrong.
        if (snapshot.Workload is { } workload && workload.Ref == target && workload.Wanted > 0)
            behind.AddRange((await reading.ListAsync<Service>(target.Namespace)).Where(service => service.Metadata.Name == target.Name || service.Spec.Selector.Selects(workload.Template.Metadata.Labels))
                .Select(service => new ResourceRef(ResourceKinds.Service, target.Namespace, service.Metadata.Name)));
        var others = await Task.WhenAll(behind.Distinct().Select(other => SnapshotReader.ReadAsync(reading, other)));
        var behindIt = others.Select(read => read.Has(out var other, out _) ? Diagnostician.Diagnose(other, now) : null).OfType<Diagnosis>().Where(other => other.Verdict != Verdict.Healthy);
        var diagnoses = (await Task.WhenAll(behindIt.Select(other => KubeletWord.AddAsync(reading, other)))).ToList();
        // A Service whose pods are diagnosed here is no cause of its own.
        if (diagnoses.Any(other => other.Snapshot.Pod is not null)) diagnoses.RemoveAll(other => other.Snapshot.Pod is null && other.Findings.All(finding => Symptoms.Contains(finding.Code)));
        // What has all its pods is well while old ones take their leave.
        if (main.Verdict == Verdict.Healthy) diagnoses.RemoveAll(other => other is { Verdict: Verdict.Transient, Snapshot.Pod.Metadata.DeletionTimestamp: not null });
        return new Inquiry(target, main, diagnoses);
    }

    private static IEnumerable<ResourceRef> Behind(Snapshot snapshot, Diagnosis main, DateTimeOffset now)
    {
        if (snapshot.Target.Kind == ResourceKinds.Ingress)
            return main.Findings.Where(finding => finding.Code == "CHB855").SelectMany(_ => snapshot.Services).Select(service => new ResourceRef(ResourceKinds.Service, service.Metadata.Namespace, service.Metadata.Name));
        if (snapshot.Target.Kind == ResourceKinds.Service && main.Findings.All(finding => finding.Code != "CHB802")) return [];
        if (snapshot.Target.Kind == ResourceKinds.Node)
            return snapshot.Budgets.Where(budget => budget.Status.DisruptionsAllowed == 0).Select(budget => new ResourceRef(ResourceKinds.PodDisruptionBudget, budget.Metadata.Namespace, budget.Metadata.Name));
        if ((snapshot.Autoscaler is not null && main.Findings.All(finding => finding.Code != "CHB227")) || (snapshot.Budget is not null && main.Findings.All(finding => finding.Code != "CHB762"))) return [];
        var run = CronJobSnapshot.Telling(snapshot.Jobs).Where(job => JobEnds.Of(job) is not { Type: "Complete" }).Select(job => new ResourceRef(ResourceKinds.Job, job.Metadata.Namespace, job.Metadata.Name));
        if (snapshot.Pod is not null) return main.Findings.SelectMany(finding => finding.Origins);
        return snapshot.Target.Kind == ResourceKinds.PersistentVolumeClaim ? [] : run.Concat(PodTrouble.WorstFirst(snapshot.Pods, now)
            .Where(pod => PodTrouble.Weight(pod, now) > 0).Take(MostPods).Select(pod => new ResourceRef(ResourceKinds.Pod, pod.Metadata.Namespace, pod.Metadata.Name)));
    }
}
