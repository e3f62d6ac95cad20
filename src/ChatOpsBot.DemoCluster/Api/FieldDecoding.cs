using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>Reads an object as its kind: fields that it does not have are dropped and named, wrong types are an error.</summary>
internal sealed class FieldDecoding
{
    private readonly ResourceType _type;
    private readonly List<string> _unknown = [];

    private FieldDecoding(ResourceType type) => _type = type;

    /// <summary>The unknown fields as messages name them: <c>unknown field "spec.foo"</c>.</summary>
    public IReadOnlyList<string> Unknown => _unknown;

    /// <summary>What Go's decoder says of the first wrong type.</summary>
    public string? Error { get; private set; }

    /// <summary>Takes the unknown fields out of the body.</summary>
    public static FieldDecoding Of(ResourceType type, JsonObject body)
    {
        var decoding = new FieldDecoding(type);
        decoding.Object(body, Schema.Of(type), "");
        return decoding;
    }

    private void Object(JsonObject body, Schema schema, string path)
    {
        foreach (var (name, value) in body.ToList())
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (schema.KnowsItsFields && !schema.Has(name))
            {
                _unknown.Add($"unknown field \"{at}\"");
                body.Remove(name);
            }
            else if (value is not null) Value(value, schema.Property(name), at, at);
        }
    }

    private void Value(JsonNode value, Schema schema, string path, string field)
    {
        var kind = value.GetValueKind();
        var fits = schema.Type switch
        {
            "object" => kind == JsonValueKind.Object,
            "array" => kind == JsonValueKind.Array,
            "string" => kind == JsonValueKind.String || (schema.IsQuantity && kind == JsonValueKind.Number),
            "integer" or "number" => kind == JsonValueKind.Number,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            _ => true,
        };
        if (!fits) Error ??= $"json: cannot unmarshal {Name(kind)} into Go struct field {_type.Kind}.{WithoutKey(field)} of type {GoType(schema)}";
        else if (value is JsonObject inner) Object(inner, schema, path);
        else if (value is JsonArray array)
        {
            for (var i = 0; i < array.Count; i++)
            {
                if (array[i] is { } element) Value(element, schema.Items, $"{path}[{i}]", field);
            }
        }
    }

    // Go names the map, not the key in it.
    private static string WithoutKey(string field) =>
        field.StartsWith("data.", StringComparison.Ordinal) ? "data" : field;

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => "number",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        _ => "object",
    };

    private static string GoType(Schema schema) => schema.Type switch
    {
        "integer" => "int32",
        "boolean" => "bool",
        "array" => "[]string",
        "object" => "map[string]string",
        var other => other ?? "string",
    };
}
