using System.Net;

namespace ChatOpsBot.Host.Channels.Teams.Receiving;

/// <summary>Whether a request comes from a program on this machine: the only callers of local tests, which have no token.</summary>
internal static class LocalPeers
{
    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "Via"];

    /// <summary>True for a loopback connection that nobody forwarded and no web page made: a page that a developer
    /// looks at can reach loopback too, by its own origin or by a name that resolves to it.</summary>
    public static bool Includes(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer)
        && !Forwarding.Any(http.Request.Headers.ContainsKey)
        && !http.Request.Headers.ContainsKey("Origin")
        && IsLoopbackName(http.Request.Host.Host);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
