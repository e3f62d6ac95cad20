using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the port right, and does the app listen on 0.0.0.0? The bot knows the declared ports, and what is refused at localhost is
/// not listened on at 0.0.0.0; beyond that, a person knows where the process listens.</summary>
internal sealed record P21Listening() : Question("P21", Yes: "Unknown", No: "ListenEverywhere")
{
    public override Task<Snapshot> ReadMoreAsync(IClusterReader cluster, Snapshot snapshot, CancellationToken cancellationToken) =>
        snapshot.TryAsync(cluster, PodPorts.OfPod(snapshot), cancellationToken);

    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pod = snapshot.Pod!;
        var declared = pod.Spec.Containers.SelectMany(container => container.Ports).Select(port => port.Port).ToList();
        var missed = snapshot.Service() is { } service ? Routes.MissedPorts(service, pod) : [];
        var tries = snapshot.Tried(PodPorts.OfPod(snapshot));
        return Answer.Of(missed.Count > 0 || tries.Reached() == false ? false : null, $"kubectl exec {snapshot.Target.Name} -n {snapshot.Target.Namespace} -- netstat -tln",
            [Saw.Field("spec.containers[*].ports", string.Join(", ", declared)), .. missed.Select(port => Text.Of("walk.saw.missed-port", snapshot.Service()!.Metadata.Name, port)), .. tries.Shown()]);
    }
}
