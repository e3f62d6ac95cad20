namespace ChatOpsBot.DemoCluster.Faults;

/// <summary>A node gives no sign of life any more.</summary>
internal sealed class DeadNode() : Fault("dead-node", "node node2")
{
    public override void Break(FaultStage stage) => stage.Patch("v1", "Node", null, "node2",
        """{"spec":{"taints":[{"key":"node.kubernetes.io/unreachable","effect":"NoSchedule"},{"key":"node.kubernetes.io/unreachable","effect":"NoExecute"}]},"status":{"conditions":[{"type":"MemoryPressure","status":"Unknown","reason":"NodeStatusUnknown","message":"Kubelet stopped posting node status."},{"type":"DiskPressure","status":"Unknown","reason":"NodeStatusUnknown","message":"Kubelet stopped posting node status."},{"type":"PIDPressure","status":"Unknown","reason":"NodeStatusUnknown","message":"Kubelet stopped posting node status."},{"type":"Ready","status":"Unknown","reason":"NodeStatusUnknown","message":"Kubelet stopped posting node status."}]}}""");
}
