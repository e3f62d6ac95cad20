using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.World;

/// <summary>What is known of a node from its object.</summary>
internal static class NodeConditions
{
    public static bool IsReady(RecordedWorld world, string node) => Find(world, node) is { } found && IsReady(found);

    public static bool IsReady(StoredObject node) =>
        (node.Body["status"]?["conditions"] as JsonArray ?? [])
            .Any(c => c?["type"]?.GetValue<string>() == "Ready" && c["status"]?.GetValue<string>() == "True");

    public static string InternalAddress(RecordedWorld world, string node) =>
        (Find(world, node)?.Body["status"]?["addresses"] as JsonArray ?? [])
            .FirstOrDefault(a => a?["type"]?.GetValue<string>() == "InternalIP")?["address"]?.GetValue<string>() ?? node;

    private static StoredObject? Find(RecordedWorld world, string node) =>
        world.Objects.Get(new ObjectKey(world.Catalog.Nodes, null, node));
}
