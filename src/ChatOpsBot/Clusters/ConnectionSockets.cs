using System.Net;
using System.Text;
using ChatOpsBot.Host.Clusters.Endpoints;

namespace ChatOpsBot.Host.Clusters;

/// <summary>How the sockets to an API server are set up.</summary>
internal static class ConnectionSockets
{
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(5);

    public static void SetUp(SocketsHttpHandler handler, ClusterEndpoint endpoint, TimeSpan deadline)
    {
        var loopback = endpoint.Server.IsLoopback;
        handler.ConnectTimeout = deadline < LongestConnect ? deadline : LongestConnect;
        // A renewed client certificate, a moved server: a connection is not kept for ever.
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        // Gzip makes lists 9 times smaller and costs more time than loopback does.
        handler.AutomaticDecompression = loopback ? DecompressionMethods.None : DecompressionMethods.GZip;
        handler.RequestHeaderEncodingSelector = (name, _) => Impersonation.IsHeader(name) ? Encoding.UTF8 : null;
        if (endpoint.Proxy is { } proxy) handler.Proxy = new WebProxy(proxy);
        else if (loopback) handler.UseProxy = false;
        endpoint.Trust.ApplyTo(handler.SslOptions);
        // Asked at every handshake, after the request's credential was fetched: the certificate may have been renewed.
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => endpoint.Credential.Certificate!;
    }
}
