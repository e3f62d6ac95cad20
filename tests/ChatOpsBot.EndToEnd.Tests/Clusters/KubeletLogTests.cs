using System.Security.Cryptography;
using ChatOpsBot.EndToEnd.Tests.InCluster;

namespace ChatOpsBot.EndToEnd.Tests.Clusters;

/// <summary>A pod whose node cannot make its sandbox: what the kubelet logs of it, read through the API server's node log query.
/// CHATOPS_E2E_NODE_LOGS names a node whose kubelet hands its log out.</summary>
[Collection("the cluster")]
public sealed class KubeletLogTests : IAsyncLifetime
{
    private static readonly string? Node = Environment.GetEnvironmentVariable("CHATOPS_E2E_NODE_LOGS");

    private readonly string _ns = $"e2e-kubelet-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
    private bool _made;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(RealCluster.Kubeconfig is not null, "CHATOPS_E2E_KUBECONFIG names no cluster.");
        Assert.SkipUnless(!string.IsNullOrEmpty(Node), "CHATOPS_E2E_NODE_LOGS names no node whose kubelet hands out its log.");
        await RealCluster.KubectlAsync("create", "namespace", _ns);
        _made = true;
        await Tool.DoAsync("kubectl", ["apply", "-f", "-"], TestContext.Current.CancellationToken, $$"""
            apiVersion: node.k8s.io/v1
            kind: RuntimeClass
            metadata: {name: {{_ns}} }
            handler: nowhere
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: boxed, namespace: {{_ns}} }
            spec: {runtimeClassName: {{_ns}}, nodeName: {{Node}}, containers: [{name: app, image: "busybox:1.35", command: [sleep, "3600"]}]}
            """);
        await RealCluster.HappenedAsync(_ns, "boxed", "FailedCreatePodSandBox");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_made) return;
        await RealCluster.KubectlAsync("delete", "runtimeclass", _ns);
        await RealCluster.KubectlAsync("delete", "namespace", _ns, "--wait=false");
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task What_the_kubelet_says_of_a_pod_is_evidence_where_its_log_may_be_read()
    {
        var context = (await RealCluster.KubectlAsync("config", "current-context")).Trim();
        using var reading = new TerminalPeople($$""" "Clusters": { "{{context}}": { "NodeLogs": true } } """);
        var answer = await reading.AskAsync($"why pod boxed -n {_ns}", "alice");

        Assert.Contains(" · CHB307 ", answer, StringComparison.Ordinal);
        Assert.Contains($"kubelet's log on {Node}: \"Error syncing pod, skipping\"", answer, StringComparison.Ordinal);
        Assert.Contains("no runtime for \"nowhere\" is configured", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("logs boxed", answer, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task Where_it_may_not_be_read_the_answer_says_on_which_node_to_look_for_what()
    {
        using var asking = new TerminalPeople();
        var answer = await asking.AskAsync($"why pod boxed -n {_ns}", "alice");

        Assert.Contains(" · CHB307 ", answer, StringComparison.Ordinal);
        Assert.Contains($"  # on {Node}", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Error syncing pod", answer, StringComparison.Ordinal);
    }
}
