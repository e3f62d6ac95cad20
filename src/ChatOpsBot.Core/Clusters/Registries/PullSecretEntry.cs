using System.Text.RegularExpressions;

namespace ChatOpsBot.Core.Clusters.Registries;

/// <summary>For which images the kubelet uses an entry of a pull secret
/// (https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/credentialprovider/keyring.go).</summary>
internal static partial class PullSecretEntry
{
    // Where an image's name says no registry, the kubelet takes this entry when no other fits.
    private const string Default = "index.docker.io";

    /// <summary>Host and port are the same (parts of the host may be globs) and the entry's path, if it has one, begins the image's.</summary>
    public static bool Covers(string entry, ImageReference image)
    {
        var (host, path) = Parts(entry);
        if (image.Registry == "docker.io" && host == Default) return true;
        var (ours, port) = Port(host);
        var (theirs, wanted) = Port(image.Registry);
        var globs = ours.Split('.');
        var names = theirs.Split('.');
        return port == wanted && globs.Length == names.Length && globs.Zip(names).All(pair => IsMatch(pair.First, pair.Second))
            && $"/{image.Repository}".StartsWith(path, StringComparison.Ordinal);
    }

    private static (string Host, string Path) Parts(string entry)
    {
        var bare = Scheme().Replace(entry, "");
        var slash = bare.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return (bare, "");
        var path = bare[slash..];
        if (path.StartsWith("/v1/", StringComparison.Ordinal) || path.StartsWith("/v2/", StringComparison.Ordinal)) path = path[3..];
        return (bare[..slash], path == "/" ? "" : path);
    }

    private static (string Host, string Port) Port(string host) =>
        host.LastIndexOf(':') is var colon && colon > host.LastIndexOf(']') ? (host[..colon], host[(colon + 1)..]) : (host, "");

    private static bool IsMatch(string glob, string name) => !glob.AsSpan().ContainsAny('*', '?') ? glob == name
        : System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(glob, name, ignoreCase: false);

    [GeneratedRegex("^https?://")]
    private static partial Regex Scheme();
}
