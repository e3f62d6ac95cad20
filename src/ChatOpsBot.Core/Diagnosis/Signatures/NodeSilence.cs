using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A node whose kubelet is not heard of, or that does not exist any more.</summary>
/// <param name="Name">The node.</param>
/// <param name="Gone">The Node object does not exist.</param>
/// <param name="Since">When the controller noticed; null when gone.</param>
/// <param name="Evidence">Condition and lease.</param>
internal sealed record NodeSilence(string Name, bool Gone, DateTimeOffset? Since, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>The silence of the node of a pod, or of the target node; null when its kubelet reports.</summary>
    public static NodeSilence? Of(Snapshot snapshot)
    {
        if (snapshot.Node is not { } look) return null;
        if (look.IsAbsent) return new(look.Name, true, null, [new($"node/{look.Name}", Text.Of("diagnosis.value.not-found"))]);
        if (look.Object?.Status.Conditions.FirstOrDefault(condition => condition.Type == "Ready") is not { Status: "Unknown" } ready) return null;
        var evidence = new List<Evidence> { Prove.Field($"node {look.Name}: status.conditions[Ready]", $"{ready.Status}: {ready.Message}") };
        if (snapshot.NodeLease?.Object?.Spec.RenewTime is { } renewed) evidence.Add(Prove.Field($"lease kube-node-lease/{look.Name}: spec.renewTime", renewed));
        return new(look.Name, false, ready.LastTransitionTime, evidence);
    }

    /// <summary>When it was last heard of, as a text.</summary>
    public Text Heard => Since is { } since ? since : "?";
}
