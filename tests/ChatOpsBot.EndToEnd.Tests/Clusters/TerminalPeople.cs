using ChatOpsBot.EndToEnd.Tests.InCluster;
using ChatOpsBot.Host.CommandLine;
using ChatOpsBot.Host.Hosting;

namespace ChatOpsBot.EndToEnd.Tests.Clusters;

/// <summary>Alice and Bob at terminals: every question is a process of its own, `ask`, on the cluster of CHATOPS_E2E_KUBECONFIG; they share a store.</summary>
/// <param name="more">Further settings, as members of a JSON object.</param>
internal sealed class TerminalPeople(string more = "") : IDisposable
{
    private readonly string _settings = $$"""
        { {{more}}{{(more.Length > 0 ? "," : "")}} "People": {
          "alice": {"Accounts": ["cli:alice"], "Roles": ["Requester"], "KubernetesUser": "alice"},
          "bob": {"Accounts": ["cli:bob"], "Roles": ["Requester", "Approver"], "KubernetesUser": "bob"} } }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatops-terminal-");

    private string File(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Asks, and gives what a person reads; the program must say that it answered.</summary>
    /// <param name="text">What is asked.</param>
    /// <param name="person">Who asks.</param>
    /// <param name="exits">The exit code: 0 for an answer, 1 where faults are the answer.</param>
    public async Task<string> AskAsync(string text, string person, int exits = 0)
    {
        await System.IO.File.WriteAllTextAsync(File("settings.json"), _settings, TestContext.Current.CancellationToken);
        var (exit, output, error) = await Tool.RunAsync(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "ChatOpsBot.dll"), "ask", text, "--as", person, "--locale", "en",
                "--kubeconfig", RealCluster.Kubeconfig!, "--config", File("settings.json"), "--store", File("bot.db"),
            ],
            TestContext.Current.CancellationToken);
        Assert.True(exit == exits, $"ask {text}: exit {exit}\n{output}{error}");
        return output;
    }

    /// <summary>The same in this process, for one who asks much.</summary>
    public static async Task<TerminalSession> OpenAsync()
    {
        var people = new TerminalPeople();
        await System.IO.File.WriteAllTextAsync(people.File("settings.json"), people._settings, TestContext.Current.CancellationToken);
        var settings = new BotSettings(Demo: false, new FileInfo(RealCluster.Kubeconfig!), null, new FileInfo(people.File("settings.json")), new FileInfo(people.File("bot.db")));
        return new(people, await BotSession.OpenAsync(settings, TestContext.Current.CancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
