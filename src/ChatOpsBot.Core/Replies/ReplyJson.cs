using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOpsBot.Core.Replies;

/// <summary>The JSON form of a reply: what the outbox stores and `ask --json` prints.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Reply))]
public sealed partial class ReplyJson : JsonSerializerContext
{
    /// <summary>Indented and with every script's letters as they are, for people and their scripts.</summary>
    public static ReplyJson Readable => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
