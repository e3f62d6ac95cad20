using System.Security.Cryptography;
using ChatOpsBot.EndToEnd.Tests.InCluster;

namespace ChatOpsBot.EndToEnd.Tests.Clusters.StuckStates;

/// <summary>Everything of states.yaml at once in a namespace of its own, and a static pod where the environment says where to put one.
/// Nothing waits here for a state: while one test asks, the other states come about.</summary>
public sealed class StuckStates : IAsyncLifetime
{
    private static readonly string? Registry = Environment.GetEnvironmentVariable("CHATOPS_E2E_REGISTRY");
    private static readonly string? PrivateRegistry = Environment.GetEnvironmentVariable("CHATOPS_E2E_PRIVATE_REGISTRY");
    private static readonly string? StaticPods = Environment.GetEnvironmentVariable("CHATOPS_E2E_STATIC_PODS");
    private bool _made;

    internal string Namespace { get; } = $"e2e-stuck-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";

    /// <summary>One process that answers everything, as at a terminal.</summary>
    internal TerminalSession? Alice { get; private set; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Manifest => Path.Combine(StaticPods!, $"{Namespace}.yaml");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (RealCluster.Kubeconfig is null) return;
        await RealCluster.KubectlAsync("create", "namespace", Namespace);
        _made = true;
        await ApplyAsync("states.yaml", "-n", Namespace);
        await ApplyAsync("guarded.yaml");
        if (StaticPods is not null) await File.WriteAllTextAsync(Manifest, StaticPod, Stop);
        // A quota counts only when its controller has seen it.
        await RealCluster.KubectlAsync("create", "-n", Namespace, "quota", "no-timed-pods", "--hard=pods=0", "--scopes=Terminating");
        await RealCluster.KubectlAsync("wait", "-n", Namespace, "resourcequota/no-timed-pods", "--for=jsonpath={.status.hard.pods}=0", Limit.OfAWait);
        await RealCluster.KubectlAsync("rollout", "status", "-n", Namespace, "daemonset/holds-port", Limit.OfAWait);
        await ApplyAsync("later.yaml");
        await RealCluster.KubectlAsync("wait", "-n", Namespace, "pod/held", "--for=condition=Ready", Limit.OfAWait);
        await RealCluster.KubectlAsync("delete", "-n", Namespace, "pod", "held", "--wait=false");
        Alice = await TerminalPeople.OpenAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Alice is not null) await Alice.DisposeAsync();
        if (!_made) return;
        if (StaticPods is not null) File.Delete(Manifest);
        await RealCluster.KubectlAsync("patch", "-n", Namespace, "pod", "held", "--type=json", "-p", """[{"op":"remove","path":"/metadata/finalizers"}]""");
        await RealCluster.KubectlAsync("delete", "validatingwebhookconfiguration", $"{Namespace}-gone");
        await RealCluster.KubectlAsync("delete", "namespace", Namespace, $"{Namespace}-strict", $"{Namespace}-hooked", "--wait=false");
    }

    private async Task ApplyAsync(string file, params string[] where) => await Tool.DoAsync("kubectl", ["apply", .. where, "-f", "-"], Stop,
        (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Clusters", "StuckStates", file), Stop))
        .Replace("NAMESPACE", Namespace, StringComparison.Ordinal)
        .Replace("REGISTRY", Registry ?? "registry.invalid", StringComparison.Ordinal).Replace("PRIVATE", PrivateRegistry ?? "registry.invalid", StringComparison.Ordinal));

    /// <summary>Skips a test whose state this cluster cannot be brought into.</summary>
    internal static void Require(string state)
    {
        Assert.SkipUnless(RealCluster.Kubeconfig is not null, "CHATOPS_E2E_KUBECONFIG names no cluster.");
        if (state.Contains("REGISTRY", StringComparison.Ordinal)) Assert.SkipUnless(!string.IsNullOrEmpty(Registry), "CHATOPS_E2E_REGISTRY names no registry that the nodes pull from.");
        if (state.Contains("PRIVATE", StringComparison.Ordinal)) Assert.SkipUnless(!string.IsNullOrEmpty(PrivateRegistry), "CHATOPS_E2E_PRIVATE_REGISTRY names no registry that wants a password.");
        if (state.Contains("static", StringComparison.Ordinal)) Assert.SkipUnless(!string.IsNullOrEmpty(StaticPods), "CHATOPS_E2E_STATIC_PODS names no folder that a kubelet takes static pods from.");
    }

    /// <summary>A word as it stands in the cluster.</summary>
    internal static string Filled(string word) => word.Replace("REGISTRY", Registry, StringComparison.Ordinal).Replace("PRIVATE", PrivateRegistry, StringComparison.Ordinal);

    private string StaticPod => $$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: static, namespace: {{{Namespace}}}, labels: {app: static} }
        spec: {containers: [{name: app, image: "busybox:1.35", command: [sh, -c, "echo 'ERROR: no certificate in /etc/pki'; exit 6"]}]}
        """;
}
