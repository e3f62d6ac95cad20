using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Whether a namespace's ResourceQuotas have room for one more pod, and what admission says when they do not.</summary>
internal static class QuotaAdmission
{
    private static readonly string[] Counted = ["pods", "count/pods", "cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];
    private static readonly string[] Lists = ["containers", "initContainers"];

    public static string? WhyNot(RecordedWorld world, StoredObject pod)
    {
        var used = Used(world, pod.Key.Namespace!);
        foreach (var quota in Quotas(world, pod.Key.Namespace!))
        {
            var hard = quota.Body["spec"]?["hard"] as JsonObject ?? [];
            if (Missing(pod, hard) is { Length: > 0 } missing) return $"pods \"{pod.Key.Name}\" is forbidden: failed quota: {quota.Key.Name}: must specify {missing}";
            var over = hard.Select(h => h.Key).Where(n => Of(pod, n) is > 0 and var asked && used.GetValueOrDefault(n) + asked > Quantities.Parse(hard[n]?.ToString())).Order(StringComparer.Ordinal).ToList();
            if (over.Count == 0) continue;
            string Say(Func<string, string?> amount) => string.Join(',', over.Select(n => $"{n}={amount(n)}"));
            return $"pods \"{pod.Key.Name}\" is forbidden: exceeded quota: {quota.Key.Name}, requested: {Say(n => Quantities.Format(n, Of(pod, n)))}, used: {Say(n => Quantities.Format(n, used.GetValueOrDefault(n)))}, limited: {Say(n => hard[n]?.ToString())}";
        }
        return null;
    }

    // Who is counted by an amount has to say one, in every container.
    private static string Missing(StoredObject pod, JsonObject hard) => string.Join("; ", hard.Select(h => h.Key)
        .Where(n => Field(n) is not null)
        .Order(StringComparer.Ordinal)
        .Select(n => (Name: n, Containers: Containers(pod).Where(c => Amount(c, n) is null).Select(c => c["name"]!.ToString()).Distinct().Order(StringComparer.Ordinal).ToList()))
        .Where(m => m.Containers.Count > 0)
        .Select(m => $"{m.Name} for: {string.Join(',', m.Containers)}"));

    /// <summary>Writes what is used into the quotas' status.</summary>
    public static void Count(RecordedWorld world, string @namespace)
    {
        foreach (var quota in Quotas(world, @namespace))
        {
            var used = Used(world, @namespace);
            var body = quota.Body.DeepClone().AsObject();
            var counts = new JsonObject();
            foreach (var (name, _) in quota.Body["spec"]?["hard"] as JsonObject ?? [])
            {
                // What is not counted here stays as it was recorded.
                if (Counted.Contains(name)) counts[name] = Quantities.Format(name, used.GetValueOrDefault(name));
                else if (quota.Body["status"]?["used"]?[name] is { } recorded) counts[name] = recorded.DeepClone();
            }
            body["status"] = new JsonObject { ["hard"] = quota.Body["spec"]?["hard"]?.DeepClone(), ["used"] = counts };
            world.Objects.Put(quota.Key, body);
        }
    }

    private static IReadOnlyList<StoredObject> Quotas(RecordedWorld world, string @namespace) =>
        world.Objects.List(world.Catalog.OfKind("v1", "ResourceQuota")!, @namespace);

    private static Dictionary<string, decimal> Used(RecordedWorld world, string @namespace)
    {
        var pods = world.Objects.List(world.Catalog.Pods, @namespace).Where(p => p.Phase is not ("Failed" or "Succeeded")).ToList();
        return Counted.ToDictionary(n => n, n => pods.Sum(p => Of(p, n)));
    }

    private static decimal Of(StoredObject pod, string name) => name switch
    {
        "pods" or "count/pods" => 1,
        _ when Field(name) is not null => (pod.Body["spec"]?["containers"] as JsonArray ?? []).OfType<JsonObject>().Sum(c => Quantities.Parse(Amount(c, name)?.ToString())),
        _ => 0,
    };

    private static JsonNode? Amount(JsonObject container, string name) =>
        Field(name) is var (field, resource) ? container["resources"]?[field]?[resource] : null;

    // A quota's cpu and memory mean what is requested.
    private static (string Field, string Resource)? Field(string name) => name switch
    {
        "cpu" or "memory" => ("requests", name),
        "requests.cpu" or "requests.memory" or "limits.cpu" or "limits.memory" => (name[..name.IndexOf('.', StringComparison.Ordinal)], name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]),
        _ => null,
    };

    private static IEnumerable<JsonObject> Containers(StoredObject pod) => Lists.SelectMany(f => pod.Body["spec"]?[f] as JsonArray ?? []).OfType<JsonObject>();
}
