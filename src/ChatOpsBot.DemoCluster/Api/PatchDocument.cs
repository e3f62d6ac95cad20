using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>A patch in one of the three formats that Kubernetes takes.</summary>
internal sealed record PatchDocument(string Format, JsonNode Content)
{
    private const string Merge = "application/merge-patch+json";
    private const string Json = "application/json-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";

    public static PatchDocument? Parse(string text, string? contentType, out Answer? refusal)
    {
        refusal = null;
        var format = contentType?.Split(';')[0].Trim().ToLowerInvariant();
        if (format is not (Merge or Json or Strategic))
        {
            refusal = WriteRefusal.UnsupportedPatch();
            return null;
        }
        try
        {
            if (JsonNode.Parse(text) is { } content && content is JsonArray == (format == Json)) return new PatchDocument(format, content);
        }
        catch (JsonException)
        {
            // Said below, in Go's words.
        }
        var fault = JsonFault.Of(text);
        refusal = Refusal.BadRequest(format == Strategic ? fault : $"error decoding patch: {fault}");
        return null;
    }

    /// <summary>Null, with the refusal, when the patch does not apply.</summary>
    public JsonObject? Apply(JsonObject target, ResourceType type, out Answer? refusal)
    {
        var patched = Format switch
        {
            Merge => MergePatch.Apply(target, Content),
            Json => JsonPatch.Apply(target, Content.AsArray()),
            _ => StrategicMergePatch.Apply(target, Content.AsObject(), Schema.Of(type)),
        };
        refusal = patched is JsonObject ? null : WriteRefusal.PatchDoesNotApply();
        return patched as JsonObject;
    }
}
