using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>
/// Kubernetes' own merge patch: lists whose elements have a key (a container's name) are merged by it, as the schemas say;
/// <c>$patch: delete</c> takes an element away, <c>$patch: replace</c> takes the patch as it is.
/// </summary>
internal static class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string DeleteFromList = "$deleteFromPrimitiveList/";

    public static JsonObject Apply(JsonObject target, JsonObject patch, Schema schema)
    {
        if (patch[Directive]?.ToString() == "replace") return Plain(patch);
        var merged = target.DeepClone().AsObject();
        foreach (var (name, value) in patch)
        {
            if (name.StartsWith(DeleteFromList, StringComparison.Ordinal)) Without(merged, name[DeleteFromList.Length..], value as JsonArray ?? []);
            else if (name.StartsWith('$')) continue;
            else if (value is null) merged.Remove(name);
            else merged[name] = Merge(merged[name], value, schema.Property(name));
        }
        return merged;
    }

    private static JsonNode Merge(JsonNode? old, JsonNode value, Schema schema) => value switch
    {
        JsonObject inner => Apply(old as JsonObject ?? [], inner, schema),
        JsonArray list when old is JsonArray before && schema.MergesLists => Lists(before, list, schema),
        _ => value.DeepClone(),
    };

    private static JsonArray Lists(JsonArray before, JsonArray list, Schema schema)
    {
        if (schema.MergeKey is not { } key)
        {
            var values = before.DeepClone().AsArray();
            foreach (var value in list.Where(v => !values.Any(b => JsonNode.DeepEquals(b, v))).ToList()) values.Add(value?.DeepClone());
            return values;
        }
        var merged = list.Any(e => e?[Directive]?.ToString() == "replace") ? [] : before.Select(e => e!.DeepClone()).ToList();
        var added = 0;
        foreach (var element in list.OfType<JsonObject>())
        {
            var at = merged.FindIndex(e => JsonNode.DeepEquals(e[key], element[key]));
            if (element[Directive]?.ToString() is "delete")
            {
                if (at >= 0) merged.RemoveAt(at);
            }
            else if (at >= 0) merged[at] = Apply(merged[at].AsObject(), element, schema.Items);
            // The API server puts what is new before what was there.
            else if (element[key] is not null) merged.Insert(added++, Plain(element));
        }
        return new JsonArray([.. merged]);
    }

    private static void Without(JsonObject merged, string name, JsonArray values)
    {
        if (merged[name] is JsonArray list) list.RemoveAll(e => values.Any(v => JsonNode.DeepEquals(e, v)));
    }

    private static JsonObject Plain(JsonObject patch)
    {
        var plain = patch.DeepClone().AsObject();
        plain.Remove(Directive);
        return plain;
    }
}
