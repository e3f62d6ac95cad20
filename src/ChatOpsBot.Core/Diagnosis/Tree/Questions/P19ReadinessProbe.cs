using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the readiness probe fail?</summary>
internal sealed record P19ReadinessProbe() : Question("P19", Yes: "FixReadiness", No: "R1")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var failed = snapshot.Events.Where(e => e.Message?.Contains("probe failed", StringComparison.Ordinal) == true).ToList().Newest("Unhealthy");
        var unready = snapshot.Pod!.AllContainers().FirstOrDefault(container => container.Status is { Ready: false, State.Running: not null } && (container.Spec.ReadinessProbe ?? container.Spec.StartupProbe) is not null);
        var fresh = failed is null && unready?.Status?.State.Running?.StartedAt is { } started && now - started < TimeSpan.FromMinutes(2);
        return Answer.Of(fresh ? null : unready is not null, Kubectl.Events(snapshot),
            [unready is null ? Text.Of("walk.saw.containers-ready") : Saw.Field($"{unready.Path}.ready", "false"), failed is null ? Saw.NoEvent("Unhealthy") : Saw.By(failed)]);
    }
}
