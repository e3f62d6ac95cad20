using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis;

namespace ChatOpsBot.Core.Remediation.Actions;

/// <summary>What the cluster knows of the machine that a pod was given to.</summary>
internal enum NodeStanding
{
    /// <summary>The pod was given to none.</summary>
    None,

    /// <summary>Its kubelet answers and says that it is well.</summary>
    Ready,

    /// <summary>Its kubelet answers and says that something is wrong.</summary>
    NotReady,

    /// <summary>Nobody hears of it. A machine without power and one whose cable is pulled look the same from the API server.</summary>
    Silent,

    /// <summary>Somebody who knows vouches that it is off: the out-of-service taint, or the cloud provider's shutdown taint.</summary>
    Off,

    /// <summary>The Node object was deleted.</summary>
    Gone,

    /// <summary>The bot could not read it.</summary>
    Unread,
}

/// <summary>A node's standing with its evidence.</summary>
/// <param name="Name">The node; empty for none.</param>
/// <param name="Standing">What is known.</param>
/// <param name="Since">Since when its Ready condition is what it is; null: unknown.</param>
/// <param name="LastSign">When its kubelet last renewed its lease; null: unknown.</param>
/// <param name="Taint">The taint that says that it is off.</param>
internal sealed record NodeState(string Name, NodeStanding Standing, DateTimeOffset? Since, DateTimeOffset? LastSign, string? Taint)
{
    /// <summary>Nothing can run there any more.</summary>
    public bool IsConfirmedOff => Standing is NodeStanding.Off or NodeStanding.Gone or NodeStanding.None;

    /// <summary>Set by a person who has made sure: https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown.</summary>
    private const string OutOfService = "node.kubernetes.io/out-of-service";

    /// <summary>Set by the cloud provider's node lifecycle controller.</summary>
    private const string Shutdown = "node.cloudprovider.kubernetes.io/shutdown";

    /// <summary>Reads the standing off what was found.</summary>
    public static NodeState Of(string? name, Look<Node>? look, Lease? lease)
    {
        if (string.IsNullOrEmpty(name)) return new("", NodeStanding.None, null, null, null);
        var lastSign = lease?.Spec.RenewTime;
        if (look?.Object is not { } node)
            return new(name, look?.IsAbsent == true ? NodeStanding.Gone : NodeStanding.Unread, null, lastSign, null);
        var ready = node.Status.Conditions.FirstOrDefault(condition => condition.Type == "Ready");
        if (node.Spec.Taints.FirstOrDefault(taint => taint.Key is OutOfService or Shutdown) is { } off)
            return new(name, NodeStanding.Off, off.TimeAdded ?? ready?.LastTransitionTime, lastSign, off.Key);
        var standing = ready?.Status switch
        {
            "True" => NodeStanding.Ready,
            "False" => NodeStanding.NotReady,
            _ => NodeStanding.Silent,
        };
        return new(name, standing, ready?.LastTransitionTime, lastSign ?? ready?.LastHeartbeatTime, null);
    }
}
