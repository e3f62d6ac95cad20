namespace ChatOpsBot.DemoCluster.Faults;

/// <summary>A new version crashes at its start: the rollout stops half way and passes its deadline.</summary>
internal sealed class BadRollout() : Fault("bad-rollout", "deployment web -n shop")
{
    public override void Break(FaultStage stage) => stage.Patch("apps/v1", "Deployment", "shop", "web",
        """{"spec":{"progressDeadlineSeconds":60,"template":{"spec":{"containers":[{"name":"web","command":["sh","-c","echo web 2.0.0 starting; echo FATAL: setting CURRENCY is not a known currency; exit 3"]}]}}}}""");
}
