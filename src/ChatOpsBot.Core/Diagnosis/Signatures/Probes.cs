using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>What is asked by a probe, and how it failed.</summary>
internal static partial class Probes
{
    /// <summary>The newest Unhealthy event of a probe ("Readiness", "Liveness", "Startup") for a container.</summary>
    public static Event? Last(Snapshot snapshot, string probe, string container) => snapshot.Events.LastOrDefault(e => e.Reason == "Unhealthy"
        && e.Message.StartsWith($"{probe} probe", StringComparison.Ordinal) && (Crashes.ContainerOf(e) is not { } of || of == container));

    /// <summary>The failure without "… probe failed: " and without the request's address.</summary>
    public static string Said(Event failed) => Prove.Cut(Request().Replace(Prefix().Replace(failed.Message, ""), ""));

    /// <summary>The probe in one line: "GET :8080/healthz", "TCP :5432", a command.</summary>
    public static string Written(Probe? probe) => probe switch
    {
        { HttpGet: { } get } => $"{get.Scheme ?? "HTTP"} GET :{get.Port}{get.Path}",
        { TcpSocket: { } tcp } => $"TCP :{tcp.Port}",
        { Grpc: { } grpc } => $"gRPC :{grpc.Port}",
        { Exec: { } exec } => string.Join(' ', exec.Command),
        _ => "?",
    };

    /// <summary>A lifecycle hook in one line.</summary>
    public static string Written(LifecycleHandler? hook) => Written(new Probe { Exec = hook?.Exec, HttpGet = hook?.HttpGet });

    /// <summary>The container's declared ports.</summary>
    public static string Ports(Container container) => string.Join(", ", container.Ports.Select(port => port.Name is { } name ? $"{name} {port.Port}" : $"{port.Port}"));

    /// <summary>The port that a probe asks, when it is none that the container declares; null otherwise.</summary>
    public static int? UndeclaredPort(Container container, Probe? probe)
    {
        var port = probe switch
        {
            { HttpGet: { } get } => get.Port.Number(),
            { TcpSocket: { } tcp } => tcp.Port.Number(),
            { Grpc: { } grpc } => grpc.Port,
            _ => null,
        };
        return port is { } asked && container.Ports.Count > 0 && container.Ports.All(declared => declared.Port != asked) ? asked : null;
    }

    /// <summary>The likeliest reason for a refused connection: the probe asks a port that the container does not declare.</summary>
    public static Text Hint(Container container, Probe? probe, Snapshot snapshot, Event? failed) => UndeclaredPort(container, probe) is { } port
        ? Text.Of("diagnosis.value.undeclared-port", port, Ports(container))
        : ReadinessFails.IsRefused(failed) ? Text.Of("diagnosis.value.nothing-listens")
        : Text.Of("diagnosis.value.probe-answer");

    [GeneratedRegex(@"^\w+ probe (failed|errored): ")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^Get ""[^""]*"": ")]
    private static partial Regex Request();
}
