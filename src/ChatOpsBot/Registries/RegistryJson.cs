using System.Text.Json.Serialization;

namespace ChatOpsBot.Host.Registries;

/// <summary>GET /v2/NAME/tags/list.</summary>
internal sealed record TagList(IReadOnlyList<string>? Tags);

/// <summary>An image index, as far as it names platforms (https://github.com/opencontainers/image-spec/blob/main/image-index.md).</summary>
internal sealed record ImageIndex(IReadOnlyList<IndexEntry>? Manifests);

/// <summary>manifests[].</summary>
internal sealed record IndexEntry(IndexPlatform? Platform);

/// <summary>manifests[].platform.</summary>
internal sealed record IndexPlatform(string? Os, string? Architecture, string? Variant);

/// <summary>What a token server answers: one of the two is set.</summary>
internal sealed record TokenAnswer(string? Token, [property: JsonPropertyName("access_token")] string? AccessToken);

/// <summary>The serializers of what registries send.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TagList))]
[JsonSerializable(typeof(ImageIndex))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class RegistryJson : JsonSerializerContext;
