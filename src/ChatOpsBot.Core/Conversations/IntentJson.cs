using System.Text.Json.Serialization;

namespace ChatOpsBot.Core.Conversations;

/// <summary>The JSON form of an intent: what the inbox stores.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Intent))]
public sealed partial class IntentJson : JsonSerializerContext;
