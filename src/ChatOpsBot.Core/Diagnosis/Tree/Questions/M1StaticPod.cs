namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is it a static pod, which the kubelet made from a manifest on the node?</summary>
internal sealed record M1StaticPod() : Question("M1", Yes: "M2", No: "C1")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var source = snapshot.Pod!.Metadata.Annotations.GetValueOrDefault("kubernetes.io/config.source");
        return Answer.Of(snapshot.Pod.IsMirror(), Kubectl.Field(snapshot, ".metadata.annotations"),
            Saw.Field("metadata.annotations[kubernetes.io/config.mirror]", snapshot.Pod.Metadata.Annotations.GetValueOrDefault("kubernetes.io/config.mirror")),
            Saw.Field("metadata.annotations[kubernetes.io/config.source]", source));
    }
}
