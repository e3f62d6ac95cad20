using System.Text.Json.Serialization;

namespace ChatOpsBot.Host.Clusters.Failures;

/// <summary>The Status object that an API server answers with when it refuses.
/// Source: https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#response-status-kind</summary>
internal sealed record ApiStatus(string? Kind, string? Message, string? Reason, ApiStatusDetails? Details, int? Code)
{
    /// <summary>What to say when the answer held no Status.</summary>
    public static readonly ApiStatus Empty = new(null, null, null, null, null);
}

/// <summary>details: which object it is about.</summary>
internal sealed record ApiStatusDetails(string? Name, string? Group, string? Kind, IReadOnlyList<ApiStatusCause>? Causes = null);

/// <summary>details.causes[]: a field that was refused.</summary>
internal sealed record ApiStatusCause(string? Field, string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ApiStatus))]
internal sealed partial class ApiStatusJson : JsonSerializerContext;
