using System.Net;
using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters.Registries;

namespace ChatOpsBot.Host.Registries;

/// <summary>Asks one registry about one image, as a pull begins (https://github.com/opencontainers/distribution-spec/blob/main/spec.md):
/// the manifest's head, which registries that count pulls do not count; then, where there is none, the tags.</summary>
internal sealed partial class ImageInquiry(HttpClient http, RegistryOptions registry, ImageReference image)
{
    private const int PageSize = 1000;
    private const int MostPages = 5;
    private const int MostNear = 3;

    private readonly RegistrySession _session = new(http, registry, image.Repository);

    /// <summary>The answer. What breaks on the way is thrown.</summary>
    public async Task<RegistryAnswer> AskAsync(CancellationToken cancellationToken)
    {
        using var head = await _session.OpenAsync(HttpMethod.Head, $"manifests/{image.Reference}", cancellationToken);
        RegistryAnswer answer = head.StatusCode switch
        {
            HttpStatusCode.OK => new RegistryAnswer.Found(await PlatformsAsync(head, cancellationToken)),
            HttpStatusCode.NotFound => await MissingAsync(cancellationToken),
            HttpStatusCode.TooManyRequests => new RegistryAnswer.Limited(),
            _ when RegistrySession.IsRefusal(head) => _session.Trouble is { } trouble ? trouble
                : string.IsNullOrEmpty(registry.UserName) ? new RegistryAnswer.Closed() : new RegistryAnswer.Refused(),
            _ => new RegistryAnswer.Unreachable($"HTTP {(int)head.StatusCode}"),
        };
        return answer with { WantsCredentials = _session.WantsCredentials };
    }

    private async Task<IReadOnlyList<string>> PlatformsAsync(HttpResponseMessage head, CancellationToken cancellationToken)
    {
        if (head.Content.Headers.ContentType?.MediaType is not ("application/vnd.oci.image.index.v1+json" or "application/vnd.docker.distribution.manifest.list.v2+json")) return [];
        using var response = await _session.SendAsync(HttpMethod.Get, $"manifests/{image.Reference}", cancellationToken);
        var index = await RegistrySession.ReadAsync(response, RegistryJson.Default.ImageIndex, cancellationToken);
        return [.. (index?.Manifests ?? []).Select(entry => entry?.Platform).OfType<IndexPlatform>()
            .Select(platform => string.Join('/', new[] { platform.Os, platform.Architecture, platform.Variant }.Where(part => !string.IsNullOrEmpty(part))))
            // Attestations stand in an index as images for unknown/unknown.
            .Where(platform => Platform().IsMatch(platform) && !platform.StartsWith("unknown/", StringComparison.Ordinal)).Distinct()];
    }

    // A registry answers "manifest unknown" for a repository that is not there as well: its tags tell the two apart.
    private async Task<RegistryAnswer> MissingAsync(CancellationToken cancellationToken)
    {
        var tags = new List<string>();
        for (var page = 0; page < MostPages; page++)
        {
            // Where the next page is, is reckoned and not taken from the answer's Link.
            var last = tags.Count == 0 ? "" : $"&last={Uri.EscapeDataString(tags[^1])}";
            using var response = await _session.SendAsync(HttpMethod.Get, $"tags/list?n={PageSize}{last}", cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound) return page == 0 ? new RegistryAnswer.NoRepository() : Nearest(tags);
            if (await RegistrySession.ReadAsync(response, RegistryJson.Default.TagList, cancellationToken) is not { } list) return page == 0 ? new RegistryAnswer.NoImage() : Nearest(tags);
            var fresh = (list.Tags ?? []).Where(tag => tag is not null && Tag().IsMatch(tag)).ToList();
            tags.AddRange(fresh);
            if (fresh.Count == 0 || !response.Headers.Contains("Link")) break;
        }
        return Nearest(tags);
    }

    private RegistryAnswer.NoTag Nearest(List<string> tags) => new(image.Digest is not null ? [] :
        [.. tags.Distinct().OrderBy(Away).ThenByDescending(tag => tag, StringComparer.Ordinal).Take(MostNear)]);

    // Of versions the front says more than the rest: 1.35.1-musl is nearer to 1.35.2 than "latest", which is as long.
    private int Away(string tag) => Core.Texts.Nearest.Distance(image.Reference, tag) - image.Reference.AsSpan().CommonPrefixLength(tag);

    // Signatures and attestations are kept under tags made of the image's digest; nobody means them.
    [GeneratedRegex(@"^(?!sha256-)[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}\z")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^[a-z0-9.-]{1,30}(/[A-Za-z0-9._-]{1,30}){1,2}\z")]
    private static partial Regex Platform();
}
