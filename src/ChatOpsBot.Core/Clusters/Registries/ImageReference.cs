using System.Text.RegularExpressions;

namespace ChatOpsBot.Core.Clusters.Registries;

/// <summary>An image's name in its parts, as the container runtimes read it
/// (https://github.com/distribution/reference/blob/main/normalize.go).</summary>
/// <param name="Registry">Host and port, as the name has them; the default registry's for a name without.</param>
/// <param name="Repository">shop/web.</param>
/// <param name="Tag">Null where a digest alone says which image; latest where the name says nothing.</param>
/// <param name="Digest">sha256:…; null where there is none.</param>
public sealed partial record ImageReference(string Registry, string Repository, string? Tag, string? Digest)
{
    private const string Default = "docker.io";

    /// <summary>What names the image within its repository: the digest before the tag.</summary>
    public string Reference => Digest ?? Tag!;

    /// <summary>The parts of a name, which become parts of a URL; null for what is none.</summary>
    public static ImageReference? Parse(string image)
    {
        var registry = RegistryOf(image);
        var rest = image.Split('/') is [var first, ..] && first == registry ? image[(first.Length + 1)..] : image;
        if (Name().Match(rest) is not { Success: true } name) return null;
        var repository = name.Groups["repository"].Value;
        var digest = name.Groups["digest"] is { Success: true } said ? said.Value : null;
        var tag = name.Groups["tag"] is { Success: true } label ? label.Value : digest is null ? "latest" : null;
        return new(registry, registry == Default && !repository.Contains('/', StringComparison.Ordinal) ? $"library/{repository}" : repository, tag, digest);
    }

    /// <summary>The registry's host, as the runtime resolves the name.</summary>
    public static string RegistryOf(string image) =>
        image.Split('/') is [var first, _, ..] && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost") ? first : Default;

    // https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
    // https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests
    [GeneratedRegex(@"^(?<repository>[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*)(:(?<tag>[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}))?(@(?<digest>[a-z0-9]+([+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]{1,256}))?\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
