using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Clusters;

/// <summary>Lists everything that is wrong with the section "Clusters" at once. It reads no kubeconfig and calls no cluster:
/// what is wrong there is told by the calls.</summary>
internal sealed class ClustersOptionsValidator : IValidateOptions<ClustersOptions>
{
    public ValidateOptionsResult Validate(string? name, ClustersOptions options)
    {
        var problems = options.Clusters.SelectMany(cluster => Problems($"{ClustersOptions.Section}:{cluster.Key}", cluster.Value))
            .Concat(Default(options))
            .ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(string path, ClusterOptions cluster)
    {
        if (cluster.Timeout < ClusterOptions.ShortestTimeout || cluster.Timeout > ClusterOptions.LongestTimeout)
            yield return $"{path}:Timeout is {cluster.Timeout}; it may be {ClusterOptions.ShortestTimeout} to {ClusterOptions.LongestTimeout}.";
        foreach (var problem in cluster.Kind switch
        {
            ClusterKind.Unknown => [$"{path}:Kind is missing; use one of Kubeconfig, InCluster, Aks, Demo."],
            ClusterKind.Kubeconfig when string.IsNullOrWhiteSpace(cluster.Kubeconfig) => [$"{path}:Kubeconfig is missing; name the file."],
            ClusterKind.Aks => Aks(path, cluster),
            ClusterKind.Demo when !IsLoopback(cluster.Server) => [$"{path}:Kind Demo is for the cluster that the program runs itself; start it with --demo."],
            _ => [],
        })
        {
            yield return problem;
        }
        foreach (var setting in Unused(cluster)) yield return $"{path}:{setting} has no meaning for the kind {cluster.Kind}.";
    }

    private static IEnumerable<string> Aks(string path, ClusterOptions cluster)
    {
        if (cluster.Server is null && cluster.Kubeconfig is null)
            yield return $"{path}:Server is missing; give the API server's https URL, or a Kubeconfig that has it.";
        if (cluster.Server is { } server && (!Uri.TryCreate(server, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps))
            yield return $"{path}:Server must be an https URL, and is '{server}'.";
        if (cluster is { Server: not null, Kubeconfig: not null })
            yield return $"{path}:Server and {path}:Kubeconfig both say where the cluster is; keep one.";
        if (cluster is { CertificateAuthority: not null, CertificateAuthorityData: not null })
            yield return $"{path}:CertificateAuthority and {path}:CertificateAuthorityData both give the authority; keep one.";
        foreach (var problem in cluster.Azure.Problems($"{path}:{nameof(cluster.Azure)}")) yield return problem;
    }

    private static IEnumerable<string> Unused(ClusterOptions cluster)
    {
        var file = cluster.Kind is ClusterKind.Kubeconfig or ClusterKind.Aks or ClusterKind.Unknown;
        var server = cluster.Kind is ClusterKind.Aks or ClusterKind.Unknown;
        var address = server || cluster.Kind is ClusterKind.Demo;
        if (!file && cluster.Kubeconfig is not null) yield return nameof(cluster.Kubeconfig);
        if (!file && cluster.Context is not null) yield return nameof(cluster.Context);
        if (!address && cluster.Server is not null) yield return nameof(cluster.Server);
        if (!server && cluster.CertificateAuthority is not null) yield return nameof(cluster.CertificateAuthority);
        if (!server && cluster.CertificateAuthorityData is not null) yield return nameof(cluster.CertificateAuthorityData);
    }

    private static bool IsLoopback(string? server) => Uri.TryCreate(server, UriKind.Absolute, out var uri) && uri.IsLoopback;

    private static IEnumerable<string> Default(ClustersOptions options) =>
        options.Default is { Length: > 0 } wanted && options.Clusters.Count > 0 && !options.Clusters.ContainsKey(wanted)
            ? [$"{ClustersOptions.DefaultSetting} is '{wanted}', and there is no such cluster; there are {string.Join(", ", options.Clusters.Keys.Order())}."]
            : [];
}
