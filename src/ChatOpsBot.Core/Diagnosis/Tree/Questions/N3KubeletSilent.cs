namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Has the kubelet itself fallen silent?</summary>
internal sealed record N3KubeletSilent() : Question("N3", Yes: "N4", No: "NodeReports")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var lease = snapshot.NodeLease?.Object?.Spec;
        var stale = lease?.RenewTime is { } renewed && now - renewed > TimeSpan.FromSeconds(lease.LeaseDurationSeconds ?? 40);
        var unknown = snapshot.Node?.Object?.Ready()?.Status == "Unknown";
        return Answer.Of(snapshot.Node?.Object is null ? null : stale || unknown, $"kubectl get lease {snapshot.Node?.Name} -n kube-node-lease",
            [.. snapshot.Shown(), lease?.RenewTime is { } at ? Saw.Field("lease spec.renewTime", at) : Saw.Unread("leases")]);
    }
}
