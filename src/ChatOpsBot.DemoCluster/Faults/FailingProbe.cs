namespace ChatOpsBot.DemoCluster.Faults;

/// <summary>The readiness probe asks for a path that is not there.</summary>
internal sealed class FailingProbe() : Fault("failing-probe", "deployment storefront -n shop")
{
    public override void Break(FaultStage stage) => stage.Patch("apps/v1", "Deployment", "shop", "storefront",
        """{"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}},"template":{"spec":{"containers":[{"name":"app","readinessProbe":{"httpGet":{"path":"/health/ready","port":"http"}}}]}}}}""");
}
