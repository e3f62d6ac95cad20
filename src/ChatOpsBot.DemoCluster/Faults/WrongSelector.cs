namespace ChatOpsBot.DemoCluster.Faults;

/// <summary>A Service looks for pods with a label that none has.</summary>
internal sealed class WrongSelector() : Fault("wrong-selector", "service web -n shop")
{
    public override void Break(FaultStage stage) => stage.Patch("v1", "Service", "shop", "web", """{"spec":{"selector":{"app":"web-v2"}}}""");
}
