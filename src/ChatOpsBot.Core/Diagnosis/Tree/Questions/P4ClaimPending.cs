using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the pod mount a claim that is not bound?</summary>
internal sealed record P4ClaimPending() : Question("P4", Yes: "FixClaim", No: "P5")
{
    private static readonly string[] Unbindable = ["unbound immediate PersistentVolumeClaims", "find available persistent volumes to bind"];

    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var claims = References.ClaimsOf(snapshot.Pod!).ToList();
        if (claims.Count == 0) return Answer.Of(false, Kubectl.Get(snapshot, "pvc"), Text.Of("walk.saw.no-claims"));
        var unbound = snapshot.Claims.Where(claim => claim.IsAbsent || (claim.Object is { Status.Phase: not "Bound" } found && !Waits(snapshot, found.Metadata.Name, found.Spec.StorageClassName))).ToList();
        if (unbound.Count > 0)
        {
            return Answer.Of(true, Kubectl.Describe(snapshot, "pvc", unbound[0].Name),
                [.. unbound.Select(claim => Saw.Field($"pvc/{claim.Name} status.phase", claim.Object?.Status.Phase ?? "NotFound")), .. snapshot.ClaimEvents.TakeLast(2).Select(Saw.By)]);
        }
        var message = Scheduler.Message(snapshot);
        if (message is not null && Unbindable.Any(words => message.Contains(words, StringComparison.Ordinal))) return Answer.Of(true, Kubectl.Get(snapshot, "pvc"), Scheduler.Shown(snapshot));
        return Answer.Of(snapshot.Claims.Any(claim => claim.Object is null) ? null : false, Kubectl.Get(snapshot, "pvc"),
            [.. snapshot.Claims.Select(claim => claim.Object is { } found ? Saw.Field($"pvc/{claim.Name} status.phase", found.Status.Phase) : Saw.Unread($"pvc/{claim.Name}"))]);
    }

    // A claim of such a class is Pending until a pod that mounts it has a node: it is not what holds the pod.
    private static bool Waits(Snapshot snapshot, string claim, string? storageClass) =>
        snapshot.StorageClasses.Any(found => found.Metadata.Name == storageClass && found.VolumeBindingMode == "WaitForFirstConsumer")
        && snapshot.ClaimEvents.All(e => e.InvolvedObject.Name != claim || e.Reason != "ProvisioningFailed");
}
