using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>The object that a request brings, as JSON or YAML.</summary>
internal static class RequestBody
{
    public static async Task<string> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    public static JsonObject? Object(string text, string? contentType, string kind, out Answer? refusal)
    {
        refusal = null;
        var yaml = contentType?.StartsWith("application/yaml", StringComparison.OrdinalIgnoreCase) == true;
        if (!yaml && contentType is { Length: > 0 } && !contentType.StartsWith(Answer.JsonType, StringComparison.OrdinalIgnoreCase))
        {
            refusal = Refusal.UnsupportedBody();
            return null;
        }
        try
        {
            if ((yaml ? YamlReader.Documents(text).FirstOrDefault() : JsonNode.Parse(text)) is JsonObject body) return body;
        }
        catch (Exception malformed) when (malformed is JsonException or YamlDotNet.Core.YamlException)
        {
            // Go's parser names another place than this one: both say that it is no JSON.
        }
        var shown = text.Length == 0 ? "unexpected end of JSON input (<empty>)" : $"{JsonFault.Of(text)} ({text})";
        refusal = Refusal.BadRequest($"the object provided is unrecognized (must be of type {kind}): couldn't get version/kind; json parse error: {shown}");
        return null;
    }
}
