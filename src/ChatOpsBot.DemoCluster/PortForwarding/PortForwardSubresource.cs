using System.Globalization;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.Api;
using ChatOpsBot.DemoCluster.Controllers;
using ChatOpsBot.DemoCluster.Exec;
using ChatOpsBot.DemoCluster.World;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.PortForwarding;

/// <summary>pods/portforward: ports of pods over the channels of a web socket. A container that serves a port answers like the little web
/// server that it is; a port that nothing serves is refused in the kubelet's words.</summary>
internal sealed class PortForwardSubresource(RecordedWorld world)
{
    // What the kubelet speaks over web sockets.
    private static readonly string[] Protocols = ["v4.channel.k8s.io", "v4.base64.channel.k8s.io"];

    public Answer Open(RequestTarget target, HttpContext context)
    {
        if (world.Objects.Get(new ObjectKey(world.Catalog.Pods, target.Namespace, target.Name!)) is not { } pod) return Refusal.NotFound(world.Catalog.Pods, target.Name!);
        if (pod.NodeName is not { } node) return Refusal.BadRequest($"pod {pod.Key.Name} does not have a host assigned");
        if (context.Request.Headers.Upgrade.Count == 0) return Refusal.BadRequest("Upgrade request required");
        if (!NodeConditions.IsReady(world, node))
            return Refusal.InternalError($"error dialing backend: dial tcp {NodeConditions.InternalAddress(world, node)}:10250: connect: connection refused");
        if (!context.WebSockets.IsWebSocketRequest) return Answer.Empty(403);
        if (Ports(context.Request.Query) is not { } ports) return Answer.Text("query parameter \"port\" is required", 400);
        var asked = context.WebSockets.WebSocketRequestedProtocols;
        if (asked.Count > 0 && !asked.Any(Protocols.Contains)) return Answer.Empty(403);
        var protocol = asked.FirstOrDefault(Protocols.Contains);
        return new Answer(101, null, default)
        {
            Upgrade = async http =>
            {
                using var socket = await http.WebSockets.AcceptWebSocketAsync(protocol);
                await RunAsync(pod, ports, new PortForwardChannels(socket, protocol == Protocols[1]), http.RequestAborted);
            },
        };
    }

    private static async Task RunAsync(StoredObject pod, List<ushort> ports, PortForwardChannels channels, CancellationToken cancellationToken)
    {
        await channels.OpenAsync(ports, cancellationToken);
        var open = new List<int>();
        for (var i = 0; i < ports.Count; i++)
        {
            if (Serves(pod, ports[i])) open.Add(i);
            else await channels.RefuseAsync(i, Refused(ports[i], pod), cancellationToken);
        }
        foreach (var index in open) await channels.AnswerAsync(index, path => path is "/" or "/index.html", cancellationToken);
        await channels.CloseAsync(cancellationToken);
    }

    private static bool Serves(StoredObject pod, int port) => (pod.Body["spec"]?["containers"] as JsonArray ?? []).OfType<JsonObject>()
        .Any(container => ContainerFiles.IsRunning(pod, container) && ContainerProgram.Of(container).Port == port);

    private static string Refused(int port, StoredObject pod) => string.Create(CultureInfo.InvariantCulture,
        $"error forwarding port {port} to pod {Sandbox(pod)}, uid : failed to execute portforward in network namespace \"/var/run/netns/cni-{Guid.CreateVersion7()}\": failed to connect to localhost:{port} inside namespace \"{Sandbox(pod)}\", IPv4: dial tcp4 127.0.0.1:{port}: connect: connection refused IPv6 dial tcp6: address localhost: no suitable address found ");

    // The runtime's own name of the pod.
    private static string Sandbox(StoredObject pod) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(pod.Uid)));

    private static List<ushort>? Ports(IQueryCollection query)
    {
        var ports = new List<ushort>();
        foreach (var text in query["ports"].SelectMany(value => (value ?? "").Split(',')))
        {
            if (!ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0) return null;
            ports.Add(port);
        }
        return ports.Count == 0 ? null : ports;
    }
}
