using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Remediation.Actions;

/// <summary>What approvers are shown of a deletion.</summary>
internal static class DeletePodPreview
{
    public static ActionPlan Of(ActionOrder order, DeletePodFacts facts, ActAs actAs, string dryRun)
    {
        var pod = facts.Pod.Metadata;
        var (tier, reasons) = DeletePodRules.Risk(facts);
        return new ActionPlan(
            "delete-pod", order, facts.Target, facts.Uid, actAs,
            Text.Of(facts.Force ? "remediation.preview.force-title" : "remediation.preview.title", pod.Name, pod.Namespace ?? "", order.Cluster.Value),
            [.. Changes(facts)], Confirm(facts), tier, reasons, [.. SaferWays(facts)],
            facts.Owner is { } owner ? Text.Of("remediation.preview.roll-back", owner.Kind, owner.Name) : Text.Of("remediation.preview.roll-back-bare"),
            [.. Particulars(facts, actAs)],
            [.. facts.Gaps.Select(gap => Text.Of("remediation.gap", gap.Kind.Plural, gap.Name ?? gap.Namespace ?? "–"))],
            Premises(facts), dryRun);
    }

    private static IEnumerable<Text> Changes(DeletePodFacts facts)
    {
        var pod = facts.Pod.Metadata;
        if (facts.Force) yield return Text.Of("remediation.preview.force-change", pod.Name);
        else yield return Text.Of("remediation.preview.change", pod.Name, Grace(facts));
        if (facts.IsStateful) yield return Text.Of("remediation.preview.remade-same", facts.Owner!.Name, pod.Name);
        else if (facts.Owner is { } owner) yield return Text.Of("remediation.preview.remade", owner.Kind, owner.Name);
        if (pod.Finalizers.Count > 0) yield return Text.Of("remediation.preview.finalizers-stay", Text.List(pod.Finalizers));
    }

    private static Text? Confirm(DeletePodFacts facts)
    {
        if (!facts.Force || facts.Node.IsConfirmedOff) return null;
        var what = facts.SingleNodeClaims.Count > 0 ? "remediation.confirm.volume" : facts.IsStateful ? "remediation.confirm.stateful" : "remediation.confirm.twice";
        return Text.Of(
            "remediation.confirm", facts.Node.Name,
            Text.Of(what, facts.Pod.Metadata.Name, Text.List(facts.SingleNodeClaims.Select(claim => claim.Metadata.Name))));
    }

    private static IEnumerable<SaferWay> SaferWays(DeletePodFacts facts)
    {
        var (pod, node) = (facts.Pod.Metadata, facts.Node);
        if (!facts.Force)
        {
            yield return new(Text.Of("remediation.safer.why"), $"why pod {pod.Name} -n {pod.Namespace}", Text.Of("remediation.button.why"));
            yield break;
        }
        switch (node.Standing)
        {
            case NodeStanding.Silent or NodeStanding.Unread:
                yield return new(Text.Of("remediation.safer.bring-back", node.Name));
                yield return new(Text.Of("remediation.safer.delete-node", node.Name));
                if (facts.SingleNodeClaims.Count > 0) yield return new(Text.Of("remediation.safer.out-of-service", node.Name));
                break;
            case NodeStanding.Gone or NodeStanding.Off:
                yield return new(Text.Of("remediation.safer.collector"));
                break;
            default:
                yield return new(Text.Of("remediation.safer.wait", node.Name));
                break;
        }
        if (pod.Finalizers.Count > 0) yield return new(Text.Of("remediation.safer.finalizers", Text.List(pod.Finalizers)));
    }

    private static IEnumerable<Particular> Particulars(DeletePodFacts facts, ActAs actAs)
    {
        var (pod, node) = (facts.Pod.Metadata, facts.Node);
        yield return new(Text.Of("remediation.fact.uid"), pod.Uid);
        if (facts.Owner is { } owner) yield return new(Text.Of("remediation.fact.owner"), $"{owner.Kind} {owner.Name}");
        if (node.Name.Length > 0)
        {
            yield return new(Text.Of("remediation.fact.node"), Text.Of($"remediation.node.{Word(node.Standing)}", node.Name, node.Since ?? (Text)"–"));
            if (node.LastSign is { } sign) yield return new(Text.Of("remediation.fact.last-sign"), sign);
        }
        if (pod.DeletionTimestamp is { } due) yield return new(Text.Of("remediation.fact.grace-ended"), due);
        if (facts.SingleNodeClaims.Count > 0)
            yield return new(Text.Of("remediation.fact.volumes"), Text.List(facts.SingleNodeClaims.Select(claim => claim.Metadata.Name)));
        yield return new(Text.Of("remediation.fact.acts-as"), actAs.User ?? "");
    }

    // Readiness comes and goes with a crashing pod; what an approval rests on does not.
    private static Dictionary<string, string> Premises(DeletePodFacts facts)
    {
        var pod = facts.Pod.Metadata;
        var premises = new Dictionary<string, string>
        {
            ["owner"] = facts.Owner is { } owner ? $"{owner.Kind} {owner.Name}" : "",
            ["finalizers"] = string.Join(", ", pod.Finalizers),
        };
        if (facts.Force)
        {
            premises["node"] = facts.Node.Name.Length == 0 ? "" : $"{facts.Node.Name} {Word(facts.Node.Standing)}";
            premises["volumes"] = string.Join(", ", facts.SingleNodeClaims.Select(claim => claim.Metadata.Name));
        }
        return premises;
    }

    private static TimeSpan Grace(DeletePodFacts facts) => TimeSpan.FromSeconds(facts.Grace ?? facts.Pod.Spec.TerminationGracePeriodSeconds ?? 30);

    private static string Word(NodeStanding standing) => standing.ToString().ToLowerInvariant();
}
