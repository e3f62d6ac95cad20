namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Have the pods an IP?</summary>
internal sealed record S3PodIp() : Question("S3", Yes: "EndpointsController", No: "KubeletIp")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var behind = snapshot.Behind();
        return Answer.Of(behind.Any(pod => pod.Status.PodIP is { Length: > 0 }), $"{Kubectl.Get(snapshot, "pods")} -o wide",
            [.. behind.Take(3).Select(pod => Saw.Field($"pod/{pod.Metadata.Name} status.podIP", pod.Status.PodIP))]);
    }
}
