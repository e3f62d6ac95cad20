namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Can the image not be pulled?</summary>
internal sealed record P9ImagePull() : Question("P9", Yes: "A1", No: "P13")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var focus = snapshot.Pod!.Focus(now);
        return focus is null ? Answer.Of(false, Kubectl.Get(snapshot), Saw.Field("spec.containers", null))
            : Answer.Of(focus.IsPulling(), Kubectl.Describe(snapshot), Saw.Field($"{focus.Path}.state", focus.Word()), Saw.Field($"{focus.Path}.image", focus.Spec.Image));
    }
}
