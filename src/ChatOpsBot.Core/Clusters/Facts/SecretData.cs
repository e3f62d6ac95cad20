using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOpsBot.Core.Clusters.Facts;

/// <summary>What is kept of a Secret's data.</summary>
/// <param name="Keys">The names of its keys.</param>
/// <param name="Registries">Of a pull secret: for which registries it has an entry. Null for other Secrets, and for what is no pull secret's form.</param>
public sealed record SecretData(IReadOnlyList<string> Keys, IReadOnlyList<string>? Registries)
{
    /// <summary>No data.</summary>
    public static readonly SecretData None = new([], null);
}

/// <summary>Reads the names of a Secret's keys and skips their values, so that they are never held. Of a pull secret the registries' names
/// are read as well; what else stands beside them is wiped.</summary>
public sealed class SecretDataConverter : JsonConverter<SecretData>
{
    /// <inheritdoc/>
    public override SecretData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An object was expected.");
        var keys = new List<string>();
        IReadOnlyList<string>? registries = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            keys.Add(key);
            reader.Read();
            if (key is ".dockerconfigjson" or ".dockercfg" && reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out var value))
            {
                registries = Registries(value, within: key == ".dockerconfigjson" ? "auths" : null);
                CryptographicOperations.ZeroMemory(value);
            }
            // Skip would refuse while more of the answer is on its way, although the serializer has this value whole.
            reader.TrySkip();
        }
        return new(keys, registries);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SecretData value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var key in value.Keys) writer.WriteNull(key);
        writer.WriteEndObject();
    }

    // https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
    private static List<string>? Registries(byte[] config, string? within)
    {
        try
        {
            var reader = new Utf8JsonReader(config);
            reader.Read();
            if (within is null) return Names(ref reader);
            List<string> names = [];
            if (reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var isIt = reader.ValueTextEquals(within);
                reader.Read();
                if (isIt) names = Names(ref reader) ?? [];
                else reader.Skip();
            }
            return names;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<string>? Names(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return null;
        var names = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            names.Add(reader.GetString()!);
            reader.Read();
            reader.Skip();
        }
        return names;
    }
}
