using System.Globalization;
using System.Text.Json;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>A container's state, resources, ports and probes in kubectl's words.</summary>
internal static class ContainerWords
{
    /// <summary>"Running 5m", "Waiting: CrashLoopBackOff; before: Error, exit 1, 2m ago".</summary>
    public static string State(ContainerStatus? status, DateTimeOffset now)
    {
        if (status is null) return "Waiting";
        var state = status.State switch
        {
            { Running: { } running } => running.StartedAt is { } start ? $"Running {Age.Of(now - start)}" : "Running",
            { Terminated: { } ended } => $"Terminated: {Ended(ended, now)}",
            { Waiting.Reason: { Length: > 0 } reason } => $"Waiting: {reason}",
            _ => "Waiting",
        };
        return status.LastState.Terminated is { } before ? $"{state}; before: {Ended(before, now)}" : state;
    }

    /// <summary>"cpu 100m, memory 64Mi".</summary>
    public static string Amounts(IReadOnlyDictionary<string, string> amounts) => amounts.Count == 0
        ? "<none>" : string.Join(", ", amounts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));

    /// <summary>"http 8080/TCP".</summary>
    public static string Ports(Container container) => container.Ports.Count == 0 ? "<none>" : string.Join(", ", container.Ports.Select(port =>
        string.Create(CultureInfo.InvariantCulture, $"{(port.Name is null ? "" : port.Name + " ")}{port.Port}/{port.Protocol ?? "TCP"}{(port.HostPort is > 0 ? $" host {port.HostPort}" : "")}")));

    /// <summary>"readiness http :8080/health every 10s".</summary>
    public static string Probes(Container container)
    {
        var probes = new[] { ("startup", container.StartupProbe), ("readiness", container.ReadinessProbe), ("liveness", container.LivenessProbe) }
            .Where(probe => probe.Item2 is not null).Select(probe => $"{probe.Item1} {Probe(probe.Item2!)}").ToList();
        return probes.Count == 0 ? "<none>" : string.Join("; ", probes);
    }

    private static string Probe(Probe probe)
    {
        var action = probe switch
        {
            { HttpGet: { } http } => $"{(http.Scheme ?? "HTTP").ToLowerInvariant()} :{Port(http.Port)}{http.Path ?? "/"}",
            { TcpSocket: { } tcp } => $"tcp :{Port(tcp.Port)}",
            { Grpc: { } grpc } => $"grpc :{grpc.Port}",
            { Exec: { } exec } => $"exec [{string.Join(' ', exec.Command)}]",
            _ => "?",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{action} every {probe.PeriodSeconds ?? 10}s, {probe.FailureThreshold ?? 3} failures");
    }

    private static string Port(JsonElement? port) => port?.ToString() ?? "?";

    private static string Ended(TerminatedState ended, DateTimeOffset now)
    {
        var how = ended.Signal is > 0 ? $"signal {ended.Signal}" : string.Create(CultureInfo.InvariantCulture, $"exit {ended.ExitCode}");
        var words = string.IsNullOrEmpty(ended.Reason) ? how : $"{ended.Reason}, {how}";
        return ended.FinishedAt is { } at ? $"{words}, {Age.Of(now - at)} ago" : words;
    }
}
