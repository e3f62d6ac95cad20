using System.Text.Json;

namespace ChatOpsBot.Host.Channels.Teams.Receiving;

/// <summary>Whether a body is an activity at all, before the SDK reads it. The SDK's reader answers nonsense with an empty 400 and
/// sets no limit to nesting.</summary>
internal static class ActivityShape
{
    private const int Deepest = 64;
    private const int LongestId = 2000;
    private static readonly string[][] Required = [["type"], ["channelId"], ["serviceUrl"], ["from", "id"], ["conversation", "id"]];

    /// <summary>What is wrong, as a sentence; null when nothing is.</summary>
    public static string? Problem(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = Deepest });
            return Problem(document.RootElement);
        }
        catch (JsonException exception)
        {
            return $"The body is not JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.";
        }
    }

    private static string? Problem(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return "The body is not an activity: it is not a JSON object.";
        var missing = Required.Where(path => !Has(root, path)).Select(path => string.Join('.', path)).ToList();
        if (missing.Count == 0 && Text(root, "type") is "message" or "invoke" && !Has(root, ["id"])) missing.Add("id");
        return missing.Count == 0 ? null : $"The body is not an activity: it has no usable {string.Join(", ", missing)}.";
    }

    private static bool Has(JsonElement element, string[] path)
    {
        foreach (var name in path[..^1])
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return false;
        return element.ValueKind == JsonValueKind.Object && Text(element, path[^1]) is { Length: > 0 and <= LongestId };
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
