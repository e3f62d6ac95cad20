namespace ChatOpsBot.DemoCluster.Faults;

/// <summary>Something that goes wrong when somebody asks for it, so that a person can play on-call, and is put right again.</summary>
internal abstract class Fault(string name, string target)
{
    /// <summary>As it is asked for: <c>bad-image</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The object that stops working, as kubectl would be asked about it: <c>deployment web -n shop</c>.</summary>
    public string Target { get; } = target;

    /// <summary>Makes it go wrong, as a person with kubectl would.</summary>
    public abstract void Break(FaultStage stage);
}
