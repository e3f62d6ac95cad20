using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOpsBot.DemoCluster.World;

/// <summary>Moves every time of the recording by the same distance, so that ages are what they were when it was made.</summary>
internal sealed partial class TimeShift(DateTimeOffset recordedAt, DateTimeOffset now)
{
    /// <summary>Whole seconds: fractions stay as they were recorded.</summary>
    public TimeSpan By { get; } = TimeSpan.FromSeconds(Math.Floor((now - recordedAt).TotalSeconds));

    public string Apply(string text) => Rfc3339().Replace(text, time =>
        Timestamps.Format(Timestamps.Parse(time.ValueSpan) + By)[..^1]);

    /// <summary>A copy of the object with all its times moved.</summary>
    public JsonObject Apply(JsonObject recorded)
    {
        var moved = new JsonObject();
        foreach (var (name, value) in recorded) moved[name] = Copy(value);
        return moved;
    }

    private JsonNode? Copy(JsonNode? node) => node switch
    {
        JsonObject inner => Apply(inner),
        JsonArray array => new JsonArray([.. array.Select(Copy)]),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Contains('Z', StringComparison.Ordinal) => JsonValue.Create(Apply(text)),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex(@"\b[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?=(\.[0-9]+)?Z)")]
    private static partial Regex Rfc3339();
}
