using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does no node fit the DaemonSet?</summary>
internal sealed record W8NoNodeFits() : Question("W8", Yes: "PlacementRule", No: "W9")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var workload = snapshot.Workload!;
        return Answer.Of(workload.Ref.Kind.Plural == "daemonsets" && workload.Wanted == 0, Kubectl.Get(snapshot), Text.Of("walk.saw.wanted", workload.Wanted),
            Saw.Field("spec.template.spec.nodeSelector", Routes.Written(workload.Template.Spec.NodeSelector)));
    }
}
