using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>The kubelet starts a pod: volumes, init containers, images, configuration, programs, probes.</summary>
internal sealed class PodStartup(RecordedWorld world, Schedule schedule, EventRecorder events, ImageRegistry images)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ImageBackOff = TimeSpan.FromSeconds(10);

    /// <summary>From the beginning, whatever the pod was waiting for before.</summary>
    public void Begin(StoredObject bound, string hostAddress, string podAddress)
    {
        var pod = bound;
        if (PodConfig.MissingVolume(world, pod) is { } missing)
        {
            events.Kubelet(pod, "FailedMount", missing, type: "Warning");
            return;
        }
        var body = pod.Body.DeepClone().AsObject();
        var status = body["status"]!.AsObject();
        status["hostIP"] = hostAddress;
        status["hostIPs"] = new JsonArray(new JsonObject { ["ip"] = hostAddress });
        status["podIP"] = podAddress;
        status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = podAddress });
        var init = Containers(pod, "initContainers").Select(c => (Container: c, Status: Start(pod, c))).ToList();
        var stopped = init.FindIndex(c => !Finishes(c.Container, c.Status));
        if (init.Count > 0)
        {
            status["initContainerStatuses"] = new JsonArray([.. init.Select((c, i) => (JsonNode)(
                i < stopped || stopped < 0 ? Done(c.Container) : i == stopped ? c.Status : ContainerStatuses.Of(c.Container, ContainerStatuses.Waiting("PodInitializing"))))]);
        }
        var waits = stopped >= 0;
        status["containerStatuses"] = new JsonArray([.. Containers(pod, "containers").Select(c => (JsonNode)(
            waits ? ContainerStatuses.Of(c, ContainerStatuses.Waiting("PodInitializing")) : Start(pod, c)))]);
        PodPhase.Follow(body, schedule.Now);
        var started = world.Objects.Put(pod.Key, body);
        foreach (var container in Containers(pod, waits ? "initContainers" : "containers")) Later(started, container);
    }

    /// <summary>A container is tried once more after its back-off.</summary>
    public JsonObject Restarted(StoredObject pod, JsonObject container, JsonObject before)
    {
        var restarts = (before["restartCount"].Number() ?? 0) + 1;
        var last = (before["state"]?["terminated"] ?? before["lastState"]?["terminated"])?.DeepClone() as JsonObject;
        Say(pod, container);
        return ContainerStatuses.Of(container, ContainerStatuses.Running(schedule.Now), restarts, last, world.Identities.ContainerId(), container["readinessProbe"] is null && container["startupProbe"] is null);
    }

    private JsonObject Start(StoredObject pod, JsonObject container)
    {
        var (name, image) = (container["name"]!.ToString(), container["image"]!.ToString());
        if (images.WhyNot(image) is { } why)
        {
            events.Kubelet(pod, "Pulling", $"Pulling image \"{image}\"", name);
            events.Kubelet(pod, "Failed", $"Failed to pull image \"{image}\": {why}", name, "Warning");
            events.Kubelet(pod, "Failed", "Error: ErrImagePull", name, "Warning");
            return ContainerStatuses.Of(container, ContainerStatuses.Waiting("ErrImagePull", why));
        }
        if (PodConfig.MissingVariable(world, pod, container) is { } missing)
        {
            events.Kubelet(pod, "Pulled", $"Container image \"{image}\" already present on machine", name);
            events.Kubelet(pod, "Failed", $"Error: {missing}", name, "Warning");
            return ContainerStatuses.Of(container, ContainerStatuses.Waiting("CreateContainerConfigError", missing));
        }
        Say(pod, container);
        var program = ContainerProgram.Of(container);
        Write(pod, name, program);
        var id = world.Identities.ContainerId();
        if (program.Reason == "StartError")
        {
            events.Kubelet(pod, "Failed", $"Error: {program.Message}", name, "Warning");
            return ContainerStatuses.Of(container, ContainerStatuses.BackOff(pod, name, 0), 0, ContainerStatuses.Ended(program, id, schedule.Now, schedule.Now), id);
        }
        // Without a probe, what runs is ready.
        return ContainerStatuses.Of(container, ContainerStatuses.Running(schedule.Now), id: id, ready: container["readinessProbe"] is null && container["startupProbe"] is null);
    }

    private void Later(StoredObject pod, JsonObject container)
    {
        var name = container["name"]!.ToString();
        if (images.WhyNot(container["image"]!.ToString()) is { } why) schedule.After(ImageBackOff, () => GiveUpPulling(pod, name, container["image"]!.ToString(), why));
        else if (container["readinessProbe"] is not null || container["startupProbe"] is not null) schedule.After(Moment, () => Probe(pod, container));
    }

    /// <summary>The readiness of a container that has begun to run.</summary>
    public void Probe(StoredObject of, JsonObject container)
    {
        using var exclusive = world.Objects.Exclusive();
        var name = container["name"]!.ToString();
        if (Current(of, name, out var body) is not { } status || status["state"]?["running"] is null) return;
        var program = ContainerProgram.Of(container);
        if (!program.Passes(container["startupProbe"] as JsonObject, container) || !program.Passes(container["readinessProbe"] as JsonObject, container))
        {
            events.Kubelet(of, "Unhealthy", ProbeFailure(of, program, container), name, "Warning");
            return;
        }
        status["ready"] = true;
        PodPhase.Follow(body!, schedule.Now);
        world.Objects.Put(of.Key, body!);
    }

    private static string ProbeFailure(StoredObject pod, ContainerProgram program, JsonObject container)
    {
        var probe = container["readinessProbe"] ?? container["startupProbe"];
        var port = probe?["httpGet"]?["port"].Number() ?? probe?["tcpSocket"]?["port"].Number();
        var served = program.Port is not null && (port is null || port == program.Port);
        return served
            ? "Readiness probe failed: HTTP probe failed with statuscode: 404"
            : $"Readiness probe failed: Get \"http://{pod.Body["status"]?["podIP"]}:{port}{probe?["httpGet"]?["path"]}\": dial tcp {pod.Body["status"]?["podIP"]}:{port}: connect: connection refused";
    }

    private void GiveUpPulling(StoredObject of, string name, string image, string why)
    {
        using var exclusive = world.Objects.Exclusive();
        if (Current(of, name, out var body) is not { } status || status["state"]?["waiting"]?["reason"]?.ToString() != "ErrImagePull") return;
        status["state"] = ContainerStatuses.Waiting("ImagePullBackOff", $"Back-off pulling image \"{image}\": ErrImagePull: {why}");
        world.Objects.Put(of.Key, body!);
        events.Kubelet(of, "BackOff", $"Back-off pulling image \"{image}\"", name);
        events.Kubelet(of, "Failed", "Error: ImagePullBackOff", name, "Warning");
    }

    /// <summary>The status of a container in a copy of the pod as it stands; null when the pod is gone or going.</summary>
    private JsonObject? Current(StoredObject of, string name, out JsonObject? body)
    {
        body = null;
        if (world.Objects.Get(of.Key) is not { IsDeleting: false } pod || pod.Uid != of.Uid) return null;
        body = pod.Body.DeepClone().AsObject();
        return PodStatus.Find(body, name);
    }

    private void Say(StoredObject pod, JsonObject container)
    {
        var name = container["name"]!.ToString();
        events.Kubelet(pod, "Pulled", $"Container image \"{container["image"]}\" already present on machine", name);
        events.Kubelet(pod, "Created", $"Created container: {name}", name);
        if (ContainerProgram.Of(container).Reason != "StartError") events.Kubelet(pod, "Started", $"Started container {name}", name);
    }

    private void Write(StoredObject pod, string container, ContainerProgram program) =>
        world.Logs.Add(pod.Uid, container, false, string.Concat(program.Lines.Select(l => $"{Timestamps.Format(schedule.Now)} {l}\n")));

    private JsonObject Done(JsonObject container)
    {
        var id = world.Identities.ContainerId();
        var status = ContainerStatuses.Of(container, new JsonObject { ["terminated"] = ContainerStatuses.Ended(ContainerProgram.Of(container), id, schedule.Now, schedule.Now) }, id: id, ready: true);
        status["started"] = false;
        return status;
    }

    // An init container that is done, or one that runs beside the others.
    private static bool Finishes(JsonObject container, JsonObject status) =>
        status["state"]?["running"] is not null && (container["restartPolicy"]?.ToString() == "Always" || ContainerProgram.Of(container) is { Ends: not null, ExitCode: 0 });

    public static IReadOnlyList<JsonObject> Containers(StoredObject pod, string field) => [.. (pod.Body["spec"]?[field] as JsonArray ?? []).OfType<JsonObject>()];
}
