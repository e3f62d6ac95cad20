namespace ChatOpsBot.DemoCluster.Faults;

/// <summary>The namespace has used up its quota when a workload wants one pod more.</summary>
internal sealed class FullQuota() : Fault("full-quota", "deployment ledger -n payments")
{
    public override void Break(FaultStage stage)
    {
        stage.Create("""{"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"team-payments","namespace":"payments"},"spec":{"hard":{"pods":"2"}}}""");
        stage.Patch("apps/v1", "Deployment", "payments", "ledger", """{"spec":{"replicas":3}}""");
    }
}
