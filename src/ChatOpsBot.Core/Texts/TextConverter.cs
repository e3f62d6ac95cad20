using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOpsBot.Core.Texts;

/// <summary>Writes a <see cref="Text"/> as JSON: a literal is a string; the others are objects told apart by their first member.</summary>
public sealed class TextConverter : JsonConverter<Text>
{
    /// <inheritdoc/>
    public override Text Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return reader.GetString()!;
        using var document = JsonDocument.ParseValue(ref reader);
        return Read(document.RootElement);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Text value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case Text.Literal literal:
                writer.WriteStringValue(literal.Value);
                break;
            case Text.Keyed keyed:
                writer.WriteStartObject();
                writer.WriteString("key", keyed.Key);
                if (keyed.Arguments.Count > 0) WriteArray(writer, "args", keyed.Arguments, options);
                writer.WriteEndObject();
                break;
            case Text.Moment moment:
                writer.WriteStartObject();
                writer.WriteString("at", moment.At);
                writer.WriteEndObject();
                break;
            case Text.Span span:
                writer.WriteStartObject();
                writer.WriteNumber("seconds", span.Length.TotalSeconds);
                writer.WriteEndObject();
                break;
            case Text.Several several:
                writer.WriteStartObject();
                WriteArray(writer, "list", several.Items, options);
                writer.WriteEndObject();
                break;
            default:
                throw new JsonException($"No JSON form for {value.GetType().Name}.");
        }
    }

    private void WriteArray(Utf8JsonWriter writer, string name, IReadOnlyList<Text> items, JsonSerializerOptions options)
    {
        writer.WriteStartArray(name);
        foreach (var item in items) Write(writer, item, options);
        writer.WriteEndArray();
    }

    private static Text Read(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String) return element.GetString()!;
        if (element.TryGetProperty("key", out var key))
            return new Text.Keyed(key.GetString()!, element.TryGetProperty("args", out var args) ? ReadArray(args) : []);
        if (element.TryGetProperty("at", out var at)) return at.GetDateTimeOffset();
        if (element.TryGetProperty("seconds", out var seconds)) return TimeSpan.FromSeconds(seconds.GetDouble());
        if (element.TryGetProperty("list", out var list)) return new Text.Several(ReadArray(list));
        throw new JsonException("Not a text.");
    }

    private static Text[] ReadArray(JsonElement array) => [.. array.EnumerateArray().Select(Read)];
}
