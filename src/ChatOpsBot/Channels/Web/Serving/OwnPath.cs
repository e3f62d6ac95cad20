namespace ChatOpsBot.Host.Channels.Web.Serving;

/// <summary>Where a redirect may lead: to a path of this server and never to another one.</summary>
internal static class OwnPath
{
    /// <summary>The path if it is one of this server's, else another.</summary>
    public static string Or(string? path, string other) => Is(path) ? path! : other;

    // "//host" and "/\host" name other servers.
    private static bool Is(string? path) => path is { Length: > 0 } && path[0] == '/' && (path.Length == 1 || path[1] is not '/' and not '\\');
}
