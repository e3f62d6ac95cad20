namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the app answer through a port-forward to the pod? Only a person can try.</summary>
internal sealed record P20PodReachable() : Question("P20", Yes: "S1", No: "P21")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var ports = snapshot.Pod!.Spec.Containers.SelectMany(container => container.Ports).Select(port => port.Port).ToList();
        return Answer.Of(null, $"kubectl port-forward {snapshot.Target.Name} 8080:{(ports.Count > 0 ? ports[0] : 8080)} -n {snapshot.Target.Namespace}",
            Saw.Field("spec.containers[*].ports", string.Join(", ", ports)));
    }
}
