using System.Security.Cryptography;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Clusters.Credentials;

namespace ChatOpsBot.Host.Clusters.Endpoints;

/// <summary>The cluster that the bot's own pod runs in, with the pod's service account.
/// Source: https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/</summary>
/// <param name="cluster">The cluster's name, for failures.</param>
/// <param name="folder">Where the kubelet mounts token and ca.crt.</param>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="time">The clock of the token file.</param>
/// <param name="deadline">What reading the token may take.</param>
internal sealed class InClusterSource(
    ClusterName cluster, string folder, Func<string, string?> environment, TimeProvider time, TimeSpan deadline) : IEndpointSource
{
    internal const string ServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    public bool HasChanged => false;

    public async Task<ClusterResult<ClusterEndpoint>> FindAsync(CancellationToken cancellationToken)
    {
        var (host, port) = (environment("KUBERNETES_SERVICE_HOST"), environment("KUBERNETES_SERVICE_PORT"));
        if (string.IsNullOrEmpty(host) || !int.TryParse(port, out var number))
            return Wrong("KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set: this process runs in no pod.");
        try
        {
            var authorities = await File.ReadAllTextAsync(Path.Combine(folder, "ca.crt"), cancellationToken);
            var token = new TokenFile(Path.Combine(folder, "token"), time, deadline);
            return new ClusterEndpoint(new UriBuilder(Uri.UriSchemeHttps, host, number).Uri, ServerTrust.Pem(authorities), token);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Wrong($"The service account in {folder} cannot be used: {Excerpt.Of(e.Message)}");
        }
    }

    private ClusterFailure.Misconfigured Wrong(string detail) => new(cluster, detail);
}
