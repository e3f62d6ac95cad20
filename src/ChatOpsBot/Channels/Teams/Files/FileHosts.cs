using ChatOpsBot.Host.Channels.Loopback;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Teams.Files;

/// <summary>Where the files of Teams' personal chats lie: people's OneDrive, which is SharePoint. An activity names the address, and
/// any other would have the bot call whatever its network reaches.</summary>
internal sealed class FileHosts(IOptions<TeamsOptions> options)
{
    // https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges of the public cloud, the United States
    // government's, its defense's, and 21Vianet's.
    private static readonly string[] Domains = ["sharepoint.com", "sharepoint.us", "sharepoint-mil.us", "sharepoint.cn"];

    /// <summary>Whether the bot fetches from there or puts there: https on such a host, or this machine while local tests are on.</summary>
    public bool Allows(string? address, out Uri url)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out url!) || url.UserInfo.Length > 0) return false;
        if (options.Value.LocalTests && url.Scheme is "http" or "https" && LocalPeers.IsLoopback(url)) return true;
        var host = url.IdnHost;
        return url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && Domains.Any(domain => host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));
    }
}
