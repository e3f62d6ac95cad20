namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does imagePullPolicy forbid to pull the image, which is not on the node?</summary>
internal sealed record A1PullForbidden() : Question("A1", Yes: "PullForbidden", No: "A2")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pull = PullFailure.Of(snapshot, now);
        return Answer.Of(pull.Kind == PullKind.Forbidden, Kubectl.Field(snapshot, ".spec.containers[*].imagePullPolicy"),
            [Saw.Field("imagePullPolicy", snapshot.Pod!.Focus(now)?.Spec.ImagePullPolicy), .. pull.Shown]);
    }
}
