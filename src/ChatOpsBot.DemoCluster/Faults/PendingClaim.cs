namespace ChatOpsBot.DemoCluster.Faults;

/// <summary>A volume claim names a storage class that does not exist, and its pod waits.</summary>
internal sealed class PendingClaim() : Fault("pending-pvc", "deployment reviews -n shop")
{
    public override void Break(FaultStage stage)
    {
        stage.Create("""{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"reviews-data","namespace":"shop"},"spec":{"accessModes":["ReadWriteOnce"],"storageClassName":"fast-ssd","resources":{"requests":{"storage":"1Gi"}}}}""");
        stage.Create("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"reviews","namespace":"shop","labels":{"app":"reviews"}},"spec":{"replicas":1,"selector":{"matchLabels":{"app":"reviews"}},"template":{"metadata":{"labels":{"app":"reviews"}},"spec":{"containers":[{"name":"reviews","image":"registry.shop.example:5000/demo/web:1.0"}],"volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"reviews-data"}}]}}}}""");
    }
}
