using System.Text.Json;
using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>A schema of an OpenAPI v3 document of Kubernetes, references followed. Objects reach their parts through
/// `allOf: [{$ref}]`, lists and maps through `items` and `additionalProperties`.</summary>
internal sealed class FieldSchema
{
    private readonly JsonElement _document;
    private readonly JsonElement _stated;
    private readonly JsonElement _own;

    private FieldSchema(JsonElement document, JsonElement stated)
    {
        _document = document;
        _stated = stated;
        _own = Follow(document, stated);
    }

    /// <summary>"string", "[]Container", "map[string]string", "PodSpec".</summary>
    public string Type => TypeOf(_stated);

    /// <summary>What the field is for; its own words before those of its type.</summary>
    public string Description => Text(_stated, "description") ?? Text(_own, "description") ?? "";

    /// <summary>The values that it may have; empty when it is free.</summary>
    public IReadOnlyList<string> Values => _own.TryGetProperty("enum", out var values) ? [.. values.EnumerateArray().Select(value => value.ToString())] : [];

    /// <summary>The default of a plain field.</summary>
    public string? Default => _stated.TryGetProperty("default", out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
        && value.ToString().Length > 0 ? value.ToString() : null;

    /// <summary>The fields of the object, or of the items of the list or map.</summary>
    public IReadOnlyList<(string Name, FieldSchema Schema, bool Required)> Fields
    {
        get
        {
            var holder = Holder();
            if (!holder.TryGetProperty("properties", out var properties)) return [];
            var required = holder.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
            return [.. properties.EnumerateObject().Select(property => (property.Name, new FieldSchema(_document, property.Value), required.Contains(property.Name)))];
        }
    }

    /// <summary>The schema of a kind; null when the document has none.</summary>
    public static FieldSchema? OfKind(JsonElement document, ResourceKind kind)
    {
        if (!document.TryGetProperty("components", out var components) || !components.TryGetProperty("schemas", out var schemas)) return null;
        foreach (var schema in schemas.EnumerateObject())
        {
            if (!schema.Value.TryGetProperty("x-kubernetes-group-version-kind", out var kinds)) continue;
            if (kinds.EnumerateArray().Any(item => Text(item, "kind") == kind.Kind && Text(item, "version") == kind.Version && (Text(item, "group") ?? "") == kind.Group)
                && schema.Value.TryGetProperty("properties", out _)) return new FieldSchema(document, schema.Value);
        }
        return null;
    }

    /// <summary>A field by name, letter case ignored; null when there is none.</summary>
    public (string Name, FieldSchema Schema)? Field(string name)
    {
        foreach (var field in Fields)
            if (string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)) return (field.Name, field.Schema);
        return null;
    }

    private JsonElement Holder()
    {
        var holder = _own;
        while (!holder.TryGetProperty("properties", out _))
        {
            if (holder.TryGetProperty("items", out var items)) holder = Follow(_document, items);
            else if (holder.TryGetProperty("additionalProperties", out var values) && values.ValueKind == JsonValueKind.Object) holder = Follow(_document, values);
            else break;
        }
        return holder;
    }

    private string TypeOf(JsonElement schema)
    {
        var own = Follow(_document, schema);
        if (own.TryGetProperty("items", out var items)) return "[]" + TypeOf(items);
        if (own.TryGetProperty("additionalProperties", out var values) && values.ValueKind == JsonValueKind.Object) return "map[string]" + TypeOf(values);
        if (own.TryGetProperty("properties", out _)) return Reference(schema) is { } type ? type[(type.LastIndexOf('.') + 1)..] : "Object";
        if (own.TryGetProperty("oneOf", out var either)) return string.Join(" or ", either.EnumerateArray().Select(one => Text(one, "type")));
        return Text(own, "type") ?? "Object";
    }

    private static string? Reference(JsonElement schema)
    {
        if (Text(schema, "$ref") is { } direct) return direct;
        return schema.TryGetProperty("allOf", out var all) && all.GetArrayLength() > 0 ? Text(all[0], "$ref") : null;
    }

    private static JsonElement Follow(JsonElement document, JsonElement schema)
    {
        // A reference leads to a definition at once; more than a few steps would be a loop.
        for (var steps = 0; steps < 8 && Reference(schema) is { } reference; steps++)
        {
            var name = reference[(reference.LastIndexOf('/') + 1)..];
            if (!document.GetProperty("components").GetProperty("schemas").TryGetProperty(name, out schema)) break;
        }
        return schema;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
