using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Remediation.Actions;

/// <summary>When a pod must not be deleted at all, and how dangerous it is otherwise.</summary>
internal static class DeletePodRules
{
    /// <summary>Set by the kubelet to where a static pod's manifest came from: file, http or api.</summary>
    private const string ConfigSource = "kubernetes.io/config.source";

    /// <summary>Why it must not be done, with what to do rather; null when it may be asked for.</summary>
    public static PlanResult.Refused? Refuse(DeletePodFacts facts)
    {
        var meta = facts.Pod.Metadata;
        var command = $"delete pod {meta.Name} -n {meta.Namespace}";
        if (facts.Pod.IsMirror()) return Mirror(facts);
        if (facts.Grace < 0) return No(Text.Of("remediation.refused.grace-negative"));
        if (facts.Force)
        {
            if (facts.Grace > 0) return No(Text.Of("remediation.refused.grace-with-force"));
            if (meta.DeletionTimestamp is not { } due)
                return No(Text.Of("remediation.refused.normal-first", meta.Name), new SaferWay(Text.Of("remediation.safer.normal-delete"), command));
            if (meta.DeletionGracePeriodSeconds == 0 && meta.Finalizers.Count > 0)
                return No(Text.Of("remediation.refused.finalizers-hold", meta.Name, Text.List(meta.Finalizers)));
            if (due > facts.Now) return No(Text.Of("remediation.refused.grace-runs", meta.Name, due, due - facts.Now));
            return null;
        }
        if (facts.Grace == 0) return No(Text.Of("remediation.refused.grace-zero"), new SaferWay(Text.Of("remediation.safer.normal-delete"), command));
        if (meta.DeletionTimestamp is not { } ends) return null;
        return ends > facts.Now
            ? No(Text.Of("remediation.refused.deleting", meta.Name, ends))
            : No(Text.Of("remediation.refused.deleting-late", meta.Name, ends), new SaferWay(Text.Of("remediation.safer.why"), $"why pod {meta.Name} -n {meta.Namespace}", Text.Of("remediation.button.why")),
                new SaferWay(Text.Of("remediation.rather.force"), $"{command} --force", Text.Of("remediation.button.force")));
    }

    /// <summary>The tier and the reasons for it, the weightiest first.</summary>
    public static (RiskTier Tier, IReadOnlyList<Text> Reasons) Risk(DeletePodFacts facts)
    {
        var found = (facts.Force ? Forced(facts) : Graceful(facts)).OrderByDescending(risk => risk.Tier).ToList();
        return (found.Max(risk => risk.Tier), [.. found.Select(risk => risk.Why)]);
    }

    private static IEnumerable<(RiskTier Tier, Text Why)> Forced(DeletePodFacts facts)
    {
        var (pod, node) = (facts.Pod.Metadata, facts.Node);
        yield return node.Standing switch
        {
            NodeStanding.None => (RiskTier.Medium, Text.Of("remediation.risk.no-node")),
            NodeStanding.Gone => (RiskTier.Medium, Text.Of("remediation.risk.node-gone", node.Name)),
            NodeStanding.Off => (RiskTier.Medium, Text.Of("remediation.risk.node-off", node.Name, node.Taint ?? "")),
            NodeStanding.Silent => (RiskTier.High, Text.Of("remediation.risk.node-silent", node.Name, node.LastSign ?? node.Since ?? (Text)"–")),
            NodeStanding.Unread => (RiskTier.High, Text.Of("remediation.risk.node-unread", node.Name)),
            _ => (RiskTier.High, Text.Of("remediation.risk.node-answers", node.Name)),
        };
        if (facts.IsStateful) yield return (RiskTier.Critical, Text.Of("remediation.risk.stateful", pod.Name, facts.Owner!.Name));
        if (facts.SingleNodeClaims.Count > 0)
        {
            yield return (node.IsConfirmedOff ? RiskTier.Medium : RiskTier.Critical, Text.Of(
                facts.Attachments.Count > 0 ? "remediation.risk.volume-attached" : "remediation.risk.volume",
                Text.List(facts.SingleNodeClaims.Select(claim => claim.Metadata.Name)), Text.List(facts.Attachments.Select(attachment => attachment.Spec.NodeName ?? "").Distinct())));
        }
        if (facts.Owner is null) yield return (RiskTier.High, Text.Of("remediation.risk.bare"));
        if (pod.Finalizers.Count > 0) yield return (RiskTier.Medium, Text.Of("remediation.risk.finalizers", Text.List(pod.Finalizers)));
    }

    private static IEnumerable<(RiskTier Tier, Text Why)> Graceful(DeletePodFacts facts)
    {
        var pod = facts.Pod.Metadata;
        if (facts.Owner is not { } owner) yield return (RiskTier.High, Text.Of("remediation.risk.bare"));
        else yield return (RiskTier.Low, Text.Of("remediation.risk.remade", owner.Kind, owner.Name));
        if (facts.IsStateful) yield return (RiskTier.Medium, Text.Of("remediation.risk.stateful-graceful", pod.Name));
        if (facts.Owner is not null && facts.IsLastReady) yield return (RiskTier.High, Text.Of("remediation.risk.last-ready"));
        if (facts.Siblings is null) yield return (RiskTier.Medium, Text.Of("remediation.risk.siblings-unread"));
        foreach (var budget in facts.Budgets.Where(budget => budget.Status.DisruptionsAllowed == 0 && facts.Pod.IsReady()))
            yield return (RiskTier.High, Text.Of("remediation.risk.budget", budget.Metadata.Name, budget.Status.CurrentHealthy, budget.Status.DesiredHealthy));
        if (facts.Node.Standing is NodeStanding.Silent or NodeStanding.NotReady)
            yield return (RiskTier.Low, Text.Of("remediation.risk.will-hang", facts.Node.Name));
        if (pod.Finalizers.Count > 0) yield return (RiskTier.Low, Text.Of("remediation.risk.finalizers", Text.List(pod.Finalizers)));
    }

    // The API knows the manifest's source, never its path: https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
    private static PlanResult.Refused Mirror(DeletePodFacts facts)
    {
        var (name, node) = (facts.Pod.Metadata.Name, facts.Node.Name);
        if (facts.Pod.Metadata.Annotations.GetValueOrDefault(ConfigSource) == "http")
            return No(Text.Of("remediation.refused.mirror-http", name, node));
        var manifest = name.EndsWith("-" + node, StringComparison.Ordinal) ? name[..^(node.Length + 1)] : name;
        return No(Text.Of("remediation.refused.mirror", name, node, $"/etc/kubernetes/manifests/{manifest}.yaml"));
    }

    private static PlanResult.Refused No(Text why, params SaferWay[] rather) => new(why, rather);
}
