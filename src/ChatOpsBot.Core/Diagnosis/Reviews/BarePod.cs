using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>A pod without a controller: nobody makes it anew.</summary>
internal sealed class BarePod : IReview
{
    public string Code => "CHB951";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) =>
        snapshot.Target.Kind == ResourceKinds.Pod && snapshot.Pod is { Metadata.OwnerReferences.Count: 0 }
            ? [this.Find(snapshot, snapshot.Target.Name) with { Evidence = [Prove.Field("kind", "Pod"), Prove.Field("metadata.ownerReferences", Text.Of("diagnosis.value.absent"))] }] : [];
}
