using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.World;

/// <summary>
/// A world's files as they were recorded. Reading YAML is most of what a start costs, so a process does it once;
/// each cluster takes a copy that is moved to its own present.
/// </summary>
internal sealed record WorldFiles(
    DateTimeOffset RecordedAt, IReadOnlyList<JsonObject> Objects, IReadOnlyList<(string Path, string Text)> Logs)
{
    private static readonly ConcurrentDictionary<string, Lazy<WorldFiles>> Read = new(StringComparer.Ordinal);

    public static WorldFiles Of(string name) => Read.GetOrAdd(name, n => new Lazy<WorldFiles>(() => Parse(n))).Value;

    private static WorldFiles Parse(string name)
    {
        var about = $"{name}/world.yaml";
        var recordedAt = YamlReader.Documents(EmbeddedWorld.ReadText(about)).First()["recordedAt"]!.GetValue<string>();
        var files = EmbeddedWorld.Under($"{name}/").Where(f => f != about).ToLookup(f => f.EndsWith(".log", StringComparison.Ordinal));
        return new WorldFiles(
            Timestamps.Parse(recordedAt),
            [.. files[false].AsParallel().SelectMany(file => YamlReader.Documents(EmbeddedWorld.ReadText(file)))],
            [.. files[true].Select(file => (file, EmbeddedWorld.ReadText(file)))]);
    }
}
