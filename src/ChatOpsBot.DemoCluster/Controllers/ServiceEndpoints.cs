using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Keeps EndpointSlices, and the Endpoints of before, in step with the pods that a Service selects.</summary>
internal static class ServiceEndpoints
{
    public static void Follow(RecordedWorld world, StoredObject pod)
    {
        using var exclusive = world.Objects.Exclusive();
        var @namespace = pod.Key.Namespace!;
        if (world.Catalog.OfKind("v1", "Service") is not { } services || world.Catalog.OfKind("discovery.k8s.io/v1", "EndpointSlice") is not { } slices) return;
        foreach (var service in world.Objects.List(services, @namespace).Where(s => Selects(s, pod)))
        {
            var selected = world.Objects.List(world.Catalog.Pods, @namespace).Where(p => Selects(service, p) && Address(p) is not null && p.Phase is not ("Failed" or "Succeeded")).ToList();
            foreach (var slice in world.Objects.List(slices, @namespace).Where(s => s.Label("kubernetes.io/service-name") == service.Key.Name))
                Write(world, slice, selected);
            if (world.Catalog.OfKind("v1", "Endpoints") is { } type && world.Objects.Get(service.Key with { Type = type }) is { } endpoints)
                WriteOlder(world, endpoints, [.. selected.Where(p => !p.IsDeleting)]);
        }
    }

    private static void Write(RecordedWorld world, StoredObject slice, List<StoredObject> pods)
    {
        var body = slice.Body.DeepClone().AsObject();
        body["endpoints"] = pods.Count == 0 ? null : new JsonArray([.. pods.Select(p => (JsonNode)Endpoint(p))]);
        world.Objects.Put(slice.Key, body);
    }

    private static JsonObject Endpoint(StoredObject pod)
    {
        var ready = PodStatus.IsReady(pod);
        var endpoint = new JsonObject
        {
            ["addresses"] = new JsonArray(Address(pod)),
            ["conditions"] = new JsonObject { ["ready"] = ready && !pod.IsDeleting, ["serving"] = ready, ["terminating"] = pod.IsDeleting },
        };
        if (pod.Body["spec"]?["subdomain"] is not null) endpoint["hostname"] = pod.Body["spec"]!["hostname"]?.GetValue<string>();
        endpoint["targetRef"] = Reference(pod);
        endpoint["nodeName"] = pod.NodeName;
        return endpoint;
    }

    private static void WriteOlder(RecordedWorld world, StoredObject endpoints, List<StoredObject> pods)
    {
        // The ports do not depend on the pods; without any pod there is no subset that would keep them.
        if (endpoints.Body["subsets"]?[0]?["ports"]?.DeepClone() is not { } ports) return;
        var subset = new JsonObject();
        foreach (var group in pods.ToLookup(PodStatus.IsReady).OrderByDescending(g => g.Key))
        {
            subset[group.Key ? "addresses" : "notReadyAddresses"] = new JsonArray([.. group.Select(p => (JsonNode)new JsonObject
            {
                ["ip"] = Address(p),
                ["nodeName"] = p.NodeName,
                ["targetRef"] = Reference(p),
            })]);
        }
        subset["ports"] = ports;
        var body = endpoints.Body.DeepClone().AsObject();
        body["subsets"] = new JsonArray(subset);
        world.Objects.Put(endpoints.Key, body);
    }

    private static JsonObject Reference(StoredObject pod) => new()
    {
        ["kind"] = "Pod",
        ["namespace"] = pod.Key.Namespace,
        ["name"] = pod.Key.Name,
        ["uid"] = pod.Uid,
    };

    private static bool Selects(StoredObject service, StoredObject pod) =>
        service.Body["spec"]?["selector"] is JsonObject { Count: > 0 } selector && selector.All(wanted => pod.Label(wanted.Key) == wanted.Value?.GetValue<string>());

    private static string? Address(StoredObject pod) => pod.Body["status"]?["podIP"]?.GetValue<string>();
}
