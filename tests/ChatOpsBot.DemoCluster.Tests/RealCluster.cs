using k8s;

namespace ChatOpsBot.DemoCluster.Tests;

/// <summary>The cluster of CHATOPS_E2E_KUBECONFIG.</summary>
internal sealed class RealCluster : IDisposable
{
    private RealCluster(KubernetesClientConfiguration configuration)
    {
        Kubernetes = new Kubernetes(configuration);
        Root = new Uri(configuration.Host);
        Client = Kubernetes.HttpClient;
        if (configuration.AccessToken is { } token) Client.DefaultRequestHeaders.Authorization = new("Bearer", token);
    }

    public HttpClient Client { get; }

    public Uri Root { get; }

    public Kubernetes Kubernetes { get; }

    /// <summary>Skips the test when there is none.</summary>
    public static RealCluster OrSkip()
    {
        var kubeconfig = Environment.GetEnvironmentVariable("CHATOPS_E2E_KUBECONFIG");
        Assert.SkipWhen(string.IsNullOrEmpty(kubeconfig), "CHATOPS_E2E_KUBECONFIG names no cluster");
        return new RealCluster(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));
    }

    public void Dispose() => Kubernetes.Dispose();
}
