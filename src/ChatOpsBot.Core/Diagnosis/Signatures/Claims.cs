using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The claim that a rule about claims looks at.</summary>
internal static class Claims
{
    /// <summary>The target claim, while it has no volume.</summary>
    public static PersistentVolumeClaim? Unbound(Snapshot snapshot) =>
        snapshot.Target.Kind == ResourceKinds.PersistentVolumeClaim && snapshot.Claims is [{ Object: { Status.Phase: "Pending" } claim }] ? claim : null;

    /// <summary>The newest event of each reason about the claim. FailedBinding and WaitForFirstConsumer are Normal events.</summary>
    public static IEnumerable<Evidence> Warnings(Snapshot snapshot) => About(snapshot).Where(e => e.Reason is "ProvisioningFailed" or "FailedBinding" or "WaitForFirstConsumer")
        .Reverse().DistinctBy(e => e.Reason).Take(2).Select(Prove.By);

    /// <summary>The newest event of one reason.</summary>
    public static Event? Last(Snapshot snapshot, string reason) => About(snapshot).LastOrDefault(e => e.Reason == reason);

    private static IEnumerable<Event> About(Snapshot snapshot) => snapshot.ClaimEvents.Where(e => e.InvolvedObject.Name == snapshot.Target.Name);

    /// <summary>The class of a claim, or the default class when it names none.</summary>
    public static StorageClass? Class(Snapshot snapshot, PersistentVolumeClaim claim) => claim.Spec.StorageClassName is { } name
        ? snapshot.StorageClasses.FirstOrDefault(found => found.Metadata.Name == name)
        : snapshot.StorageClasses.FirstOrDefault(found => found.Metadata.Annotations.GetValueOrDefault("storageclass.kubernetes.io/is-default-class") == "true");
}
