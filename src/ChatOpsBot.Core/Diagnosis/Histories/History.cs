using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Histories;

/// <summary>A change that the cluster has on record.</summary>
/// <param name="At">When.</param>
/// <param name="What">What changed, from what to what.</param>
public sealed record Change(DateTimeOffset At, Text What);

/// <summary>When trouble began, and what changed before it.</summary>
/// <param name="Since">The first sign of it; null when the cluster has none on record.</param>
/// <param name="Changes">What changed in the time before, the newest first.</param>
/// <param name="Gaps">What could not be read and may hide a change.</param>
public sealed record History(DateTimeOffset? Since, IReadOnlyList<Change> Changes, IReadOnlyList<Gap> Gaps);
