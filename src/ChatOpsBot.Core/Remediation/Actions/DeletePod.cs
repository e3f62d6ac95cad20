using System.Globalization;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Remediation.Actions;

/// <summary>`delete pod X [--force] [--grace N]`: with the kubelet's word, or without it.</summary>
internal sealed class DeletePod(IClusters clusters, TimeProvider time) : IRemediationAction
{
    /// <inheritdoc/>
    public string Code => "delete-pod";

    /// <summary>An order for one pod.</summary>
    /// <param name="cluster">Where.</param>
    /// <param name="pod">Which.</param>
    /// <param name="force">Without waiting for the kubelet.</param>
    /// <param name="graceSeconds">Another grace period than the pod's own; null: its own.</param>
    public static ActionOrder Order(ClusterName cluster, Pod pod, bool force, int? graceSeconds)
    {
        var options = new Dictionary<string, string>();
        if (force) options["force"] = "true";
        if (graceSeconds is { } grace) options["grace"] = grace.ToString(CultureInfo.InvariantCulture);
        return new(cluster, pod.Metadata.Namespace, pod.Metadata.Name, options);
    }

    /// <inheritdoc/>
    public async Task<PlanResult> PlanAsync(ActionOrder order, Person requester, CancellationToken cancellationToken)
    {
        var read = await DeletePodFacts.ReadAsync(clusters.Reader(order.Cluster), order, time.GetUtcNow(), cancellationToken);
        if (!read.Has(out var facts, out var failure)) return new PlanResult.Failed(failure);
        if (DeletePodRules.Refuse(facts) is { } refused) return refused;
        if (requester.ActsAs is not { User: { Length: > 0 } user } actAs)
            return new PlanResult.Refused(Text.Of("remediation.refused.no-user", requester.Id.Value, $"People:{requester.Id}:KubernetesUser"), []);

        var writer = clusters.Writer(order.Cluster);
        var access = await writer.CheckAccessAsync(
            new(actAs, "delete", ResourceKinds.Pod, order.Namespace, order.Name), cancellationToken);
        if (!access.Has(out var answer, out failure)) return new PlanResult.Failed(failure);
        if (!answer.Allowed)
        {
            var denied = Text.Of("remediation.refused.no-access", user, order.Namespace ?? "");
            return new PlanResult.Refused(
                answer.Reason is { Length: > 0 } reason ? Text.Of("remediation.refused.no-access-because", denied, reason) : denied, []);
        }

        var tried = await writer.DeleteAsync(Pod(order), new(facts.Uid, facts.GraceToSend, DryRun: true), actAs, cancellationToken);
        if (!tried.Has(out var wouldBe, out failure)) return new PlanResult.Failed(failure);
        return new PlanResult.Ready(DeletePodPreview.Of(order, facts, actAs, DryRunResult.Of(wouldBe)));
    }

    /// <inheritdoc/>
    public async Task<ExecutionResult> ExecuteAsync(ActionPlan plan, CancellationToken cancellationToken)
    {
        var forced = plan.Order.Options.ContainsKey("force");
        int? grace = forced ? 0
            : plan.Order.Options.TryGetValue("grace", out var seconds) ? int.Parse(seconds, CultureInfo.InvariantCulture) : null;
        var result = await clusters.Writer(plan.Order.Cluster).DeleteAsync(Pod(plan.Order), new(plan.Uid, grace, DryRun: false), plan.ActAs, cancellationToken);
        return result.Has(out var last, out var failure)
            ? new ExecutionResult.Done(DeletePodOutcome.Done(plan, forced, last))
            : DeletePodOutcome.Of(plan, failure);
    }

    /// <inheritdoc/>
    public async Task<SettlingResult> SettleAsync(ActionPlan plan, CancellationToken cancellationToken)
    {
        var looked = await clusters.Reader(plan.Order.Cluster).GetAsync<Pod>(plan.Order.Namespace, plan.Order.Name, cancellationToken);
        return looked.Has(out var pod, out var failure)
            ? DeletePodOutcome.Settle(plan, pod)
            : failure is ClusterFailure.NotFound
                ? new SettlingResult.Happened(Text.Of("remediation.settled.gone", plan.Target, plan.Uid.Value))
                : new SettlingResult.NotNow(failure);
    }

    private static ResourceRef Pod(ActionOrder order) => new(ResourceKinds.Pod, order.Namespace, order.Name);
}
