using System.Text;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Azure;
using ChatOpsBot.Host.Clusters.Credentials;

namespace ChatOpsBot.Host.Clusters.Endpoints;

/// <summary>Chooses the source of a cluster's endpoint by its kind. Reads nothing.</summary>
internal static class EndpointSources
{
    public static IEndpointSource Of(ClusterName cluster, ClusterOptions options, TimeProvider time) => options.Kind switch
    {
        ClusterKind.Kubeconfig => new KubeconfigSource(cluster, options.Kubeconfig!, options.Context, new(time, options.Timeout)),
        ClusterKind.InCluster => new InClusterSource(
            cluster, InClusterSource.ServiceAccountFolder, Environment.GetEnvironmentVariable, time, options.Timeout),
        ClusterKind.Aks => Aks(cluster, options, time),
        ClusterKind.Demo => new DemoSource(new Uri(options.Server!)),
        _ => throw new ArgumentOutOfRangeException(nameof(options)),
    };

    private static IEndpointSource Aks(ClusterName cluster, ClusterOptions options, TimeProvider time)
    {
        var credential = new TokenCredentialProvider(
            AzureCredentials.Create(options.Azure), $"Entra identity ({options.Azure.Kind})", time, options.Timeout);
        return options.Server is { } server
            ? new ServerSource(cluster, new Uri(server), Authority(options), credential)
            : new KubeconfigSource(cluster, options.Kubeconfig!, options.Context, new(time, options.Timeout, credential));
    }

    private static Func<CancellationToken, Task<string>>? Authority(ClusterOptions options) => options switch
    {
        { CertificateAuthorityData: { } data } => _ => Task.FromResult(Encoding.ASCII.GetString(Convert.FromBase64String(data))),
        { CertificateAuthority: { } file } => cancellationToken => File.ReadAllTextAsync(file, cancellationToken),
        _ => null,
    };
}
