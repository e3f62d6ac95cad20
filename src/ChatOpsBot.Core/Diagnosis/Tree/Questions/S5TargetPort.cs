using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does targetPort name a port of the containers?</summary>
internal sealed record S5TargetPort() : Question("S5", Yes: "S8", No: "FixPorts")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Service() is not { } service || snapshot.Behind() is not [var pod, ..]) return Answer.Of(null, Kubectl.Get(snapshot, "service"));
        var missed = Routes.MissedPorts(service, pod);
        return Answer.Of(missed.Count == 0, $"{Kubectl.Get(snapshot, "service", service.Metadata.Name)} -o yaml",
            [Saw.Field($"service/{service.Metadata.Name} spec.ports", string.Join(", ", service.Spec.Ports.Select(port => $"{port.Port} → {Routes.Target(port)}"))),
                Saw.Field($"pod/{pod.Metadata.Name} ports", string.Join(", ", pod.Spec.Containers.SelectMany(container => container.Ports).Select(port => port.Name is null ? $"{port.Port}" : $"{port.Name}={port.Port}"))),
                .. missed.Select(port => Text.Of("walk.saw.missed-port", service.Metadata.Name, port))]);
    }
}
