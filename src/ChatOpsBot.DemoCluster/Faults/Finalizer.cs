namespace ChatOpsBot.DemoCluster.Faults;

/// <summary>A pod was deleted and stays, because nobody takes its finalizer off.</summary>
internal sealed class Finalizer() : Fault("finalizer", "pod exporter -n shop")
{
    public override void Break(FaultStage stage)
    {
        stage.Create("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"exporter","namespace":"shop","labels":{"app":"exporter"},"finalizers":["shop.example/flush"]},"spec":{"terminationGracePeriodSeconds":1,"containers":[{"name":"exporter","image":"registry.shop.example:5000/demo/web:1.0"}]}}""");
        stage.Delete("v1", "Pod", "shop", "exporter");
    }
}
