using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does that init container fail, rather than wait for something?</summary>
internal sealed record C2InitFails() : Question("C2", Yes: "O1", No: "InitWaits")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var init = snapshot.Pod!.BlockingInit();
        var fails = init?.Status is { } status && (status.State.Waiting is not null || status.State.Terminated is { ExitCode: not 0 } || status.RestartCount > 0);
        return new Answer(fails, [Text.Of("walk.saw.container", init?.Name ?? "", init?.Word() ?? "", init?.Status?.RestartCount ?? 0)],
            Kubectl.Logs(snapshot, init?.Name ?? ""), LogTail.Of(init is null ? null : snapshot.LogOf(init.Name, previous: false)));
    }
}
