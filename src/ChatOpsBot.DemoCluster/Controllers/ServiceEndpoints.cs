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
        if (world.Catalog.OfKind("v1", "Service") is not { } services) return;
        foreach (var service in world.Objects.List(services, @namespace).Where(s => Selects(s, pod))) Sync(world, service);
    }

    /// <summary>The slices of one Service, the first made when there is none.</summary>
    public static void Sync(RecordedWorld world, StoredObject service)
    {
        var @namespace = service.Key.Namespace!;
        if (world.Catalog.OfKind("discovery.k8s.io/v1", "EndpointSlice") is not { } type || service.Body["spec"]?["selector"] is not JsonObject { Count: > 0 }) return;
        var selected = world.Objects.List(world.Catalog.Pods, @namespace).Where(p => Selects(service, p) && Address(p) is not null && p.Phase is not ("Failed" or "Succeeded")).ToList();
        var slices = world.Objects.List(type, @namespace).Where(s => s.Label("kubernetes.io/service-name") == service.Key.Name).ToList();
        foreach (var slice in slices.Count > 0 ? slices : [New(world, type, service)]) Write(world, slice, selected);
        if (world.Catalog.OfKind("v1", "Endpoints") is { } older && world.Objects.Get(service.Key with { Type = older }) is { } endpoints)
            WriteOlder(world, endpoints, [.. selected.Where(p => !p.IsDeleting)]);
    }

    private static StoredObject New(RecordedWorld world, ResourceType type, StoredObject service)
    {
        var name = $"{service.Key.Name}-{world.Identities.Suffix()}";
        return new StoredObject(service.Key with { Type = type, Name = name }, new JsonObject
        {
            ["apiVersion"] = type.ApiVersion,
            ["kind"] = type.Kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["generateName"] = $"{service.Key.Name}-",
                ["namespace"] = service.Key.Namespace,
                ["uid"] = world.Identities.Uid(),
                ["creationTimestamp"] = service.Metadata["creationTimestamp"]?.ToString(),
                ["labels"] = new JsonObject { ["endpointslice.kubernetes.io/managed-by"] = "endpointslice-controller.k8s.io", ["kubernetes.io/service-name"] = service.Key.Name },
                ["ownerReferences"] = new JsonArray(OwnerReference.To(service)),
            },
            ["addressType"] = "IPv4",
            ["ports"] = new JsonArray([.. (service.Body["spec"]?["ports"] as JsonArray ?? []).Select(p => (JsonNode)new JsonObject
            {
                ["name"] = p?["name"]?.ToString() ?? "",
                ["port"] = (p?["targetPort"].Number() is null ? p?["port"] : p["targetPort"])?.DeepClone(),
                ["protocol"] = p?["protocol"]?.ToString() ?? "TCP",
            })]),
        });
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
