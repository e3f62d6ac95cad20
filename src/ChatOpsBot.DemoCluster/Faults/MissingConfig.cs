namespace ChatOpsBot.DemoCluster.Faults;

/// <summary>A program wants its environment from a ConfigMap that nobody made.</summary>
internal sealed class MissingConfig() : Fault("missing-config", "deployment ledger -n payments")
{
    public override void Break(FaultStage stage) => stage.Patch("apps/v1", "Deployment", "payments", "ledger",
        """{"spec":{"template":{"spec":{"containers":[{"name":"ledger","envFrom":[{"configMapRef":{"name":"ledger-settings"}}]}]}}}}""");
}
