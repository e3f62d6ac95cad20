using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>Who takes a step of a walk, and from where.</summary>
/// <param name="Person">The person.</param>
/// <param name="Cluster">The cluster in use there.</param>
/// <param name="Origin">The conversation: "channel conversation".</param>
/// <param name="Reader">The person's language, zone and moment.</param>
internal sealed record Walker(Person Person, IClusterReader Cluster, string Origin, Reader Reader)
{
    /// <summary>The moment of the step.</summary>
    public DateTimeOffset Now => Reader.Now;
}
