using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The registry's host name cannot be resolved from the node.</summary>
internal sealed class RegistryUnknown : ISignature
{
    public string Code => "CHB402";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot)
        .Where(IsIt).Select(pull => this.About(snapshot, pull, pull.Registry, pull.Registry, snapshot.Pod!.Spec.NodeName) with
        {
            Confidence = pull.Says("no such host") ? Confidence.Confirmed : Confidence.Likely,
            Kubectl = [$"kubectl debug node/{snapshot.Pod.Spec.NodeName} -it --image=busybox -- nslookup {pull.Registry.Split(':')[0]}"],
        });

    internal static bool IsIt(Pull pull) => pull.Says("no such host", "server misbehaving", "dial tcp: lookup");
}
