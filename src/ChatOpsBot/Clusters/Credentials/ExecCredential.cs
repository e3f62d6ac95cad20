using System.Text.Json.Serialization;

namespace ChatOpsBot.Host.Clusters.Credentials;

/// <summary>What an exec plugin prints (client.authentication.k8s.io/v1 and v1beta1).</summary>
internal sealed record ExecCredential(string? ApiVersion, ExecCredentialStatus? Status);

/// <summary>status of an ExecCredential; certificate and key are PEM text.</summary>
internal sealed record ExecCredentialStatus(
    string? Token, DateTimeOffset? ExpirationTimestamp, string? ClientCertificateData, string? ClientKeyData);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExecCredential))]
internal sealed partial class ExecJson : JsonSerializerContext;
