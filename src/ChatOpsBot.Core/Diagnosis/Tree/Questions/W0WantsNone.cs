using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the workload meant to have no pods now?</summary>
internal sealed record W0WantsNone() : Question("W0", Yes: "IntendedZero", No: "W8")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var workload = snapshot.Workload!;
        // A DaemonSet wants none when no node fits, a Job when it has failed: neither is meant.
        var meant = workload.Ref.Kind.Plural != "daemonsets" && !workload.Conditions.Any(condition => condition is { Type: "Failed", Status: "True" });
        return Answer.Of(meant && (workload.Wanted == 0 || HeldBeforeTheFirst(snapshot)), Kubectl.Get(snapshot), Text.Of("walk.saw.wanted", workload.Wanted), Text.Of(workload.Paused ? "walk.saw.paused" : "walk.saw.not-paused"));
    }

    private static bool HeldBeforeTheFirst(Snapshot snapshot) => snapshot.Workload!.Paused && snapshot.HasRead<Pod>() && !snapshot.Pods.Any(pod => pod.IsLive());
}
