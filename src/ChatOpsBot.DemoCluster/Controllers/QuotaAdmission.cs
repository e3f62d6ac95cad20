using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Whether a namespace's ResourceQuotas have room for one more pod, and what admission says when they do not.</summary>
internal static class QuotaAdmission
{
    private static readonly string[] Counted = ["pods", "requests.cpu", "requests.memory"];

    public static string? WhyNot(RecordedWorld world, StoredObject pod)
    {
        foreach (var quota in Quotas(world, pod.Key.Namespace!))
        {
            var hard = quota.Body["spec"]?["hard"] as JsonObject ?? [];
            var used = Used(world, pod.Key.Namespace!);
            foreach (var (name, limit) in hard)
            {
                var asked = Of(pod, name);
                if (asked <= 0 || used.GetValueOrDefault(name) + asked <= Quantities.Parse(limit?.ToString())) continue;
                return $"pods \"{pod.Key.Name}\" is forbidden: exceeded quota: {quota.Key.Name}, requested: {name}={Quantities.Format(name, asked)}, used: {name}={Quantities.Format(name, used.GetValueOrDefault(name))}, limited: {name}={limit}";
            }
        }
        return null;
    }

    /// <summary>Writes what is used into the quotas' status.</summary>
    public static void Count(RecordedWorld world, string @namespace)
    {
        foreach (var quota in Quotas(world, @namespace))
        {
            var used = Used(world, @namespace);
            var body = quota.Body.DeepClone().AsObject();
            var counts = new JsonObject();
            foreach (var (name, _) in quota.Body["spec"]?["hard"] as JsonObject ?? [])
                counts[name] = Counted.Contains(name) ? Quantities.Format(name, used.GetValueOrDefault(name)) : quota.Body["status"]?["used"]?[name]?.DeepClone();
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
        "requests.cpu" or "cpu" => Placement.Request(pod, "cpu"),
        "requests.memory" or "memory" => Placement.Request(pod, "memory"),
        _ => 0,
    };
}
