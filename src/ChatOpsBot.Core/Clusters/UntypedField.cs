using System.Text.Json;

namespace ChatOpsBot.Core.Clusters;

/// <summary>Reads fields that facts keep as JSON (a port by number or name, an affinity). What has another shape is not there: an
/// API server sends none such, and a diagnosis must not end of it.</summary>
internal static class UntypedField
{
    /// <summary>A member of an object.</summary>
    public static JsonElement? At(this JsonElement? field, string name) => field is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The items of an array.</summary>
    public static IEnumerable<JsonElement?> Items(this JsonElement? field) => field is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(item => (JsonElement?)item) : [];

    /// <summary>A string.</summary>
    public static string? Word(this JsonElement? field) => field is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A number.</summary>
    public static int? Number(this JsonElement? field) => field is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;
}
