namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Was the image built for another platform than the node's?</summary>
internal sealed record A3OtherPlatform() : Question("A3", Yes: "OtherPlatform", No: "P12")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pull = PullFailure.Of(snapshot, now);
        var labels = snapshot.Node?.Object?.Metadata.Labels;
        return Answer.Of(pull.Kind == PullKind.WrongPlatform, Kubectl.Events(snapshot),
            [.. pull.Shown, Saw.Field("metadata.labels[kubernetes.io/os]", labels?.GetValueOrDefault("kubernetes.io/os")), Saw.Field("metadata.labels[kubernetes.io/arch]", labels?.GetValueOrDefault("kubernetes.io/arch"))]);
    }
}
