using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.Api;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>What a namespace's LimitRanges add to a pod at admission, and what they refuse.</summary>
internal static class LimitRanges
{
    private static readonly string[] Lists = ["initContainers", "containers"];

    /// <summary>Requests and limits for the containers that have none.</summary>
    public static void Default(RecordedWorld world, string @namespace, JsonObject pod)
    {
        if (pod["spec"] is not JsonObject spec) return;
        var said = new List<string>();
        foreach (var limit in Of(world, @namespace).Where(l => l["type"]?.ToString() == "Container"))
        {
            foreach (var (list, container) in Lists.SelectMany(f => Containers(spec, f).Select(c => (f, c))))
            {
                var what = $"{(list == "containers" ? "" : "init ")}container {container["name"]}";
                foreach (var (field, from, word) in new[] { ("requests", "defaultRequest", "request"), ("limits", "default", "limit") })
                {
                    if (Merge(container, field, limit[from] as JsonObject) is { Count: > 0 } set) said.Add($"{string.Join(", ", set.Order(StringComparer.Ordinal))} {word} for {what}");
                }
            }
        }
        if (said.Count == 0) return;
        if (pod["metadata"]!["annotations"] is not JsonObject notes) pod["metadata"]!["annotations"] = notes = [];
        notes["kubernetes.io/limit-ranger"] = $"LimitRanger plugin set: {string.Join("; ", said)}";
        pod["status"]!["qosClass"] = PodDefaults.QosClass(spec);
    }

    /// <summary>What is refused of a pod or a claim; null when nothing is.</summary>
    public static string? WhyNot(RecordedWorld world, StoredObject item)
    {
        foreach (var range in world.Objects.List(world.Catalog.OfKind("v1", "LimitRange")!, item.Key.Namespace))
        {
            var faults = Limits(range).SelectMany(l => Faults(item, l)).Distinct().ToList();
            if (faults.Count > 0) return $"{item.Key.Type.Plural} \"{item.Key.Name}\" is forbidden: {(faults.Count == 1 ? faults[0] : $"[{string.Join(", ", faults)}]")}";
        }
        return null;
    }

    /// <summary>What the API server fills into a LimitRange: who is limited has that as default, who has a default requests it.</summary>
    public static void Complete(JsonObject range)
    {
        foreach (var limit in (range["spec"]?["limits"] as JsonArray ?? []).OfType<JsonObject>().Where(l => l["type"]?.ToString() == "Container"))
        {
            Fill(limit, "default", limit["max"] as JsonObject);
            Fill(limit, "defaultRequest", limit["default"] as JsonObject);
            Fill(limit, "defaultRequest", limit["min"] as JsonObject);
        }

        static void Fill(JsonObject limit, string field, JsonObject? from)
        {
            foreach (var (name, value) in from ?? [])
            {
                if (limit[field] is not JsonObject values) limit[field] = values = [];
                values.TryAdd(name, value?.DeepClone());
            }
        }
    }

    private static IEnumerable<string> Faults(StoredObject item, JsonObject limit)
    {
        var spec = item.Body["spec"]?.AsObject() ?? [];
        return (item.Key.Type.Kind, limit["type"]?.ToString()) switch
        {
            ("PersistentVolumeClaim", "PersistentVolumeClaim") => Requests(limit, spec["resources"]?["requests"] as JsonObject ?? []),
            ("Pod", "Container") => Lists.Reverse().SelectMany(f => Containers(spec, f)).SelectMany(c => Amounts(limit, "Container", c["resources"]?["requests"] as JsonObject ?? [], c["resources"]?["limits"] as JsonObject ?? [])),
            ("Pod", "Pod") => Amounts(limit, "Pod", Sum(spec, "requests"), Sum(spec, "limits")),
            _ => [],
        };
    }

    private static IEnumerable<string> Amounts(JsonObject limit, string of, JsonObject requests, JsonObject limits)
    {
        foreach (var (name, least) in limit["min"] as JsonObject ?? [])
        {
            var rule = $"minimum {name} usage per {of} is {least}";
            if (requests[name] is null) yield return $"{rule}.  No request is specified";
            else if (Size(requests[name]) < Size(least)) yield return $"{rule}, but request is {requests[name]}";
            else if (limits[name] is { } most && Size(most) < Size(least)) yield return $"{rule}, but limit is {most}";
        }
        foreach (var (name, most) in limit["max"] as JsonObject ?? [])
        {
            var rule = $"maximum {name} usage per {of} is {most}";
            if (limits[name] is null) yield return $"{rule}.  No limit is specified";
            else if (Size(limits[name]) > Size(most)) yield return $"{rule}, but limit is {limits[name]}";
            else if (requests[name] is { } asked && Size(asked) > Size(most)) yield return $"{rule}, but request is {asked}";
        }
        foreach (var (name, ratio) in limit["maxLimitRequestRatio"] as JsonObject ?? [])
        {
            var rule = $"{name} max limit to request ratio per {of} is {ratio}";
            if (Size(requests[name]) == 0) yield return $"{rule}, but no request is specified or request is 0";
            else if (Size(limits[name]) == 0) yield return $"{rule}, but no limit is specified or limit is 0";
            else if (Size(limits[name]) / Size(requests[name]) is var actual && actual > Size(ratio)) yield return $"{rule}, but provided ratio is {actual.ToString("F6", CultureInfo.InvariantCulture)}";
        }
    }

    private static IEnumerable<string> Requests(JsonObject limit, JsonObject requests)
    {
        foreach (var (name, least) in limit["min"] as JsonObject ?? [])
        {
            if (Size(requests[name]) < Size(least)) yield return $"minimum {name} usage per PersistentVolumeClaim is {least}, but request is {requests[name]}";
        }
        foreach (var (name, most) in limit["max"] as JsonObject ?? [])
        {
            if (Size(requests[name]) > Size(most)) yield return $"maximum {name} usage per PersistentVolumeClaim is {most}, but request is {requests[name]}";
        }
    }

    private static JsonObject Sum(JsonObject spec, string field)
    {
        var sum = new JsonObject();
        foreach (var name in Containers(spec, "containers").SelectMany(c => (c["resources"]?[field] as JsonObject ?? []).Select(r => r.Key)).Distinct())
            sum[name] = Quantities.Format(name, Containers(spec, "containers").Sum(c => Size(c["resources"]?[field]?[name])));
        return sum;
    }

    private static List<string> Merge(JsonObject container, string field, JsonObject? defaults)
    {
        var set = new List<string>();
        foreach (var (name, value) in defaults ?? [])
        {
            if (container["resources"] is not JsonObject resources) container["resources"] = resources = [];
            if (resources[field] is not JsonObject amounts) resources[field] = amounts = [];
            if (amounts.TryAdd(name, value?.DeepClone())) set.Add(name);
        }
        return set;
    }

    private static IEnumerable<JsonObject> Of(RecordedWorld world, string @namespace) =>
        world.Objects.List(world.Catalog.OfKind("v1", "LimitRange")!, @namespace).SelectMany(Limits);

    private static IEnumerable<JsonObject> Limits(StoredObject range) => (range.Body["spec"]?["limits"] as JsonArray ?? []).OfType<JsonObject>();

    private static IEnumerable<JsonObject> Containers(JsonObject spec, string field) => (spec[field] as JsonArray ?? []).OfType<JsonObject>();

    private static decimal Size(JsonNode? quantity) => Quantities.Parse(quantity?.ToString());
}
