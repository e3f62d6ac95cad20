using System.Text.Json;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Remediation.Actions;

/// <summary>How a deletion ended, by the API server's answer or by looking at the pod.</summary>
internal static class DeletePodOutcome
{
    /// <summary>The API server accepted it.</summary>
    /// <param name="plan">What was done.</param>
    /// <param name="forced">Without the kubelet's word.</param>
    /// <param name="last">The pod as the server last saw it.</param>
    public static Text Done(ActionPlan plan, bool forced, JsonElement last)
    {
        var pod = ReadPod(last);
        if (pod?.Metadata.Finalizers is { Count: > 0 } held) return Text.Of("remediation.done.held", plan.Target, Text.List(held));
        return forced
            ? Text.Of("remediation.done.force", plan.Target, plan.Uid.Value)
            : Text.Of("remediation.done.graceful", plan.Target, TimeSpan.FromSeconds(pod?.Metadata.DeletionGracePeriodSeconds ?? 30));
    }

    /// <summary>What a failed call means: refused for certain, overtaken, or nobody knows.</summary>
    public static ExecutionResult Of(ActionPlan plan, ClusterFailure failure) => failure switch
    {
        ClusterFailure.NotFound => new ExecutionResult.Overtaken(Text.Of("remediation.overtaken.gone", plan.Target)),
        ClusterFailure.Conflict conflict => new ExecutionResult.Overtaken(Text.Of("remediation.overtaken.replaced", plan.Target, plan.Uid.Value, conflict.Message)),
        ClusterFailure.Forbidden forbidden => new ExecutionResult.NotDone(Text.Of("remediation.failed.forbidden", plan.ActAs.User ?? "", forbidden.Message)),
        ClusterFailure.Rejected rejected => new ExecutionResult.NotDone(Text.Of("remediation.failed.rejected", rejected.Status, rejected.Message)),
        ClusterFailure.Overloaded overloaded => new ExecutionResult.NotDone(Text.Of("remediation.failed.rejected", 429, overloaded.Message)),
        ClusterFailure.CredentialRejected credential => new ExecutionResult.NotDone(Text.Of("remediation.failed.not-reached", credential.Detail)),
        ClusterFailure.CertificateRejected certificate => new ExecutionResult.NotDone(Text.Of("remediation.failed.not-reached", certificate.Detail)),
        ClusterFailure.Misconfigured misconfigured => new ExecutionResult.NotDone(Text.Of("remediation.failed.not-reached", misconfigured.Detail)),
        ClusterFailure.NotServed notServed => new ExecutionResult.NotDone(Text.Of("remediation.failed.not-reached", notServed.Kind.ToString())),
        ClusterFailure.Unreachable unreachable => new ExecutionResult.Unknown(Text.Of("remediation.unknown.connection", unreachable.Detail)),
        ClusterFailure.TimedOut timedOut => new ExecutionResult.Unknown(Text.Of("remediation.unknown.timed-out", timedOut.Call, timedOut.Deadline)),
        ClusterFailure.ServerFault fault => new ExecutionResult.Unknown(Text.Of("remediation.unknown.server", fault.Status, fault.Message)),
        _ => new ExecutionResult.Unknown(Text.Of("remediation.unknown.fault")),
    };

    /// <summary>Whether it happened, by the pod that now bears the name.</summary>
    public static SettlingResult Settle(ActionPlan plan, Pod pod)
    {
        if (pod.Metadata.Uid != plan.Uid.Value)
            return new SettlingResult.Happened(Text.Of("remediation.settled.replaced", plan.Target, plan.Uid.Value, pod.Metadata.Uid));
        var forced = plan.Order.Options.ContainsKey("force");
        if (pod.Metadata.DeletionTimestamp is { } due && (!forced || pod.Metadata is { DeletionGracePeriodSeconds: 0, Finalizers.Count: > 0 }))
            return new SettlingResult.Happened(Text.Of("remediation.settled.deleting", plan.Target, due));
        return new SettlingResult.DidNotHappen(Text.Of("remediation.settled.still-there", plan.Target, plan.Uid.Value));
    }

    private static Pod? ReadPod(JsonElement last)
    {
        try
        {
            return last.ValueKind == JsonValueKind.Object && last.TryGetProperty("spec", out _) ? last.Deserialize(FactsJson.Default.Pod) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
