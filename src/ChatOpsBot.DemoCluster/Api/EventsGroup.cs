using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>events.k8s.io: the core events under their newer names.</summary>
internal sealed class EventsGroup(RecordedWorld world)
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["reportingComponent"] = "reportingController",
        ["involvedObject"] = "regarding",
        ["message"] = "note",
        ["source"] = "deprecatedSource",
        ["firstTimestamp"] = "deprecatedFirstTimestamp",
        ["lastTimestamp"] = "deprecatedLastTimestamp",
        ["count"] = "deprecatedCount",
    };

    public static bool Holds(ResourceType type) => type is { Group: "events.k8s.io", Plural: "events" };

    public StoredObject? Get(ObjectKey key) =>
        world.Objects.Get(key with { Type = world.Catalog.Events }) is { } item ? Renamed(item) : null;

    public IEnumerable<StoredObject> List(string? @namespace) => world.Objects.List(world.Catalog.Events, @namespace).Select(Renamed);

    public Change Rename(Change change) => change with
    {
        Before = change.Before is null ? null : Renamed(change.Before),
        After = change.After is null ? null : Renamed(change.After),
    };

    private StoredObject Renamed(StoredObject item)
    {
        var type = world.Catalog.Find("events.k8s.io/v1", "events")!;
        var body = new JsonObject();
        foreach (var (name, value) in item.Body) body[Names.GetValueOrDefault(name, name)] = value?.DeepClone();
        body["apiVersion"] = type.ApiVersion;
        return new StoredObject(item.Key with { Type = type }, body);
    }
}
