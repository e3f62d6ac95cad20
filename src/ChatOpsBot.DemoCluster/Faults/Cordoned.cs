namespace ChatOpsBot.DemoCluster.Faults;

/// <summary>The nodes are cordoned while a new Deployment looks for room.</summary>
internal sealed class Cordoned() : Fault("cordoned", "deployment vouchers -n shop")
{
    public override void Break(FaultStage stage)
    {
        stage.Patch("v1", "Node", null, "node1", """{"spec":{"unschedulable":true}}""");
        stage.Patch("v1", "Node", null, "node2", """{"spec":{"unschedulable":true}}""");
        stage.Create("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"vouchers","namespace":"shop","labels":{"app":"vouchers"}},"spec":{"replicas":1,"selector":{"matchLabels":{"app":"vouchers"}},"template":{"metadata":{"labels":{"app":"vouchers"}},"spec":{"containers":[{"name":"vouchers","image":"registry.shop.example:5000/demo/web:1.0"}]}}}}""");
    }
}
