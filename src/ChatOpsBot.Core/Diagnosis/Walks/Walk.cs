using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>A walk's number, as people type it.</summary>
public readonly record struct WalkId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>One answered question.</summary>
/// <param name="Step">The node's id: P1, S2 …</param>
/// <param name="Answer">yes, no, skip.</param>
/// <param name="ByPerson">Who answered; null: the bot, from the cluster.</param>
/// <param name="Overruled">A person set aside what the bot had answered.</param>
/// <param name="Evidence">What the bot based its answer on, as JSON of texts; null when a person answered.</param>
/// <param name="At">When.</param>
public sealed record WalkAnswer(string Step, string Answer, string? ByPerson, bool Overruled, string? Evidence, DateTimeOffset At);

/// <summary>A walk through the decision tree, stored so that anybody in the room can go on with it on another day.</summary>
/// <param name="Id">The number.</param>
/// <param name="Version">Counts changes; the token of every compare-and-swap.</param>
/// <param name="Cluster">Where.</param>
/// <param name="Namespace">Where.</param>
/// <param name="Kind">The kind's plural, such as pods.</param>
/// <param name="Name">Of what.</param>
/// <param name="Uid">The object's UID when the walk began.</param>
/// <param name="Step">The node it stands at.</param>
/// <param name="Answers">The path so far, oldest first.</param>
/// <param name="StartedBy">Who began.</param>
/// <param name="Origin">The conversation where it was begun: "channel conversation".</param>
/// <param name="StartedAt">When.</param>
/// <param name="Ended">True when it reached an end or was stopped.</param>
public sealed record Walk(
    WalkId Id, long Version, ClusterName Cluster, string Namespace, string Kind, string Name, string Uid, string Step,
    IReadOnlyList<WalkAnswer> Answers, string StartedBy, string Origin, DateTimeOffset StartedAt, bool Ended);

/// <summary>Keeps walks.</summary>
public interface IWalkStore
{
    /// <summary>Adds a walk under the next number (the given Id is ignored).</summary>
    Task<Walk> AddAsync(Walk walk, CancellationToken cancellationToken);

    /// <summary>One walk, or null.</summary>
    Task<Walk?> FindAsync(WalkId id, CancellationToken cancellationToken);

    /// <summary>Open walks of a conversation (null: of all), newest first.</summary>
    Task<IReadOnlyList<Walk>> OpenAsync(string? origin, CancellationToken cancellationToken);

    /// <summary>Replaces the stored walk if its version is still <c>next.Version - 1</c>; false when somebody was faster.</summary>
    Task<bool> TryReplaceAsync(Walk next, CancellationToken cancellationToken);
}
