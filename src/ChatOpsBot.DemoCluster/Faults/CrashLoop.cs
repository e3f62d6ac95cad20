namespace ChatOpsBot.DemoCluster.Faults;

/// <summary>A program ends with an error as soon as it starts, again and again.</summary>
internal sealed class CrashLoop() : Fault("crash-loop", "deployment images -n shop")
{
    public override void Break(FaultStage stage) => stage.Patch("apps/v1", "Deployment", "shop", "images",
        """{"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}},"template":{"spec":{"containers":[{"name":"images","command":["sh","-c","echo images 1.4.3 starting; sleep 1; echo panic: open /var/lib/images/index: permission denied; exit 2"]}]}}}}""");
}
