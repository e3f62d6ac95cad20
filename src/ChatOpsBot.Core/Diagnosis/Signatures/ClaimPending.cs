using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pod mounts a claim that has no volume; the claim's own cause stands in the title.</summary>
internal sealed class ClaimPending : ISignature
{
    private static readonly ISignature[] Causes = [new StorageClassMissing(), new NoClassNoVolume(), new NoVolumeFits(), new ProvisioningFailed(), new ClaimLost()];

    public string Code => "CHB111";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod?.IsWanted() != true) yield break;
        foreach (var claim in snapshot.Claims.Where(claim => claim.Object is { Status.Phase: not "Bound" }))
        {
            var target = new ResourceRef(ResourceKinds.PersistentVolumeClaim, claim.Namespace, claim.Name);
            var alone = snapshot with { Target = target, Pod = null, Claims = [claim] };
            var cause = Causes.SelectMany(rule => rule.Look(alone, now)).FirstOrDefault();
            if (new WaitsForFirstConsumer().Look(alone, now).Any()) continue;
            var title = cause?.Title ?? Text.Of("diagnosis.value.no-cause");
            yield return this.Find(snapshot, cause?.Cause ?? claim.Name, claim.Name, title) with
            {
                Confidence = cause?.Confidence ?? Confidence.CannotTell,
                Evidence = [.. cause?.Evidence ?? [], Prove.Field($"pvc {claim.Name}: status.phase", claim.Object!.Status.Phase), .. PendingEvidence.Of(snapshot)],
                Steps = cause?.Steps ?? [Text.Of("diagnosis.chb111.next", claim.Name)],
                Kubectl = [$"kubectl describe pvc {claim.Name} -n {claim.Namespace}"],
                Buttons = [new(Text.Of("diagnosis.button.why", claim.Name), $"why pvc {claim.Name} -n {claim.Namespace}")],
            };
        }
    }
}
