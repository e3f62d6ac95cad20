using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does an init container hold the others back?</summary>
internal sealed record C1InitContainer() : Question("C1", Yes: "C2", No: "P1")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var init = snapshot.Pod!.BlockingInit();
        return Answer.Of(init is not null && snapshot.Pod!.IsLive(), Kubectl.Field(snapshot, ".status.initContainerStatuses"), init is not null ? Text.Of("walk.saw.container", init.Name, init.Word(), init.Status?.RestartCount ?? 0)
            : Text.Of(snapshot.Pod!.Spec.InitContainers.Count == 0 ? "walk.saw.no-init" : "walk.saw.init-done"));
    }
}
