namespace ChatOpsBot.DemoCluster.Faults;

/// <summary>A Deployment is given an image whose tag does not exist.</summary>
internal sealed class BadImage() : Fault("bad-image", "deployment recommendations -n shop")
{
    public override void Break(FaultStage stage) => stage.Patch("apps/v1", "Deployment", "shop", "recommendations",
        """{"spec":{"template":{"spec":{"containers":[{"name":"recommendations","image":"registry.shop.example:5000/demo/web:1.0.1"}]}}}}""");
}
