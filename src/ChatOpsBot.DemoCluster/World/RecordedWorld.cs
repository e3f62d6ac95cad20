using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.World;

/// <summary>A world from <c>Worlds/</c>, moved to the present: its objects and its logs.</summary>
internal sealed class RecordedWorld
{
    private RecordedWorld(ResourceCatalog catalog, int? seed)
    {
        Catalog = catalog;
        Identities = new Identities(seed);
    }

    public ResourceCatalog Catalog { get; }

    public Identities Identities { get; }

    public ObjectStore Objects { get; } = new();

    public RecordedLogs Logs { get; } = new();

    /// <summary>How far the recording's times have been moved.</summary>
    public TimeSpan Moved { get; private init; }

    public static RecordedWorld Load(string name, DateTimeOffset now, int? seed)
    {
        var files = WorldFiles.Of(name);
        var shift = new TimeShift(files.RecordedAt, now);
        var world = new RecordedWorld(ResourceCatalog.Load(), seed) { Moved = shift.By };
        foreach (var body in files.Objects) world.Add(shift.Apply(body));
        foreach (var (path, text) in files.Logs) world.AddLog(path, shift.Apply(text));
        return world;
    }

    private void Add(JsonObject body)
    {
        var apiVersion = body["apiVersion"]!.GetValue<string>();
        var kind = body["kind"]!.GetValue<string>();
        var type = Catalog.OfKind(apiVersion, kind) ?? throw new InvalidDataException($"Discovery has no {apiVersion} {kind}.");
        var metadata = body["metadata"]!;
        var key = new ObjectKey(type, metadata["namespace"]?.GetValue<string>(), metadata["name"]!.GetValue<string>());
        Objects.Restore(new StoredObject(key, body));
    }

    // …/logs/NAMESPACE/POD/CONTAINER[.previous].log
    private void AddLog(string path, string text)
    {
        var parts = path.Split('/');
        var container = parts[^1][..^".log".Length];
        var previous = container.EndsWith(".previous", StringComparison.Ordinal);
        if (previous) container = container[..^".previous".Length];
        var pod = Objects.Get(new ObjectKey(Catalog.Pods, parts[^3], parts[^2]))
            ?? throw new InvalidDataException($"{path} is the log of no pod.");
        Logs.Add(pod.Uid, container, previous, text);
    }
}
