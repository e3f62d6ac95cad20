using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>A proposed object, read as facts.</summary>
/// <param name="Object">All of it.</param>
/// <param name="Target">Its kind, namespace and name.</param>
public sealed record Proposal(ProposedObject Object, ResourceRef Target)
{
    /// <summary>What its pods are made from; null when it makes none.</summary>
    public PodTemplate? Template { get; private init; }

    /// <summary>How many pods it makes at a time.</summary>
    public int Replicas { get; private init; } = 1;

    /// <summary>The claims that it is or that it makes for each pod.</summary>
    public IReadOnlyList<PersistentVolumeClaim> Claims { get; private init; } = [];

    /// <summary>A field whose value has a type that no such object has; null when all of it could be read.</summary>
    public string? Unreadable { get; private init; }

    /// <summary>Reads a proposed object.</summary>
    public static Proposal Read(ProposedObject proposed)
    {
        var (group, version) = proposed.ApiVersion.Split('/') is [var g, var v] ? (g, v) : ("", proposed.ApiVersion);
        var kind = ResourceKinds.All.FirstOrDefault(known => known.Kind == proposed.Kind && known.Group == group)
            ?? new ResourceKind(group, version, proposed.Kind.ToLowerInvariant(), proposed.Kind, true);
        var plain = new Proposal(proposed, new(kind, kind.Namespaced ? proposed.Namespace : null, proposed.Name));
        try
        {
            return plain.Understood();
        }
        catch (JsonException fault)
        {
            return plain with { Unreadable = fault.Path?.Replace("$.", "", StringComparison.Ordinal) ?? "?" };
        }
    }

    /// <summary>The object as facts of a type; null when it is of another kind.</summary>
    public T? As<T>() where T : class, IClusterObject
    {
        if (Unreadable is not null || Target.Kind != ResourceKinds.Of<T>()) return null;
        var body = Placed(Object.Body);
        // The API server moves what is written as text among the data.
        if (body["stringData"] is JsonObject texts) body["data"] = new JsonObject((body["data"] as JsonObject ?? []).Concat(texts).DistinctBy(pair => pair.Key).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)"")));
        return (T?)body.Deserialize(typeof(T), FactsJson.Default);
    }

    /// <summary>The pod that would be made, with the API server's defaults as far as rules look at them; null when none is.</summary>
    public Pod? Pod() => Template is null ? null : new Pod
    {
        Metadata = Template.Metadata with { Name = Target.Name, Namespace = Target.Namespace },
        Spec = Template.Spec with { Containers = [.. Template.Spec.Containers.Select(Defaulted)], InitContainers = [.. Template.Spec.InitContainers.Select(Defaulted)] },
        Status = new() { Phase = "Pending" },
    };

    /// <summary>The same pod as the API server would be asked to make it; null when none is, or when the object is that pod itself.</summary>
    public ProposedObject? PodToTry() => Template is null || Target.Kind == ResourceKinds.Pod || TemplateOf(Object.Body) is not { } template ? null
        : new("v1", "Pod", Target.Namespace, "", new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = Made(template["metadata"]?.DeepClone() as JsonObject ?? []),
            ["spec"] = template["spec"]?.DeepClone(),
        });

    private Proposal Understood()
    {
        if (Target.Kind == ResourceKinds.PersistentVolumeClaim) return this with { Claims = [As<PersistentVolumeClaim>()!] };
        // Whatever a rule may look at is read once, so that a wrong type is found here.
        _ = (As<Service>(), As<Ingress>(), As<ConfigMap>(), As<Secret>(), As<ServiceAccount>());
        var body = Placed(Object.Body);
        if (TemplateOf(body) is not { } template) return this;
        var spec = body["spec"] as JsonObject;
        var workload = spec is null || Target.Kind == ResourceKinds.Pod ? null : spec.Deserialize(FactsJson.Default.WorkloadSpec);
        return this with
        {
            Template = template.Deserialize(FactsJson.Default.PodTemplate),
            Replicas = workload?.Replicas ?? 1,
            Claims = [.. (spec?["volumeClaimTemplates"] as JsonArray ?? []).OfType<JsonObject>().Select(claim => Placed(claim).Deserialize(FactsJson.Default.PersistentVolumeClaim)!)],
        };
    }

    private JsonObject? TemplateOf(JsonObject body) => Target.Kind.Kind switch
    {
        "Pod" => body,
        "CronJob" => (((body["spec"] as JsonObject)?["jobTemplate"] as JsonObject)?["spec"] as JsonObject)?["template"] as JsonObject,
        _ => (body["spec"] as JsonObject)?["template"] as JsonObject is { } template && template["spec"] is JsonObject pod && pod["containers"] is JsonArray ? template : null,
    };

    private JsonObject Placed(JsonObject body)
    {
        var placed = body.DeepClone().AsObject();
        if (placed["metadata"] is not JsonObject metadata) placed["metadata"] = metadata = [];
        metadata["namespace"] = Target.Namespace;
        Normalize(placed, "");
        return placed;
    }

    // As the API server would send it: cpu: 2 is the amount "2", a null is an absent field, and a list has no empty items.
    private static void Normalize(JsonNode? node, string path)
    {
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++) Normalize(list[i] ?? throw new JsonException(null, $"{path}[{i}]", null, null), $"{path}[{i}]");
        }
        if (node is not JsonObject map) return;
        foreach (var (key, value) in map.ToList())
        {
            if (value is null) map.Remove(key);
            else if (key is "requests" or "limits" && value is JsonObject amounts)
                foreach (var (resource, amount) in amounts.ToList()) amounts[resource] = amount is JsonArray or JsonObject ? amount.DeepClone() : amount?.ToString() ?? "";
            else Normalize(value, path.Length == 0 ? key : $"{path}.{key}");
        }
    }

    private JsonObject Made(JsonObject metadata)
    {
        metadata.Remove("name");
        metadata["generateName"] = $"{Target.Name}-";
        metadata["namespace"] = Target.Namespace;
        return metadata;
    }

    // A limit without a request is the request.
    private static Container Defaulted(Container container) => container with
    {
        Resources = container.Resources with { Requests = container.Resources.Limits.Concat(container.Resources.Requests).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value) },
    };
}
