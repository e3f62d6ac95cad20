using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>Which fields a list can be narrowed by, kind by kind, as Kubernetes 1.34 has them.</summary>
internal static class SelectableFields
{
    private static readonly string[] Plain = ["metadata.name", "metadata.namespace"];

    private static readonly Dictionary<string, string[]> More = new(StringComparer.Ordinal)
    {
        ["pods"] =
        [
            "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork",
            "status.phase", "status.podIP", "status.podIPs", "status.nominatedNodeName",
        ],
        ["events"] =
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
            "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
        ],
        ["events.events.k8s.io"] =
        [
            "regarding.kind", "regarding.namespace", "regarding.name", "regarding.uid", "regarding.apiVersion",
            "regarding.resourceVersion", "regarding.fieldPath", "reason", "reportingController", "type",
        ],
        ["nodes"] = ["spec.unschedulable"],
        ["namespaces"] = ["status.phase"],
        ["secrets"] = ["type"],
        ["services"] = ["spec.clusterIP", "spec.type"],
        ["jobs.batch"] = ["status.successful"],
    };

    /// <summary>Null when the field can be selected by, else what the API server says.</summary>
    public static string? WhyNot(ResourceType type, string field)
    {
        if (!More.TryGetValue(type.Qualified, out var more))
            return Plain.Contains(field) ? null : $"\"{field}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"";
        if (field == "metadata.name" || (field == "metadata.namespace" && type.Namespaced) || more.Contains(field)) return null;
        return type.Kind == "Job" ? $"field label \"{field}\" not supported for Job" : $"field label not supported: {field}";
    }

    /// <summary>Empty when the object has no such field, as the API server compares it.</summary>
    public static string Value(StoredObject item, string field) => field switch
    {
        "metadata.name" => item.Key.Name,
        "metadata.namespace" => item.Key.Namespace ?? "",
        "source" => Text(item.Body["source"]?["component"]) is { Length: > 0 } component ? component : Text(item.Body["reportingComponent"]),
        "spec.hostNetwork" or "spec.unschedulable" => Path(item, field) is { Length: > 0 } set ? set : "false",
        "status.successful" => Path(item, "status.succeeded") is { Length: > 0 } count ? count : "0",
        "status.podIPs" => Path(item, "status.podIP"),
        _ => Path(item, field),
    };

    private static string Path(StoredObject item, string field)
    {
        JsonNode? node = item.Body;
        foreach (var part in field.Split('.')) node = (node as JsonObject)?[part];
        return Text(node);
    }

    // ToJsonString would quote; ToString writes True where JSON has true.
    private static string Text(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String or JsonValueKind.Number => node.ToString(),
        _ => "",
    };
}
