using System.Text.Json.Serialization;
using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Diagnosis.Walks;

namespace ChatOpsBot.Host.Storage;

/// <summary>The JSON of stored bodies. Members may be added; a renamed or removed one needs a migration.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ActionRequest))]
[JsonSerializable(typeof(Walk))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class StorageJson : JsonSerializerContext;
