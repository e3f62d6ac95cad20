using ChatOpsBot.Host.Channels.Loopback;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Teams.Authentication;

/// <summary>Which connector services the bot talks to. An activity names the service that is answered, and the answer carries
/// the bot's token: a forged name would collect it.</summary>
internal sealed class ServiceUrls(IOptions<TeamsOptions> options)
{
    private static readonly string[] Domains = ["botframework.com", "botframework.azure.us", "botframework.azure.cn", "teams.microsoft.com", "teams.microsoft.us"];
    private static readonly string[] Hosts = ["smba.trafficmanager.net"];

    /// <summary>Whether the bot answers there: https on a known host, or this machine while local tests are on.</summary>
    public bool Allows(string? serviceUrl)
    {
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) || url.UserInfo.Length > 0) return false;
        if (options.Value.LocalTests && (url.Scheme is "http" or "https") && LocalPeers.IsLoopback(url)) return true;
        if (url.Scheme != Uri.UriSchemeHttps) return false;
        if (options.Value.ServiceHosts.Contains(url.Authority, StringComparer.OrdinalIgnoreCase)) return true;
        return url.IsDefaultPort
            && (Hosts.Contains(url.IdnHost, StringComparer.OrdinalIgnoreCase)
                || Domains.Any(domain => url.IdnHost.Equals(domain, StringComparison.OrdinalIgnoreCase)
                    || url.IdnHost.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Whether two service URLs are one: case and a slash at the end do not tell them apart.</summary>
    public static bool Same(string? one, string? other) =>
        one is not null && other is not null && one.TrimEnd('/').Equals(other.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
