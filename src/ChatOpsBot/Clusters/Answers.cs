using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Host.Clusters;

/// <summary>Reads the bodies of answers. Everything is read asynchronously: the library's own readers block a thread and
/// cannot be cancelled.</summary>
internal static class Answers
{
    // The properties of a compile-time serializer are named by its options: these have to be the options of FactsJson.
    private static readonly JsonSerializerOptions Facts = new(FactsJson.Default.Options)
    {
        TypeInfoResolver = FactsJson.Default,
        Converters = { new SharedStrings() },
    };

    /// <summary>How facts are read.</summary>
    public static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Facts.GetTypeInfo(typeof(T));

    /// <summary>Facts, or a page of them.</summary>
    public static async Task<T> FactsAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken) where T : class
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync(body, TypeOf<T>(), cancellationToken)
            ?? throw new JsonException("The answer is null.");
    }

    /// <summary>Any JSON.</summary>
    public static async Task<JsonElement> ElementAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var document = await JsonDocument.ParseAsync(body, default, cancellationToken);
        return document.RootElement.Clone();
    }

    /// <summary>The first bytes of a text; what is no UTF-8 becomes U+FFFD, and a character that the limit cuts is left out.</summary>
    public static async Task<string> TextAsync(HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var held = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (held.Length < limit)
        {
            var length = await body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, limit - held.Length)), cancellationToken);
            if (length == 0) return Decode(held, flush: true);
            held.Write(buffer, 0, length);
        }
        return Decode(held, flush: false);
    }

    private static string Decode(MemoryStream held, bool flush)
    {
        var bytes = held.GetBuffer().AsSpan(0, (int)held.Length);
        var decoder = Encoding.UTF8.GetDecoder();
        var text = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        return new string(text, 0, decoder.GetChars(bytes, text, flush));
    }
}
