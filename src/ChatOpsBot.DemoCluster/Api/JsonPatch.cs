using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>
/// JSON Patch, RFC 6902, as the API server applies it: it replaces a member that is not there, and says no more than that a
/// patch does not apply.
/// </summary>
internal static class JsonPatch
{
    /// <summary>Null when an operation does not apply.</summary>
    public static JsonNode? Apply(JsonNode target, JsonArray operations)
    {
        var root = new JsonObject { ["root"] = target.DeepClone() };
        return operations.All(o => o is JsonObject operation && Apply(root, operation)) ? root["root"]!.DeepClone() : null;
    }

    private static bool Apply(JsonObject root, JsonObject operation)
    {
        if (Path(operation, "path") is not { } path) return false;
        var value = operation["value"];
        switch (Text(operation, "op"))
        {
            case "add": return Put(root, path, value, insert: true);
            case "replace": return Put(root, path, value, insert: false);
            case "remove": return Remove(root, path);
            case "test": return Find(root, path, out var found) && JsonNode.DeepEquals(found, value);
            case "copy" or "move":
                if (Path(operation, "from") is not { } from || !Find(root, from, out var source)) return false;
                var copy = source?.DeepClone();
                return (Text(operation, "op") == "copy" || Remove(root, from)) && Put(root, path, copy, insert: true);
            default: return false;
        }
    }

    private static string? Text(JsonObject operation, string name) =>
        operation[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string[]? Path(JsonObject operation, string name)
    {
        if (Text(operation, name) is not { } pointer || (pointer.Length > 0 && pointer[0] != '/')) return null;
        return ["root", .. pointer.Split('/').Skip(1).Select(p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    private static bool Find(JsonNode? node, ReadOnlySpan<string> path, out JsonNode? found)
    {
        foreach (var part in path)
        {
            if (node is JsonObject inner && inner.ContainsKey(part)) node = inner[part];
            else if (node is JsonArray array && Index(part, array.Count - 1) is { } index) node = array[index];
            else
            {
                found = null;
                return false;
            }
        }
        found = node;
        return true;
    }

    private static bool Put(JsonObject root, string[] path, JsonNode? value, bool insert)
    {
        if (!Find(root, path.AsSpan(0, path.Length - 1), out var parent)) return false;
        var last = path[^1];
        switch (parent)
        {
            case JsonObject inner:
                inner[last] = value?.DeepClone();
                return true;
            case JsonArray array when insert && (last == "-" ? array.Count : Index(last, array.Count)) is { } index:
                array.Insert(index, value?.DeepClone());
                return true;
            case JsonArray array when !insert && Index(last, array.Count - 1) is { } index:
                array[index] = value?.DeepClone();
                return true;
            default: return false;
        }
    }

    private static bool Remove(JsonObject root, string[] path)
    {
        if (!Find(root, path.AsSpan(0, path.Length - 1), out var parent)) return false;
        if (parent is JsonObject inner) return inner.Remove(path[^1]);
        if (parent is not JsonArray array || Index(path[^1], array.Count - 1) is not { } index) return false;
        array.RemoveAt(index);
        return true;
    }

    private static int? Index(string text, int highest) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= highest ? index : null;
}
