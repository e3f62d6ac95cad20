using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using ChatOpsBot.Host.Hosting;

namespace ChatOpsBot.EndToEnd.Tests.InCluster;

/// <summary>The bot's image, built and pushed, and its manifests, applied: the bot in a pod. Everything but the image is removed again.</summary>
internal sealed partial class InstalledBot : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly string _node;

    private InstalledBot(Overlay overlay, DirectoryInfo folder, string node) => (Overlay, _folder, _node) = (overlay, folder, node);

    public Overlay Overlay { get; }

    private string Deployment => $"deployment/{Overlay.Name}-chatopsbot";

    /// <summary>Returns when the pod is Ready and the victim runs.</summary>
    public static async Task<InstalledBot> InstallAsync(string registry, CancellationToken cancellationToken)
    {
        var root = Repository.Root;
        var name = $"chatops-{Guid.NewGuid().ToString("n")[..8]}";
        var bot = new InstalledBot(
            new(name, $"{registry}/chatopsbot", name), Directory.CreateTempSubdirectory("chatops-overlay-"), await ReadyNodeAsync(cancellationToken));
        try
        {
            await bot.InstallAsync(root, registry, cancellationToken);
            return bot;
        }
        catch (Exception)
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    /// <summary>`ask` inside the pod, as somebody or as the pod's own user.</summary>
    public Task<(int Exit, string Out, string Error)> AskAsync(string text, string? person, CancellationToken cancellationToken) =>
        Tool.RunAsync("kubectl", [.. Exec, "ask", text, .. person is null ? [] : new[] { "--as", person }, "--config", "/config/appsettings.json"], cancellationToken);

    /// <summary>`audit verify` inside the pod.</summary>
    public Task<string> VerifyAuditAsync(CancellationToken cancellationToken) =>
        Tool.DoAsync("kubectl", [.. Exec, "audit", "verify", "--config", "/config/appsettings.json"], cancellationToken);

    /// <summary>Runs a request against the Service, through `kubectl port-forward`.</summary>
    public async Task<T> ThroughTheServiceAsync<T>(Func<HttpClient, Task<T>> request, CancellationToken cancellationToken)
    {
        using var forward = Process.Start(new ProcessStartInfo("kubectl", ["port-forward", "-n", Overlay.Name, $"service/{Overlay.Name}-chatopsbot", ":80"])
        {
            RedirectStandardOutput = true,
            Environment = { ["KUBECONFIG"] = Clusters.RealCluster.Kubeconfig },
        })!;
        try
        {
            var line = await forward.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("kubectl port-forward ended.");
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port().Match(line).Groups[1].Value}") };
            return await request(http);
        }
        finally
        {
            forward.Kill();
            await forward.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Takes the pod away and waits for the next one.</summary>
    public async Task ReplacePodAsync(CancellationToken cancellationToken)
    {
        await Tool.DoAsync("kubectl", ["delete", "pod", "-n", Overlay.Name, "-l", "app.kubernetes.io/name=chatopsbot"], cancellationToken);
        await WaitUntilReadyAsync(cancellationToken);
    }

    /// <summary>A field of the bot's pod.</summary>
    public Task<string> PodAsync(string jsonPath, CancellationToken cancellationToken) =>
        Tool.DoAsync("kubectl", ["get", "pods", "-n", Overlay.Name, "-l", "app.kubernetes.io/name=chatopsbot", "-o", $"jsonpath={jsonPath}"], cancellationToken);

    /// <summary>What the bot logged.</summary>
    public Task<string> LogAsync(CancellationToken cancellationToken) => Tool.DoAsync("kubectl", ["logs", "-n", Overlay.Name, Deployment], cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Whatever of it exists: an install may have failed half-way, and the test may have been cancelled.
        using var limit = new CancellationTokenSource(Limit.OfAProgram, TimeProvider.System);
        await Tool.RunAsync("kubectl", ["delete", "-k", _folder.FullName, "--ignore-not-found", Limit.OfAWait], limit.Token);
        await Tool.RunAsync("kubectl", ["delete", "persistentvolume", Overlay.Name, "--ignore-not-found", "--wait=false"], limit.Token);
        await Tool.RunAsync("kubectl", ["apply", "-f", "-"], limit.Token, Overlay.OnNode("clear", _node, "rm", "-rf"));
        await Tool.RunAsync("kubectl", ["wait", "-n", Overlay.Aside, "pod/clear", "--for=jsonpath={.status.phase}=Succeeded", Limit.OfAWait], limit.Token);
        await Tool.RunAsync("kubectl", ["delete", "namespace", Overlay.Aside, "--ignore-not-found", Limit.OfAWait], limit.Token);
        _folder.Delete(recursive: true);
    }

    private string[] Exec => ["exec", "-n", Overlay.Name, Deployment, "--", "/app/ChatOpsBot"];

    private async Task InstallAsync(string root, string registry, CancellationToken cancellationToken)
    {
        var configuration = typeof(BotApplication).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        await Overlay.WriteAsync(_folder.FullName, Path.Combine(root, "manifests", "kubernetes"), cancellationToken);
        await Tool.DoAsync("kubectl", ["create", "namespace", Overlay.Aside], cancellationToken);
        await Tool.DoAsync("kubectl", ["apply", "-f", "-"], cancellationToken, Overlay.Surroundings(_node));
        await Tool.DoAsync(
            "bash", [Path.Combine(root, "tests", "ChatOpsBot.EndToEnd.Tests", "InCluster", "image.sh"), registry, Overlay.Tag, configuration], cancellationToken);
        await Tool.DoAsync("kubectl", ["wait", "-n", Overlay.Aside, "pod/make", "--for=jsonpath={.status.phase}=Succeeded", Limit.OfAWait], cancellationToken);
        await Tool.DoAsync("kubectl", ["apply", "-k", _folder.FullName], cancellationToken);
        await WaitUntilReadyAsync(cancellationToken);
        await Tool.DoAsync("kubectl", ["wait", "-n", Overlay.Aside, "pod/victim", "--for=condition=Ready", Limit.OfAWait], cancellationToken);
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var (exit, output, error) = await Tool.RunAsync("kubectl", ["rollout", "status", "-n", Overlay.Name, Deployment, Limit.OfAWait], cancellationToken);
        if (exit == 0) return;
        var state = await Tool.RunAsync("kubectl", ["describe", "pods", "-n", Overlay.Name], cancellationToken);
        var log = await Tool.RunAsync("kubectl", ["logs", "-n", Overlay.Name, Deployment], cancellationToken);
        throw new InvalidOperationException($"The bot did not become ready: {output}{error}\n{state.Out}\n{log.Out}{log.Error}");
    }

    // Fake nodes (kwok) run nothing.
    private static async Task<string> ReadyNodeAsync(CancellationToken cancellationToken)
    {
        const string readiness = """{range .items[*]}{.metadata.labels.kubernetes\.io/hostname} {.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}""";
        var nodes = await Tool.DoAsync("kubectl", ["get", "nodes", "-l", "type!=kwok", "-o", $"jsonpath={readiness}"], cancellationToken);
        return nodes.Split('\n').First(line => line.EndsWith(" True", StringComparison.Ordinal)).Split(' ')[0];
    }

    [GeneratedRegex(@":(\d+) ->")]
    private static partial Regex Port();
}
