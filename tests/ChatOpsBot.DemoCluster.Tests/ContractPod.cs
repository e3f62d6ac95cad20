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

    // Whatever has not come by then fails with what came instead: a test that waits for ever tells nobody why.
    private readonly CancellationTokenSource _late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private ContractPod(Kubernetes client, string @namespace)
    {
        _client = client;
        _namespace = @namespace;
        _late.CancelAfter(TimeSpan.FromMinutes(3));
    }

    private CancellationToken Token => _late.Token;

    public static Task<ContractPod> RunAsync(Kubernetes client, string image, Func<Task> wait) => RunAsync(client, image, ["sleep", "3600"], wait);

    public static async Task<ContractPod> RunAsync(Kubernetes client, string image, IList<string> command, Func<Task> wait)
    {
        var made = await client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { GenerateName = "contract-" } }, cancellationToken: TestContext.Current.CancellationToken);
        var pod = new ContractPod(client, made.Metadata.Name);
        await pod.StartAsync(image, command, wait);
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

    /// <summary>What the channels of a forwarded port say, in the order of the channels: the connection up to the first line of an answer.</summary>
    public async Task<string> ForwardAsync(string protocol, int port, string request)
    {
        using var socket = await _client.WebSocketNamespacedPodPortForwardAsync("shell", _namespace, [port], protocol, cancellationToken: Token);
        var said = new SortedDictionary<int, List<string>>();
        var isText = protocol.Contains("base64", StringComparison.Ordinal);
        byte[] asked = isText ? [(byte)'0', .. Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.ASCII.GetBytes(request)))] : [0, .. Encoding.ASCII.GetBytes(request)];
        await socket.SendAsync(new ArraySegment<byte>(asked), isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, true, Token);
        var buffer = new byte[65536];
        while (true)
        {
            var part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), Token);
            if (part.MessageType == WebSocketMessageType.Close) break;
            var (channel, payload) = isText ? (buffer[0] - '0', Convert.FromBase64String(Encoding.ASCII.GetString(buffer, 1, part.Count - 1))) : (buffer[0], buffer[1..part.Count]);
            if (!said.TryGetValue(channel, out var messages)) said[channel] = messages = [];
            // The first of a channel is the port's two bytes.
            messages.Add(messages.Count == 0 ? Convert.ToHexString(payload) : Encoding.UTF8.GetString(payload));
        }
        return Ids().Replace(string.Join('\n', said.Select(pair => $"{pair.Key}: {pair.Value[0]} {string.Concat(pair.Value.Skip(1)).Split('\r')[0]}")), "ID");
    }

    public async ValueTask DisposeAsync()
    {
        _late.Dispose();
        await _client.CoreV1.DeleteNamespaceAsync(_namespace, cancellationToken: CancellationToken.None);
    }

    private async Task StartAsync(string image, IList<string> command, Func<Task> wait)
    {
        // The service account of a namespace comes a moment after it.
        while ((await _client.CoreV1.ListNamespacedServiceAccountAsync(_namespace, cancellationToken: Token)).Items.Count == 0) await wait();
        var pod = await _client.CoreV1.CreateNamespacedPodAsync(
            new V1Pod
            {
                Metadata = new V1ObjectMeta { Name = "shell" },
                Spec = new V1PodSpec { TerminationGracePeriodSeconds = 0, Containers = [new V1Container { Name = "a", Image = image, Command = command }] },
            },
            _namespace,
            cancellationToken: Token);
        try
        {
            while (pod.Status.Phase != "Running")
            {
                await wait();
                pod = await _client.CoreV1.ReadNamespacedPodAsync("shell", _namespace, cancellationToken: Token);
            }
        }
        catch (OperationCanceledException) when (_late.IsCancellationRequested)
        {
            throw new TimeoutException($"The pod does not run: {KubernetesJson.Serialize(pod.Status)}");
        }
    }

    [GeneratedRegex("[0-9a-f]{64}|cni-[0-9a-f-]+")]
    private static partial Regex Ids();
}
