namespace ChatOpsBot.DemoCluster.Faults;

/// <summary>A program needs more memory than its limit allows.</summary>
internal sealed class OutOfMemory() : Fault("oom", "deployment sessions -n shop")
{
    public override void Break(FaultStage stage) => stage.Patch("apps/v1", "Deployment", "shop", "sessions",
        """{"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}},"template":{"spec":{"containers":[{"name":"sessions","command":["sh","-c","echo sessions 3.0.0: loading the session table; sleep 2; tail /dev/zero"],"resources":{"limits":{"memory":"32Mi"}}}]}}}}""");
}
