using System.Globalization;
using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Audit;

namespace ChatOpsBot.Core.Remediation;

/// <summary>What votes bind to.</summary>
internal static class PlanDigest
{
    /// <summary>SHA-256 over action, cluster, object, UID, options, user, policy version, premises and dry-run result.</summary>
    public static string Of(ActionPlan plan, ApprovalPolicy policy) => Netstrings.Hash(Netstrings.Of([
        "chatops-action-1", plan.Action, plan.Order.Cluster.Value, plan.Target, plan.Uid.Value,
        .. Netstrings.Pairs(plan.Order.Options),
        plan.ActAs.User, plan.ActAs.Groups.Count.ToString(CultureInfo.InvariantCulture), .. plan.ActAs.Groups,
        policy.Version,
        .. Netstrings.Pairs(plan.Premises),
        plan.DryRun,
    ]));
}
