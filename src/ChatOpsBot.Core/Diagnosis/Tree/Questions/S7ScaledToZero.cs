using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the workload whose pods the Service selects scaled to nothing?</summary>
internal sealed record S7ScaledToZero() : Question("S7", Yes: "IntendedZero", No: "S2")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var asleep = snapshot.Pod is null && snapshot.Pods.Count == 0 ? snapshot.Backing.Where(workload => workload.Wanted == 0).ToList() : [];
        return Answer.Of(asleep.Count > 0, Kubectl.Get(snapshot, "deployments,statefulsets"),
            asleep.Count > 0 ? Saw.Field($"{asleep[0].Ref} spec.replicas", "0") : Text.Of("walk.saw.none-at-zero"));
    }
}
