using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The ports that a Service sends to, against those that its pods declare.</summary>
internal static class TargetPorts
{
    /// <summary>The declared ports of a pod.</summary>
    public static Text Declared(Pod pod) => pod.Spec.Containers.SelectMany(container => container.Ports).ToList() is { Count: > 0 } ports
        ? string.Join(", ", ports.Select(port => port.Name is { } name ? $"{name}={port.Port}" : $"{port.Port}")) : Text.Of("diagnosis.value.none");

    /// <summary>The number that a Service port sends to.</summary>
    public static int Number(ServicePort port) => port.TargetPort.Number() ?? port.Port;
}
