using System.Security.Cryptography;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Clusters.Credentials;

namespace ChatOpsBot.Host.Clusters.Endpoints;

/// <summary>A server that stands in the configuration itself, such as an AKS cluster with its certificate authority.</summary>
/// <param name="cluster">The cluster's name, for failures.</param>
/// <param name="server">The API server's URL.</param>
/// <param name="authorityPem">Reads the certificate authority as PEM, or null for the machine's authorities.</param>
/// <param name="credential">What the bot shows.</param>
internal sealed class ServerSource(
    ClusterName cluster, Uri server, Func<CancellationToken, Task<string>>? authorityPem, IClusterCredential credential) : IEndpointSource
{
    public bool HasChanged => false;

    public async Task<ClusterResult<ClusterEndpoint>> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            var trust = authorityPem is null ? ServerTrust.Machine : ServerTrust.Pem(await authorityPem(cancellationToken));
            return new ClusterEndpoint(server, trust, credential);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or FormatException)
        {
            return new ClusterFailure.Misconfigured(cluster, $"The certificate authority cannot be used: {Excerpt.Of(e.Message)}");
        }
    }
}
