using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Containers that end, and that the kubelet starts again after a back-off, over and over.</summary>
internal sealed class ContainerRestarts(RecordedWorld world, Schedule schedule, EventRecorder events, PodStartup startup)
{
    private static readonly string[] Lists = ["initContainers", "containers"];
    private readonly HashSet<(string Uid, string Container, long Restarts, bool Running)> _planned = [];

    /// <summary>Plans what comes next for every container of the pod.</summary>
    public void Follow(StoredObject pod)
    {
        if (pod.IsDeleting || pod.NodeName is not { } node || !NodeConditions.IsReady(world, node)) return;
        foreach (var container in Lists.SelectMany(f => PodStartup.Containers(pod, f)))
        {
            var name = container["name"]!.ToString();
            if (PodStatus.Find(pod.Body, name) is not { } status) continue;
            var restarts = status["restartCount"].Number() ?? 0;
            if (status["state"]?["running"] is not null) PlanEnd(pod, container, status, restarts);
            else if (status["state"]?["waiting"]?["reason"]?.ToString() == "CrashLoopBackOff" && _planned.Add((pod.Uid, name, restarts, false)))
                schedule.After(Remaining(status, restarts), () => Restart(pod, container));
        }
    }

    private void PlanEnd(StoredObject pod, JsonObject container, JsonObject status, long restarts)
    {
        if (Next(pod, container, status) is not { Ends: { } seconds } program || !_planned.Add((pod.Uid, container["name"]!.ToString(), restarts, true))) return;
        schedule.After(TimeSpan.FromSeconds(seconds), () => End(pod, container, program));
    }

    // As the run before ended, so ends this one; the first run does what its command says.
    private static ContainerProgram? Next(StoredObject pod, JsonObject container, JsonObject status)
    {
        var program = ContainerProgram.Of(container);
        if (status["lastState"]?["terminated"] is JsonObject last && (status["restartCount"].Number() ?? 0) > 0)
        {
            var began = Timestamps.Parse(last["startedAt"]!.ToString());
            var ran = (Timestamps.Parse(last["finishedAt"]!.ToString()) - began).TotalSeconds;
            return program with
            {
                Ends = began.Year < 2000 ? 1 : (int)Math.Max(1, ran),
                ExitCode = (int)(last["exitCode"].Number() ?? 1),
                Reason = last["reason"]?.ToString() ?? "Error",
                Message = last["message"]?.ToString(),
            };
        }
        if (program.Ends is null && container["livenessProbe"] is JsonObject probe && !program.Passes(probe, container))
        {
            var patience = (probe["initialDelaySeconds"].Number() ?? 0) + ((probe["periodSeconds"].Number() ?? 10) * (probe["failureThreshold"].Number() ?? 3));
            return program with { Ends = (int)patience, ExitCode = 137, Reason = "Error" };
        }
        return program.Ends is null ? null : program;
    }

    private TimeSpan Remaining(JsonObject status, long restarts)
    {
        var finished = status["lastState"]?["terminated"]?["finishedAt"]?.ToString();
        var due = (finished is null ? schedule.Now : Timestamps.Parse(finished)) + ContainerStatuses.BackOff(Math.Max(0, restarts - 1));
        var wait = due - schedule.Now;
        return wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);
    }

    private void End(StoredObject of, JsonObject container, ContainerProgram program)
    {
        using var exclusive = world.Objects.Exclusive();
        var name = container["name"]!.ToString();
        if (Current(of) is not { } pod || PodStatus.Find(pod.Body, name)?["state"]?["running"] is not JsonObject running) return;
        var body = pod.Body.DeepClone().AsObject();
        var status = PodStatus.Find(body, name)!;
        var began = Timestamps.Parse(running["startedAt"]!.ToString());
        var ended = ContainerStatuses.Ended(program, status["containerID"]?.ToString() ?? world.Identities.ContainerId(), began, schedule.Now);
        status["ready"] = false;
        status["started"] = false;
        var policy = pod.Body["spec"]?["restartPolicy"]?.ToString() ?? "Always";
        if (policy == "Never" || (policy == "OnFailure" && program.ExitCode == 0)) status["state"] = new JsonObject { ["terminated"] = ended };
        else
        {
            if (program is { ExitCode: 137, Reason: "Error" } && container["livenessProbe"] is not null)
                events.Kubelet(pod, "Killing", $"Container {name} failed liveness probe, will be restarted", name);
            var restarts = status["restartCount"].Number() ?? 0;
            status["state"] = ContainerStatuses.BackOff(pod, name, Math.Max(0, restarts - 1));
            status["lastState"] = new JsonObject { ["terminated"] = ended };
            events.Kubelet(pod, "BackOff", $"Back-off restarting failed container {name} in pod {pod.Key.Name}_{pod.Key.Namespace}({pod.Uid})", name, "Warning");
        }
        PodPhase.Follow(body, schedule.Now);
        world.Objects.Put(pod.Key, body);
    }

    private void Restart(StoredObject of, JsonObject container)
    {
        using var exclusive = world.Objects.Exclusive();
        var name = container["name"]!.ToString();
        if (Current(of) is not { } pod || PodStatus.Find(pod.Body, name) is not { } before || before["state"]?["waiting"] is null) return;
        var body = pod.Body.DeepClone().AsObject();
        var status = PodStatus.Find(body, name)!;
        var restarted = startup.Restarted(pod, container, before);
        foreach (var (field, value) in restarted.ToList()) status[field] = value?.DeepClone();
        world.Logs.Rerun(pod.Uid, name, schedule.Now);
        PodPhase.Follow(body, schedule.Now);
        var put = world.Objects.Put(pod.Key, body);
        if (container["readinessProbe"] is not null || container["startupProbe"] is not null) schedule.After(TimeSpan.FromSeconds(1), () => startup.Probe(put, container));
    }

    private StoredObject? Current(StoredObject of) =>
        world.Objects.Get(of.Key) is { IsDeleting: false } pod && pod.Uid == of.Uid ? pod : null;
}
