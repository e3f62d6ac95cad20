using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>The statuses that a pod goes through.</summary>
internal static class PodStatus
{
    private static readonly string[] Containers = ["initContainerStatuses", "containerStatuses"];

    public static bool IsReady(StoredObject pod) =>
        Conditions(pod.Body).Any(c => c["type"]?.GetValue<string>() == "Ready" && c["status"]?.GetValue<string>() == "True");

    public static string? WhyUnschedulable(StoredObject pod) =>
        Conditions(pod.Body).FirstOrDefault(c => c["type"]?.GetValue<string>() == "PodScheduled")?["message"]?.GetValue<string>();

    public static JsonObject Unschedulable(StoredObject pod, string why, DateTimeOffset now)
    {
        var body = pod.Body.DeepClone().AsObject();
        var condition = Condition("PodScheduled", "False", now);
        condition["reason"] = "Unschedulable";
        condition["message"] = why;
        body["status"]!["conditions"] = new JsonArray(condition);
        return body;
    }

    public static JsonObject Bound(StoredObject pod, string node, DateTimeOffset now)
    {
        var body = pod.Body.DeepClone().AsObject();
        body["spec"]!["nodeName"] = node;
        var status = body["status"]!;
        status["conditions"] = new JsonArray(Condition("PodScheduled", "True", now), Condition("Initialized", "True", now), Condition("Ready", "False", now), Condition("ContainersReady", "False", now));
        status["startTime"] = Timestamps.Format(now);
        status["containerStatuses"] = new JsonArray([.. body["spec"]!["containers"]!.AsArray().Select(c => (JsonNode)new JsonObject
        {
            ["name"] = c!["name"]!.GetValue<string>(),
            ["image"] = c["image"]!.GetValue<string>(),
            ["imageID"] = "",
            ["lastState"] = new JsonObject(),
            ["ready"] = false,
            ["restartCount"] = 0L,
            ["started"] = false,
            ["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "ContainerCreating" } },
        })]);
        return body;
    }

    /// <summary>What ailed the pod before ails this one; what ran runs.</summary>
    public static JsonObject AsBefore(StoredObject pod, StoredObject before, string hostAddress, string podAddress, DateTimeOffset now, Func<string> id)
    {
        var body = pod.Body.DeepClone().AsObject();
        var status = before.Body["status"]!.DeepClone().AsObject();
        status.Remove("reason");
        status.Remove("message");
        status["startTime"] = Timestamps.Format(now);
        status["hostIP"] = hostAddress;
        status["hostIPs"] = new JsonArray(new JsonObject { ["ip"] = hostAddress });
        if (status.ContainsKey("podIP"))
        {
            status["podIP"] = podAddress;
            status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = podAddress });
        }
        foreach (var container in Statuses(status)) Renew(container, now, id);
        var ready = (status["containerStatuses"] as JsonArray ?? []).All(c => c!["ready"]!.GetValue<bool>()) ? "True" : "False";
        foreach (var condition in Conditions(status))
        {
            condition["lastTransitionTime"] = Timestamps.Format(now);
            if (condition["type"]?.GetValue<string>() is not ("Ready" or "ContainersReady")) continue;
            condition["status"] = ready;
            if (ready != "True") continue;
            condition.Remove("reason");
            condition.Remove("message");
        }
        body["status"] = status;
        return body;
    }

    /// <summary>The end of a pod that a finalizer keeps: its containers are killed, its object stays.</summary>
    public static JsonObject Killed(StoredObject pod, DateTimeOffset now)
    {
        var body = pod.Body.DeepClone().AsObject();
        var status = body["status"]!.AsObject();
        foreach (var container in Statuses(status))
        {
            container["ready"] = false;
            container["started"] = false;
            if (container["state"]?["running"] is not { } running) continue;
            container["state"] = new JsonObject
            {
                ["terminated"] = new JsonObject
                {
                    ["containerID"] = container["containerID"]?.GetValue<string>(),
                    ["exitCode"] = 137L,
                    ["finishedAt"] = Timestamps.Format(now),
                    ["reason"] = "Error",
                    ["startedAt"] = running["startedAt"]?.GetValue<string>(),
                },
            };
        }
        status["phase"] = "Failed";
        foreach (var condition in Conditions(status).Where(c => c["type"]?.GetValue<string>() is "Ready" or "ContainersReady"))
        {
            condition["status"] = "False";
            condition["reason"] = "PodFailed";
            condition["lastTransitionTime"] = Timestamps.Format(now);
        }
        return body;
    }

    /// <summary>The status of a container of either kind.</summary>
    public static JsonObject? Find(JsonObject body, string container) =>
        body["status"] is JsonObject status ? Statuses(status).FirstOrDefault(c => c["name"]?.ToString() == container) : null;

    public static IReadOnlyList<JsonObject> Running(StoredObject pod) =>
        [.. Statuses(pod.Body["status"]!.AsObject()).Where(c => c["state"]?["running"] is not null)];

    private static void Renew(JsonObject container, DateTimeOffset now, Func<string> id)
    {
        if (container["state"]?["running"] is JsonObject running)
        {
            running["startedAt"] = Timestamps.Format(now);
            container["restartCount"] = 0L;
            container["lastState"] = new JsonObject();
            container["containerID"] = id();
        }
        else if (container["lastState"]?["terminated"] is JsonObject last)
        {
            // It has crashed once by now.
            container["restartCount"] = 1L;
            last["startedAt"] = Timestamps.Format(now);
            last["finishedAt"] = Timestamps.Format(now);
        }
    }

    private static IEnumerable<JsonObject> Statuses(JsonObject status) =>
        Containers.SelectMany(f => status[f] as JsonArray ?? []).OfType<JsonObject>();

    private static IEnumerable<JsonObject> Conditions(JsonObject bodyOrStatus) =>
        ((bodyOrStatus["status"] ?? bodyOrStatus)["conditions"] as JsonArray ?? []).OfType<JsonObject>();

    private static JsonObject Condition(string type, string status, DateTimeOffset now) => new()
    {
        ["lastProbeTime"] = null,
        ["lastTransitionTime"] = Timestamps.Format(now),
        ["status"] = status,
        ["type"] = type,
    };
}
