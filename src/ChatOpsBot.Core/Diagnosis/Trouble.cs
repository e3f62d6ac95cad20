using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis.Signatures;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>That something is wrong, before anybody knows why.</summary>
/// <param name="Word">The state's name, as Kubernetes spells it.</param>
/// <param name="MayPass">The state is one that a healthy start passes through.</param>
/// <param name="Evidence">The fields that show it, and the newest warning.</param>
internal sealed record Trouble(Text Word, bool MayPass, IReadOnlyList<Evidence> Evidence)
{
    private static readonly HashSet<string> Passing = ["ContainerCreating", "PodInitializing", "Pending", "Running"];

    /// <summary>What is wrong with the target; null when nothing is.</summary>
    public static Trouble? Of(Snapshot snapshot, DateTimeOffset now) => snapshot switch
    {
        { Pod: { } pod } => Of(pod, snapshot, now),
        { Workload: { } workload } when workload.Ref == snapshot.Target && workload.Ready < workload.Wanted =>
            new(Text.Of("diagnosis.state.lacks", workload.Ready, workload.Wanted), false, Warnings(snapshot.WorkloadEvents)),
        { Claims: [{ Object.Status.Phase: not "Bound" } claim] } when snapshot.Target.Kind == ResourceKinds.PersistentVolumeClaim =>
            new(claim.Object!.Status.Phase ?? "?", false, Warnings(snapshot.Events)),
        { Budget: { Status.DisruptionsAllowed: 0 } budget } => new("disruptionsAllowed: 0", false, [.. Budgets.Numbers(budget), .. Warnings(snapshot.Events)]),
        _ => null,
    };

    private static Trouble? Of(Pod pod, Snapshot snapshot, DateTimeOffset now)
    {
        if (pod.Metadata.DeletionTimestamp is null && (pod.Status.Phase == "Succeeded" || (pod.Status.Phase == "Running" && pod.IsReady()))) return null;
        var odd = pod.AllContainers().FirstOrDefault(container => container.Waiting is not null || container.Status?.State.Terminated is { ExitCode: not 0 })
            ?? pod.AllContainers().FirstOrDefault(container => container.Status is { Ready: false } && !container.IsInit);
        var word = pod.Metadata.DeletionTimestamp is not null ? "Terminating" : odd?.Waiting?.Reason ?? pod.Status.Reason ?? odd?.Status?.State.Terminated?.Reason ?? pod.Status.Phase ?? "?";
        var facts = new List<Evidence> { Prove.Field("status.phase", pod.Status.Phase ?? "") };
        if (odd?.Waiting is { } waiting) facts.Add(Prove.Field($"{odd.Path}.state.waiting", $"{waiting.Reason}: {waiting.Message}"));
        if (pod.Status.Message is { } message) facts.Add(Prove.Field("status.message", message));
        return new(word, Passing.Contains(word) && odd?.Status?.RestartCount is null or 0, [.. facts, .. Warnings(snapshot.Events)]);
    }

    private static IReadOnlyList<Evidence> Warnings(IReadOnlyList<Event> events) =>
        [.. events.Where(e => e.Type == "Warning").Reverse().DistinctBy(e => e.Reason).Take(2).Select(Prove.By)];
}
