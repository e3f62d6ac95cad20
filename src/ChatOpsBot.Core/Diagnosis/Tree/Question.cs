using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>A question of the decision tree: one file each, found by <see cref="DecisionTree"/>. Its texts are
/// `walk.ID.asks` and `walk.ID.why`.</summary>
/// <param name="Id">P1, S2 …: the ids of the published picture, and letters that it does not use for what it lacks.</param>
/// <param name="Yes">The question or end that follows a yes.</param>
/// <param name="No">The one that follows a no.</param>
internal abstract record Question(string Id, string Yes, string No)
{
    /// <summary>The question.</summary>
    public Text Asks => Text.Of($"walk.{Id}.asks");

    /// <summary>Why it is asked.</summary>
    public Text Why => Text.Of($"walk.{Id}.why");

    /// <summary>What the cluster says. Pure: the same snapshot and moment always give the same answer.</summary>
    public abstract Answer Look(Snapshot snapshot, DateTimeOffset now);

    /// <summary>Reads what the question looks at and no snapshot has from the start, because it is wanted only here. The very same snapshot
    /// when there is nothing more to read.</summary>
    public virtual Task<Snapshot> ReadMoreAsync(IClusterReader cluster, Snapshot snapshot, CancellationToken cancellationToken) => Task.FromResult(snapshot);

    /// <summary>What follows an answer.</summary>
    public string After(bool yes) => yes ? Yes : No;
}
