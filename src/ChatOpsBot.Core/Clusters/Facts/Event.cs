namespace ChatOpsBot.Core.Clusters.Facts;

/// <summary>An Event (v1). The time of the last occurrence stands in series, lastTimestamp or eventTime, whichever the reporter filled.</summary>
public sealed record Event : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public string? Type { get; init; }
    public string Reason { get => field ?? ""; init; }
    public string Message { get => field ?? ""; init; }
    public int? Count { get; init; }
    public DateTimeOffset? FirstTimestamp { get; init; }
    public DateTimeOffset? LastTimestamp { get; init; }
    public DateTimeOffset? EventTime { get; init; }
    public EventSeries? Series { get; init; }
    public ObjectReference InvolvedObject { get => field ??= new(); init; }
    public EventSource? Source { get; init; }
    public string? ReportingComponent { get; init; }

    /// <summary>When it was last seen.</summary>
    public DateTimeOffset? LastSeen => Series?.LastObservedTime ?? LastTimestamp ?? EventTime ?? FirstTimestamp ?? Metadata.CreationTimestamp;

    /// <summary>How often it was seen; at least once.</summary>
    public int Times => Series?.Count ?? Count ?? 1;
}

/// <summary>series.</summary>
public sealed record EventSeries
{
    public int Count { get; init; }
    public DateTimeOffset? LastObservedTime { get; init; }
}

/// <summary>source.</summary>
public sealed record EventSource
{
    public string? Component { get; init; }
    public string? Host { get; init; }
}
