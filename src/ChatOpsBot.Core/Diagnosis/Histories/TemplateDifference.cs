using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Histories;

/// <summary>What differs between two pod templates, field by field: members of lists are told apart by their name, and what an
/// environment variable holds is never told.</summary>
internal static class TemplateDifference
{
    private const int LongestValue = 80;

    // Put there by controllers and kubectl for every revision.
    private static readonly string[] Passing = ["pod-template-hash", "controller-revision-hash"];

    /// <summary>The differences in the order of the template.</summary>
    public static IReadOnlyList<Text> Of(PodTemplate before, PodTemplate after)
    {
        List<Text> found = [];
        Compare("", Json(before), Json(after), found);
        return found;
    }

    private static JsonObject Json(PodTemplate template) => JsonSerializer.SerializeToNode(template, FactsJson.Default.PodTemplate)!.AsObject();

    private static void Compare(string path, JsonNode? before, JsonNode? after, List<Text> found)
    {
        if (JsonNode.DeepEquals(before, after)) return;
        switch (before, after)
        {
            case (JsonObject old, JsonObject now):
                foreach (var name in old.Select(member => member.Key).Union(now.Select(member => member.Key)).Except(Passing))
                    Compare(path.Length == 0 ? name : $"{path}.{name}", old[name], now[name], found);
                return;
            case (JsonArray old, JsonArray now) when Names(old) is { } olds && Names(now) is { } nows:
                foreach (var name in olds.Keys.Union(nows.Keys)) Compare($"{path}[{name}]", olds.GetValueOrDefault(name), nows.GetValueOrDefault(name), found);
                return;
        }
        // The kubelet's restart mark says nothing but that somebody restarted it.
        if (path.EndsWith("kubectl.kubernetes.io/restartedAt", StringComparison.Ordinal)) found.Add(Text.Of("diagnosis.history.restarted"));
        else if (path.Contains("].value", StringComparison.Ordinal) && path.Contains(".env[", StringComparison.Ordinal)) found.Add(Text.Of("diagnosis.history.field-changed", path));
        else if (before is null or JsonArray { Count: 0 } or JsonObject { Count: 0 }) found.Add(Shown(after) is { } added ? Text.Of("diagnosis.history.field-set", path, added) : Text.Of("diagnosis.history.field-added", path));
        else if (after is null or JsonArray { Count: 0 } or JsonObject { Count: 0 }) found.Add(Shown(before) is { } removed ? Text.Of("diagnosis.history.field-unset", path, removed) : Text.Of("diagnosis.history.field-removed", path));
        else if (Shown(before) is { } from && Shown(after) is { } to) found.Add(Text.Of("diagnosis.history.field", path, from, to));
        else found.Add(Text.Of("diagnosis.history.field-changed", path));
    }

    // Null when a member has no name, or two have the same.
    private static Dictionary<string, JsonNode>? Names(JsonArray list)
    {
        Dictionary<string, JsonNode> named = [];
        foreach (var item in list)
            if ((item as JsonObject)?["name"] is not JsonValue name || !named.TryAdd(name.ToString(), item!)) return null;
        return named;
    }

    // A plain value, or a list of plain values such as a command; whole objects have too much in them for a line.
    private static string? Shown(JsonNode? node) => node switch
    {
        JsonValue value => Short(value.ToString()),
        JsonArray list when list.All(item => item is JsonValue) => Short($"[{string.Join(' ', list.Select(item => item!.ToString()))}]"),
        _ => null,
    };

    private static string Short(string text) => text.Length > LongestValue ? text[..LongestValue] + "…" : text;
}
