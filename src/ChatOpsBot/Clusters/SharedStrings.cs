using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOpsBot.Host.Clusters;

/// <summary>Reads strings so that equal short ones are mostly one object: a cluster's lists repeat the same labels, names and
/// images thousands of times. The table is of fixed size and forgets: a newcomer takes the place of whoever stands there.</summary>
internal sealed class SharedStrings : JsonConverter<string>
{
    private const int MaxLength = 96;
    private static readonly string?[] Table = new string?[16 * 1024];

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Share(ref reader);

    /// <inheritdoc/>
    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Share(ref reader)!;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    private static string? Share(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)
            || reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length > MaxLength)
            return reader.GetString();
        Span<char> text = stackalloc char[MaxLength];
        if (!Encoding.UTF8.TryGetChars(reader.ValueSpan, text, out var length)) return reader.GetString();
        text = text[..length];
        // References are read and written whole, so two threads at one place do no harm.
        ref var place = ref Table[string.GetHashCode(text) & (Table.Length - 1)];
        if (place is { } known && text.SequenceEqual(known)) return known;
        return place = new string(text);
    }
}
