using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>What the OpenAPI document says of a type or a field; everything is possible where it says nothing.</summary>
internal sealed class Schema
{
    private static readonly ConcurrentDictionary<string, Lazy<JsonObject>> Documents = new(StringComparer.Ordinal);
    private readonly JsonObject _schemas;
    private readonly JsonObject _field;
    private readonly JsonObject _type;

    private Schema(JsonObject schemas, JsonObject field)
    {
        _schemas = schemas;
        _field = field;
        var reference = (field["$ref"] ?? (field["allOf"] as JsonArray)?[0]?["$ref"])?.GetValue<string>();
        _type = reference is null ? field : schemas[reference[(reference.LastIndexOf('/') + 1)..]] as JsonObject ?? [];
    }

    public bool MergesLists => _field["x-kubernetes-patch-strategy"]?.GetValue<string>().Contains("merge", StringComparison.Ordinal) == true;

    public string? MergeKey => _field["x-kubernetes-patch-merge-key"]?.GetValue<string>();

    /// <summary>object, array, string, integer, number, boolean; null when several are possible.</summary>
    public string? Type => _type["oneOf"] is null ? _type["type"]?.GetValue<string>() : null;

    public bool IsQuantity => _type["oneOf"] is not null || _type["format"]?.GetValue<string>() == "int-or-string";

    public Schema Items => new(_schemas, _type["items"] as JsonObject ?? []);

    /// <summary>Whether the type lists its fields, so that others are unknown to it.</summary>
    public bool KnowsItsFields => _type["properties"] is JsonObject;

    public bool Has(string property) => _type["properties"]?[property] is not null;

    public Schema Property(string name) =>
        new(_schemas, _type["properties"]?[name] as JsonObject ?? _type["additionalProperties"] as JsonObject ?? []);

    /// <summary>The schema of a kind. A document is read when somebody first writes an object of its group.</summary>
    public static Schema Of(ResourceType type)
    {
        var path = type.Group.Length == 0 ? $"api_{type.Version}" : $"apis_{type.Group}_{type.Version}";
        var schemas = Documents.GetOrAdd(path, p => new Lazy<JsonObject>(() => Read(p))).Value;
        var found = schemas.Select(s => s.Value as JsonObject).FirstOrDefault(s => (s?["x-kubernetes-group-version-kind"] as JsonArray ?? [])
            .Any(k => k!["group"]!.GetValue<string>() == type.Group && k["version"]!.GetValue<string>() == type.Version && k["kind"]!.GetValue<string>() == type.Kind));
        return new Schema(schemas, found ?? []);
    }

    private static JsonObject Read(string name)
    {
        using var stored = EmbeddedWorld.Open($"openapi/{name}.json.gz");
        if (stored is null) return [];
        using var unzipped = new GZipStream(stored, CompressionMode.Decompress);
        return JsonNode.Parse(unzipped)!["components"]!["schemas"]!.AsObject();
    }
}
