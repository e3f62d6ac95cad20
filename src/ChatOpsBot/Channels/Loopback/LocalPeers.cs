using System.Net;

namespace ChatOpsBot.Host.Channels.Loopback;

/// <summary>Whether a request comes from this machine: the only callers of what has no sign-in.</summary>
internal static class LocalPeers
{
    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "Via"];

    /// <summary>A program: a loopback connection that nobody forwarded and no web page made. A page that a developer looks at can
    /// reach loopback too, by its own origin or by a name that resolves to it.</summary>
    public static bool IncludesProgram(HttpContext http) => Includes(http) && !http.Request.Headers.ContainsKey("Origin");

    /// <summary>A browser that shows this server's own page: a loopback connection that nobody forwarded, to a loopback name, and
    /// made by no other page.</summary>
    public static bool IncludesBrowser(HttpContext http) => Includes(http) && IsOwnPage(http);

    /// <summary>Whether no other site's page made the request. Browsers send Origin with every WebSocket and every write; the name
    /// and port must be those that were called.</summary>
    public static bool IsOwnPage(HttpContext http) => http.Request.Headers.Origin.ToString() is var origin
        && (origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether a URL is of this machine.</summary>
    public static bool IsLoopback(Uri url) => IsLoopbackName(url.IdnHost);

    private static bool Includes(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer)
        && !Forwarding.Any(http.Request.Headers.ContainsKey)
        && IsLoopbackName(http.Request.Host.Host);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
