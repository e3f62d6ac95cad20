using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace ChatOpsBot.Host.Channels.Web.Serving;

/// <summary>The proxies that end TLS before the bot: what they say about the caller and the scheme is believed, and nobody else's word.
/// The host's name is the one that they pass on.</summary>
internal static class KnownProxies
{
    /// <summary>An address, or a network in CIDR notation; null when it is neither.</summary>
    public static System.Net.IPNetwork? Parse(string text) =>
        System.Net.IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    /// <summary>Takes in the headers of these proxies. Without any nothing is taken in.</summary>
    public static void Use(IApplicationBuilder app, IEnumerable<string> proxies)
    {
        // Every hop back to the first that is not known: however many proxies there are, a stranger's word ends the chain.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies) options.KnownIPNetworks.Add(Parse(proxy)!.Value);
        if (options.KnownIPNetworks.Count > 0) app.UseForwardedHeaders(options);
    }
}
