using ChatOpsBot.EndToEnd.Tests.InCluster;

namespace ChatOpsBot.EndToEnd.Tests.Clusters;

/// <summary>Alice and Bob at terminals: every question is a process of its own, `ask`, on the cluster of CHATOPS_E2E_KUBECONFIG; they share a store.</summary>
internal sealed class TerminalPeople : IDisposable
{
    private const string Settings = """
        {"People": {
          "alice": {"Accounts": ["cli:alice"], "Roles": ["Requester"], "KubernetesUser": "alice"},
          "bob": {"Accounts": ["cli:bob"], "Roles": ["Requester", "Approver"], "KubernetesUser": "bob"}}}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatops-terminal-");

    private string File(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Asks, and gives what a person reads; the program must say that it answered.</summary>
    public async Task<string> AskAsync(string text, string person)
    {
        await System.IO.File.WriteAllTextAsync(File("settings.json"), Settings, TestContext.Current.CancellationToken);
        var (exit, output, error) = await Tool.RunAsync(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "ChatOpsBot.dll"), "ask", text, "--as", person, "--locale", "en",
                "--kubeconfig", RealCluster.Kubeconfig!, "--config", File("settings.json"), "--store", File("bot.db"),
            ],
            TestContext.Current.CancellationToken);
        Assert.True(exit == 0, $"ask {text}: exit {exit}\n{output}{error}");
        return output;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
