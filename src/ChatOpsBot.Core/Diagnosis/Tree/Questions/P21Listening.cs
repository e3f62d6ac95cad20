using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the port right, and does the app listen on 0.0.0.0? The bot knows the declared ports, a person where the process listens.</summary>
internal sealed record P21Listening() : Question("P21", Yes: "Unknown", No: "ListenEverywhere")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pod = snapshot.Pod!;
        var declared = pod.Spec.Containers.SelectMany(container => container.Ports).Select(port => port.Port).ToList();
        var missed = snapshot.Service() is { } service ? Routes.MissedPorts(service, pod) : [];
        return Answer.Of(missed.Count > 0 ? false : null, $"kubectl exec {snapshot.Target.Name} -n {snapshot.Target.Namespace} -- netstat -tln",
            [Saw.Field("spec.containers[*].ports", string.Join(", ", declared)), .. missed.Select(port => Text.Of("walk.saw.missed-port", snapshot.Service()!.Metadata.Name, port))]);
    }
}
