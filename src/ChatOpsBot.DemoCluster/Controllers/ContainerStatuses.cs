using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>The kubelet's words for what a container is doing.</summary>
internal static class ContainerStatuses
{
    public static JsonObject Of(JsonObject container, JsonObject state, long restarts = 0, JsonObject? last = null, string? id = null, bool ready = false)
    {
        var image = container["image"]!.ToString();
        var status = new JsonObject
        {
            ["name"] = container["name"]!.ToString(),
            ["image"] = image,
            ["imageID"] = id is null ? "" : image,
            ["state"] = state,
            ["lastState"] = last is null ? new JsonObject() : new JsonObject { ["terminated"] = last },
            ["ready"] = ready,
            ["restartCount"] = restarts,
            ["started"] = state.ContainsKey("running"),
        };
        if (id is not null) status["containerID"] = id;
        return status;
    }

    public static JsonObject Waiting(string reason, string? message = null)
    {
        var waiting = new JsonObject { ["reason"] = reason };
        if (message is not null) waiting["message"] = message;
        return new JsonObject { ["waiting"] = waiting };
    }

    public static JsonObject Running(DateTimeOffset since) =>
        new() { ["running"] = new JsonObject { ["startedAt"] = Timestamps.Format(since) } };

    public static JsonObject Ended(ContainerProgram program, string id, DateTimeOffset began, DateTimeOffset ended)
    {
        var terminated = new JsonObject { ["exitCode"] = (long)program.ExitCode, ["reason"] = program.Reason };
        if (program.Message is not null) terminated["message"] = program.Message;
        terminated["startedAt"] = program.Reason == "StartError" ? "1970-01-01T00:00:00Z" : Timestamps.Format(began);
        terminated["finishedAt"] = Timestamps.Format(ended);
        terminated["containerID"] = id;
        return terminated;
    }

    /// <summary>Waiting for the back-off before the next restart: 10 s, doubled each time, 5 minutes at most.</summary>
    public static JsonObject BackOff(StoredObject pod, string container, long restarts) =>
        Waiting("CrashLoopBackOff", $"back-off {Written(BackOff(restarts))} restarting failed container={container} pod={pod.Key.Name}_{pod.Key.Namespace}({pod.Uid})");

    public static TimeSpan BackOff(long restarts) => TimeSpan.FromSeconds(Math.Min(300, 10 * Math.Pow(2, Math.Min(restarts, 10))));

    private static string Written(TimeSpan time) => time.TotalSeconds < 60 ? $"{time.TotalSeconds}s" : $"{(int)time.TotalMinutes}m{time.Seconds}s";
}
