using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOpsBot.Core.Clusters.Facts;

/// <summary>Reads the names of an object's members and skips their values, so that a Secret's values are never held.</summary>
public sealed class KeysOnlyConverter : JsonConverter<IReadOnlyList<string>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var keys = new List<string>();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An object was expected.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            keys.Add(reader.GetString()!);
            reader.Read();
            // Skip would refuse while more of the answer is on its way, although the serializer has this value whole.
            reader.TrySkip();
        }
        return keys;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var key in value) writer.WriteNull(key);
        writer.WriteEndObject();
    }
}
