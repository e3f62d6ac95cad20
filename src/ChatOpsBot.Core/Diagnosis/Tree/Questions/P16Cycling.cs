using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does a liveness probe make it cycle between Running and CrashLoopBackOff?</summary>
internal sealed record P16Cycling() : Question("P16", Yes: "FixLiveness", No: "Unknown")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod!.Focus(now) is not { } focus) return Answer.Of(false, Kubectl.Get(snapshot));
        var unhealthy = snapshot.Events.Where(e => e.Message?.StartsWith("Liveness probe failed", StringComparison.Ordinal) == true).ToList().Newest("Unhealthy");
        var end = focus.Status?.LastEnd();
        var killed = focus.Spec.LivenessProbe is not null && (unhealthy is not null || end?.ExitCode is 137 or 143);
        return Answer.Of(killed, Kubectl.Events(snapshot),
            [Text.Of(focus.Spec.LivenessProbe is null ? "walk.saw.no-liveness" : "walk.saw.liveness", focus.Name), unhealthy is null ? Saw.NoEvent("Unhealthy") : Saw.By(unhealthy)]);
    }
}
