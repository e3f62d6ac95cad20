using System.Diagnostics;

namespace ChatOpsBot.EndToEnd.Tests;

[Collection("the cluster")]
public sealed class KubernetesManifestTests
{
    private const string Setting = "CHATOPS_E2E_KUBECONFIG";

    [Fact]
    public async Task The_manifests_apply_to_a_real_cluster_and_give_exactly_the_rights_of_the_table()
    {
        var kubeconfig = Environment.GetEnvironmentVariable(Setting);
        Assert.SkipUnless(!string.IsNullOrEmpty(kubeconfig), $"{Setting} names no cluster");

        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(FindRoot(), "manifests", "kubernetes", "test.sh"));
        start.Environment["KUBECONFIG"] = kubeconfig;
        using var process = Process.Start(start)!;
        var cancel = TestContext.Current.CancellationToken;
        var error = process.StandardError.ReadToEndAsync(cancel);
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);

        Assert.True(process.ExitCode == 0, $"exit {process.ExitCode}\n{Failures(output)}\n{await error}\n{output}");
        Assert.Contains("PASS can-i", output, StringComparison.Ordinal);
    }

    private static string Failures(string output) =>
        string.Join('\n', output.Split('\n').Where(line => line.StartsWith("FAIL", StringComparison.Ordinal)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ChatOpsBot.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException();
        return folder.FullName;
    }
}
