using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOpsBot.Core.Clusters.Facts;

/// <summary>The last write to an object that was not a status update, from metadata.managedFields.</summary>
/// <param name="Time">When.</param>
/// <param name="Manager">What wrote: kubectl-edit, helm, a controller.</param>
public sealed record LastWrite(DateTimeOffset Time, string? Manager);

/// <summary>Reads the newest entry of managedFields without a subresource; the fields themselves are skipped, so that lists stay small.</summary>
public sealed class LastWriteConverter : JsonConverter<LastWrite>
{
    /// <inheritdoc/>
    public override LastWrite? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A list was expected.");
        LastWrite? last = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            if (Entry(ref reader) is { } write && (last is null || write.Time > last.Time)) last = write;
        return last;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LastWrite value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteString("manager", value.Manager);
        writer.WriteString("time", value.Time);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static LastWrite? Entry(ref Utf8JsonReader reader)
    {
        DateTimeOffset? time = null;
        string? manager = null;
        var subresource = false;
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An object was expected.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString();
            reader.Read();
            if (name == "time" && reader.TokenType == JsonTokenType.String) time = reader.GetDateTimeOffset();
            else if (name == "manager" && reader.TokenType == JsonTokenType.String) manager = reader.GetString();
            else if (name == "subresource" && reader.TokenType == JsonTokenType.String) subresource = reader.GetString() is { Length: > 0 };
            // Skip would refuse while more of the answer is on its way, although the serializer has this value whole.
            else reader.TrySkip();
        }
        return time is { } at && !subresource ? new LastWrite(at, manager) : null;
    }
}
