using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;

namespace ChatOpsBot.DemoCluster.Tests;

/// <summary>A running pod in a namespace of its own, in either cluster, until it is disposed of.</summary>
internal sealed partial class ContractPod : IAsyncDisposable
{
    private readonly Kubernetes _client;
    private readonly string _namespace;

    private ContractPod(Kubernetes client, string @namespace)
    {
        _client = client;
        _namespace = @namespace;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ContractPod> RunAsync(Kubernetes client, string image, Func<Task> wait)
    {
        var made = await client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { GenerateName = "contract-" } }, cancellationToken: Token);
        var pod = new ContractPod(client, made.Metadata.Name);
        // The service account of a namespace comes a moment after it.
        while ((await client.CoreV1.ListNamespacedServiceAccountAsync(pod._namespace, cancellationToken: Token)).Items.Count == 0) await wait();
        await client.CoreV1.CreateNamespacedPodAsync(
            new V1Pod
            {
                Metadata = new V1ObjectMeta { Name = "shell" },
                Spec = new V1PodSpec { TerminationGracePeriodSeconds = 0, Containers = [new V1Container { Name = "a", Image = image, Command = ["sleep", "3600"] }] },
            },
            pod._namespace,
            cancellationToken: Token);
        while ((await client.CoreV1.ReadNamespacedPodAsync("shell", pod._namespace, cancellationToken: Token)).Status.Phase != "Running") await wait();
        return pod;
    }

    /// <summary>The protocol that was agreed upon and every message, without the runtime's own ids.</summary>
    public async Task<string> ExecAsync(string protocol, string query)
    {
        var arguments = query.Split('&').Select(p => p.Split('=')).ToLookup(p => p[0], p => Uri.UnescapeDataString(p[1]));
        using var socket = await _client.WebSocketNamespacedPodExecAsync(
            "shell", _namespace, [.. arguments["command"].DefaultIfEmpty("")], null, arguments.Contains("stderr"), false, arguments.Contains("stdout"), arguments.Contains("tty"), protocol, cancellationToken: Token);
        var said = new StringBuilder(socket.SubProtocol);
        var buffer = new byte[65536];
        while (true)
        {
            var part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), Token);
            if (part.MessageType == WebSocketMessageType.Close) return Ids().Replace(said.Append(CultureInfo.InvariantCulture, $" {part.CloseStatus}").ToString(), "ID");
            // A program's output comes in as many pieces as it was written in.
            var channel = part.MessageType == WebSocketMessageType.Text ? buffer[0] - '0' : buffer[0];
            said.Append(channel == 3 || part.Count == 1 ? $" {part.MessageType} {channel}:" : "").Append(Encoding.UTF8.GetString(buffer, 1, part.Count - 1));
        }
    }

    public async ValueTask DisposeAsync() => await _client.CoreV1.DeleteNamespaceAsync(_namespace, cancellationToken: CancellationToken.None);

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Ids();
}
