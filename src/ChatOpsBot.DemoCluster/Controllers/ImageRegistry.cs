using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Which images there are: those that some recorded pod runs, and what pulling another one says.</summary>
internal sealed class ImageRegistry
{
    private static readonly string[] StatusLists = ["containerStatuses", "initContainerStatuses"];
    private readonly HashSet<string> _known;

    public ImageRegistry(RecordedWorld world) => _known =
    [
        .. world.Objects.List(world.Catalog.Pods)
            .SelectMany(p => StatusLists.SelectMany(f => p.Body["status"]?[f] as JsonArray ?? []))
            .Where(c => c?["imageID"]?.ToString() is { Length: > 0 })
            .Select(c => c!["image"]!.ToString()),
    ];

    /// <summary>Null when the image can be pulled.</summary>
    public string? WhyNot(string image)
    {
        if (_known.Contains(image)) return null;
        var slash = image.LastIndexOf('/');
        var colon = image.IndexOf(':', slash + 1);
        var tag = colon < 0 ? "latest" : image[(colon + 1)..];
        var resolving = $"failed to pull and unpack image \"{image}\": failed to resolve reference \"{image}\"";
        return image.StartsWith("private.", StringComparison.Ordinal)
            ? $"{resolving}: pulling from host {image[..image.IndexOf('/', StringComparison.Ordinal)]} failed with status code [manifests {tag}]: 401 Unauthorized"
            : $"rpc error: code = NotFound desc = {resolving}: {image}: not found";
    }
}
