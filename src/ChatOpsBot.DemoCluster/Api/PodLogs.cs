using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>pods/log, with the errors of the API server and of the kubelet behind it.</summary>
internal sealed class PodLogs(RecordedWorld world, TimeProvider clock)
{
    public Answer Read(RequestTarget target, IQueryCollection query)
    {
        if (world.Objects.Get(new ObjectKey(world.Catalog.Pods, target.Namespace, target.Name!)) is not { } pod)
            return Refusal.NotFound(world.Catalog.Pods, target.Name!);
        if (LogOptions.Parse(query, pod.Key.Name, out var refusal) is not { } options) return refusal!;
        if (Container(pod, options, out refusal) is not { } container) return refusal!;
        if (pod.Body["spec"]?["nodeName"]?.GetValue<string>() is not { } node)
            return Answer.Empty(204); // no kubelet to ask: nothing, and no error
        if (!NodeConditions.IsReady(world, node)) return Unreachable(pod, node, container, query);
        return FromKubelet(pod, container, options);
    }

    private static string? Container(StoredObject pod, LogOptions options, out Answer? refusal)
    {
        refusal = null;
        string[] init = Names(pod, "initContainers"), ordinary = Names(pod, "containers"), debug = Names(pod, "ephemeralContainers");
        string[] all = [.. init, .. ordinary, .. debug];
        if (options.Container is { } asked)
        {
            if (all.Contains(asked)) return asked;
            refusal = Refusal.BadRequest($"container {asked} is not valid for pod {pod.Key.Name}");
            return null;
        }
        if (ordinary.Length == 1) return ordinary[0];
        refusal = Refusal.BadRequest($"a container name must be specified for pod {pod.Key.Name}, choose one of: [{string.Join(' ', all)}]");
        return null;
    }

    private static string[] Names(StoredObject pod, string field) =>
        [.. (pod.Body["spec"]?[field] as JsonArray ?? []).Select(c => c!["name"]!.GetValue<string>())];

    // The API server's own error, with the request that it made.
    private Answer Unreachable(StoredObject pod, string node, string container, IQueryCollection query)
    {
        var address = NodeConditions.InternalAddress(world, node);
        var asked = string.Join('&', query.Where(q => q.Key is not "container").OrderBy(q => q.Key, StringComparer.Ordinal).Select(q => $"{q.Key}={q.Value}"));
        var url = $"https://{address}:10250/containerLogs/{pod.Key.Namespace}/{pod.Key.Name}/{container}{(asked.Length > 0 ? "?" : "")}{asked}";
        return Refusal.InternalError($"Get \"{url}\": dial tcp {address}:10250: connect: connection refused");
    }

    private Answer FromKubelet(StoredObject pod, string container, LogOptions options)
    {
        var status = Status(pod, container);
        var last = status?["lastState"]?["terminated"] as JsonObject;
        var waiting = status?["state"]?["waiting"] as JsonObject;
        var running = status?["state"]?["running"] as JsonObject;
        var terminated = status?["state"]?["terminated"] as JsonObject;
        string? problem = null;
        if (options.Previous)
        {
            if (!HasId(last)) problem = $"previous terminated container \"{container}\" in pod \"{pod.Key.Name}\" not found";
        }
        else if (running is not null)
        {
        }
        else if (terminated is not null)
        {
            if (!HasId(terminated) && !HasId(last)) problem = $"container \"{container}\" in pod \"{pod.Key.Name}\" is terminated";
        }
        else if (!HasId(last))
        {
            var reason = waiting?["reason"]?.GetValue<string>() ?? "ContainerCreating";
            var why = reason switch
            {
                "ErrImagePull" => "image can't be pulled",
                "ImagePullBackOff" => "trying and failing to pull image",
                _ => reason,
            };
            problem = $"container \"{container}\" in pod \"{pod.Key.Name}\" is waiting to start: {why}";
        }
        if (problem is not null) return Refusal.BadRequest(problem);
        var log = world.Logs.Find(pod.Uid, container, options.Previous) ?? "";
        return new Answer(200, Answer.TextType, LogText.Cut(log, options, clock.GetUtcNow()));
    }

    private static bool HasId(JsonObject? terminated) => terminated?["containerID"]?.GetValue<string>() is { Length: > 0 };

    private static JsonObject? Status(StoredObject pod, string container)
    {
        string[] fields = ["containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses"];
        return fields
            .SelectMany(f => pod.Body["status"]?[f] as JsonArray ?? [])
            .OfType<JsonObject>()
            .FirstOrDefault(s => s["name"]!.GetValue<string>() == container);
    }
}
