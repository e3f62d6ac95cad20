using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.Api;
using ChatOpsBot.DemoCluster.World;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Exec;

/// <summary>pods/exec: a few commands that only read, over the channels of a web socket.</summary>
internal sealed class ExecSubresource(RecordedWorld world, TimeProvider clock)
{
    public Answer Open(RequestTarget target, HttpContext context)
    {
        if (world.Objects.Get(new ObjectKey(world.Catalog.Pods, target.Namespace, target.Name!)) is not { } pod) return Refusal.NotFound(world.Catalog.Pods, target.Name!);
        var query = context.Request.Query;
        if (Container(pod, query["container"].ToString(), out var refusal) is not { } container) return refusal!;
        if (pod.NodeName is not { } node) return Refusal.BadRequest($"pod {pod.Key.Name} does not have a host assigned");
        if (context.Request.Headers.Upgrade.Count == 0) return Refusal.BadRequest("Upgrade request required");
        if (!context.WebSockets.IsWebSocketRequest) return HttpMethods.IsPost(context.Request.Method) ? Answer.Text("bad method", 405, contentType: null) : Answer.Empty(403);
        var asked = context.WebSockets.WebSocketRequestedProtocols;
        if (ExecProtocol.Agree(asked) is not { } protocol) return Answer.Empty(403);
        // The fifth version is spoken by the API server; what is older is the kubelet's, who refuses before he upgrades.
        if (!protocol.IsTranslated && Refused(pod, node, container, ExecChannels.IsAnyAsked(query)) is { } why) return Answer.Text(why.Message, why.Code);
        return new Answer(101, null, default)
        {
            Upgrade = async http =>
            {
                using var socket = await http.WebSockets.AcceptWebSocketAsync(protocol.Name.Length == 0 ? null : protocol.Name);
                var channels = new ExecChannels(socket, protocol, query);
                await RunAsync(pod, node, container, [.. query["command"].OfType<string>()], channels, protocol, http.RequestAborted);
            },
        };
    }

    private async Task RunAsync(StoredObject pod, string node, JsonObject container, IReadOnlyList<string> command, ExecChannels channels, ExecProtocol protocol, CancellationToken cancellationToken)
    {
        await channels.OpenAsync(cancellationToken);
        if (Refused(pod, node, container, channels.Any) is { } refused)
        {
            await channels.EndAsync(Internal(refused.Code == 502 ? refused.Message : $"unable to upgrade connection: {refused.Message}"), cancellationToken);
            return;
        }
        // The API server says once more what the kubelet has said.
        var again = protocol.IsTranslated ? "Internal error occurred: " : "";
        if (Impossible(command) is { } why)
        {
            await channels.EndAsync(Internal($"{again}error executing command in container: failed to exec in container: failed to start exec \"{Id()}\": OCI runtime exec failed: exec failed: {why}: unknown"), cancellationToken);
            return;
        }
        var shell = new ContainerShell(new ContainerFiles(world, pod, container), new ContainerEnvironment(world, pod, container), clock, channels.IsTerminal);
        var input = command is ["cat"] && channels.HasInput ? await channels.ReadInputAsync(cancellationToken) : "";
        var result = shell.Run(command, input);
        await channels.WriteAsync(result.Output, error: false, cancellationToken);
        await channels.WriteAsync(result.Errors, error: true, cancellationToken);
        await channels.EndAsync(Status(result.ExitCode, protocol.IsTranslated ? null : command), cancellationToken);
    }

    // What keeps the kubelet from starting anything.
    private (int Code, string Message)? Refused(StoredObject pod, string node, JsonObject container, bool any)
    {
        if (!NodeConditions.IsReady(world, node))
        {
            var address = NodeConditions.InternalAddress(world, node);
            return (502, $"error sending request: Post \"https://{address}:10250/exec/{pod.Key.Namespace}/{pod.Key.Name}/{container["name"]}\": dial tcp {address}:10250: connect: connection refused");
        }
        if (!any) return (400, "you must specify at least 1 of stdin, stdout, stderr");
        return ContainerFiles.IsRunning(pod, container) ? null : (500, $"container not found (\"{container["name"]}\")");
    }

    // What keeps the runtime from starting the command.
    private static string? Impossible(IReadOnlyList<string> command) =>
        command.Count == 0 ? "args must not be empty"
        : ContainerShell.Has(command[0]) ? null
        : command[0].Contains('/', StringComparison.Ordinal)
            ? $"unable to start container process: exec: \"{command[0]}\": stat {command[0]}: no such file or directory"
            : $"unable to start container process: exec: \"{command[0]}\": executable file not found in $PATH";

    private static string Id()
    {
        Span<byte> id = stackalloc byte[32];
        RandomNumberGenerator.Fill(id);
        return Convert.ToHexStringLower(id);
    }

    private static JsonObject Internal(string why) => Failure("InternalError", $"Internal error occurred: {why}", new JsonObject { ["message"] = why }, 500);

    private static JsonObject? Container(StoredObject pod, string asked, out Answer? refusal)
    {
        refusal = null;
        string[] lists = ["initContainers", "containers", "ephemeralContainers"];
        var all = lists.SelectMany(f => pod.Body["spec"]?[f] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (asked.Length == 0)
        {
            if (pod.Body["spec"]?["containers"] is JsonArray { Count: 1 } only) return only[0]!.AsObject();
            refusal = Refusal.BadRequest($"a container name must be specified for pod {pod.Key.Name}, choose one of: [{string.Join(' ', all.Select(c => c["name"]))}]");
            return null;
        }
        if (all.FirstOrDefault(c => c["name"]?.ToString() == asked) is { } found) return found;
        refusal = Refusal.BadRequest($"container {asked} is not valid for pod {pod.Key.Name}");
        return null;
    }

    private static JsonObject Status(int code, IReadOnlyList<string>? command)
    {
        if (code == 0) return new JsonObject { ["metadata"] = new JsonObject(), ["status"] = "Success" };
        var written = code.ToString(CultureInfo.InvariantCulture);
        var why = command is null ? $"command terminated with exit code {written}" : $"error executing command [{string.Join(' ', command)}], exit code {written}";
        return Failure("NonZeroExitCode", $"command terminated with non-zero exit code: {why}", new JsonObject { ["reason"] = "ExitCode", ["message"] = written }, null);
    }

    private static JsonObject Failure(string reason, string message, JsonObject cause, int? code)
    {
        var status = new JsonObject
        {
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = message,
            ["reason"] = reason,
            ["details"] = new JsonObject { ["causes"] = new JsonArray(cause) },
        };
        if (code is { } number) status["code"] = number;
        return status;
    }
}
