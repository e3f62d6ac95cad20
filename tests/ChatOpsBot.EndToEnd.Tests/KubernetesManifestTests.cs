using ChatOpsBot.EndToEnd.Tests.Clusters;
using ChatOpsBot.EndToEnd.Tests.InCluster;

namespace ChatOpsBot.EndToEnd.Tests;

[Collection("the cluster")]
public sealed class KubernetesManifestTests
{
    [Fact(Timeout = Limit.OfATest)]
    public async Task The_manifests_apply_to_a_real_cluster_and_give_exactly_the_rights_of_the_table()
    {
        Assert.SkipUnless(RealCluster.Kubeconfig is not null, "CHATOPS_E2E_KUBECONFIG names no cluster.");

        var (exit, output, error) = await Tool.RunAsync("bash", [Path.Combine(Repository.Root, "manifests", "kubernetes", "test.sh")], TestContext.Current.CancellationToken);

        Assert.True(exit == 0, $"exit {exit}\n{Failures(output)}\n{error}\n{output}");
        Assert.Contains("PASS can-i", output, StringComparison.Ordinal);
    }

    private static string Failures(string output) =>
        string.Join('\n', output.Split('\n').Where(line => line.StartsWith("FAIL", StringComparison.Ordinal)));
}
