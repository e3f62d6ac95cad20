using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>The bounds and defaults that a namespace's LimitRanges set for containers.</summary>
internal static class LimitRanges
{
    /// <summary>A bound (min, max, default, defaultRequest) of a resource with the LimitRange that sets it.</summary>
    public static IEnumerable<(string Range, Quantity Amount)> Of(Snapshot snapshot, string bound, string resource) =>
        from range in snapshot.LimitRanges
        from limit in range.Spec.At("limits").Items()
        where limit.At("type").Word() == "Container"
        let amount = limit.At(bound).At(resource).Word()
        where amount is not null
        select (range.Metadata.Name, Quantity.Of(amount));

    /// <summary>Whether a container that says nothing of a resource is given a limit and a request.</summary>
    public static bool Defaults(Snapshot snapshot, string resource) =>
        Of(snapshot, "default", resource).Any() || Of(snapshot, "max", resource).Any();
}
