using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>The rules that a written status is held to: counters that fit one another, and a namespace's phase.</summary>
internal static class StatusValidation
{
    private static readonly string[] Counters = ["replicas", "readyReplicas", "currentReplicas", "updatedReplicas", "fullyLabeledReplicas", "availableReplicas"];

    public static List<FieldFault> Of(ResourceType type, JsonObject body)
    {
        var faults = new List<FieldFault>();
        var status = body["status"] as JsonObject ?? [];
        if (type is { Group: "apps", Kind: "Deployment" or "ReplicaSet" or "StatefulSet" }) Counts(status, faults);
        if (type.Kind == "Namespace" && body["metadata"]?["deletionTimestamp"] is null && status["phase"]?.ToString() is { } phase and not "Active")
            faults.Add(FieldFault.Invalid("status.Phase", $"\"{phase}\"", "may only be 'Active' if `deletionTimestamp` is empty"));
        if (type is { Group: "", Kind: "Service" } && body["spec"]?["type"]?.ToString() != "LoadBalancer" && status["loadBalancer"]?["ingress"] is JsonArray { Count: > 0 })
            faults.Add(FieldFault.Forbidden("status.loadBalancer.ingress", "may only be used when `spec.type` is 'LoadBalancer'"));
        return faults;
    }

    private static void Counts(JsonObject status, List<FieldFault> faults)
    {
        foreach (var field in Counters.Where(f => Value(f) < 0)) faults.Add(FieldFault.Invalid($"status.{field}", $"{Value(field)}", "must be greater than or equal to 0"));
        foreach (var field in Counters.Skip(1).Where(f => Value(f) > Value("replicas"))) faults.Add(FieldFault.Invalid($"status.{field}", $"{Value(field)}", "cannot be greater than status.replicas"));
        if (Value("availableReplicas") > Value("readyReplicas")) faults.Add(FieldFault.Invalid("status.availableReplicas", $"{Value("availableReplicas")}", "cannot be greater than status.readyReplicas"));

        long Value(string field) => status[field].Number() ?? 0;
    }
}
