using System.Text.Json;

namespace ChatOpsBot.Core.Clusters.Facts;

/// <summary>A HorizontalPodAutoscaler (autoscaling/v2).</summary>
public sealed record HorizontalPodAutoscaler : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public AutoscalerSpec Spec { get => field ??= new(); init; }
    public AutoscalerStatus Status { get => field ??= new(); init; }
}

/// <summary>spec of a HorizontalPodAutoscaler.</summary>
public sealed record AutoscalerSpec
{
    public ObjectReference ScaleTargetRef { get => field ??= new(); init; }
    public int? MinReplicas { get; init; }
    public int MaxReplicas { get; init; }
    public IReadOnlyList<MetricSpec> Metrics { get => field ?? []; init; }
}

/// <summary>spec.metrics[] and status.currentMetrics[]: what is measured, and what it should be or is. One of the five is set.</summary>
public sealed record MetricSpec
{
    public string Type { get => field ?? ""; init; }
    public ResourceMetric? Resource { get; init; }
    public ResourceMetric? ContainerResource { get; init; }
    public NamedMetric? Pods { get; init; }
    public NamedMetric? Object { get; init; }
    public NamedMetric? External { get; init; }
}

/// <summary>A metric of type Resource or ContainerResource.</summary>
public sealed record ResourceMetric
{
    public string Name { get => field ?? ""; init; }
    public string? Container { get; init; }
    public MetricValue? Target { get; init; }
    public MetricValue? Current { get; init; }

    /// <summary>What is measured, in a status; what is wanted, in a spec.</summary>
    public MetricValue? Amount => Current ?? Target;
}

/// <summary>A metric of another type, by name.</summary>
public sealed record NamedMetric
{
    public MetricIdentifier Metric { get => field ??= new(); init; }
    public MetricValue? Target { get; init; }
    public MetricValue? Current { get; init; }

    /// <summary>What is measured, in a status; what is wanted, in a spec.</summary>
    public MetricValue? Amount => Current ?? Target;
}

/// <summary>metric.</summary>
public sealed record MetricIdentifier
{
    public string Name { get => field ?? ""; init; }
}

/// <summary>target or current.</summary>
public sealed record MetricValue
{
    public int? AverageUtilization { get; init; }
    public JsonElement? AverageValue { get; init; }
    public JsonElement? Value { get; init; }
}

/// <summary>status of a HorizontalPodAutoscaler.</summary>
public sealed record AutoscalerStatus
{
    public int? CurrentReplicas { get; init; }
    public int DesiredReplicas { get; init; }
    public DateTimeOffset? LastScaleTime { get; init; }
    public IReadOnlyList<MetricSpec> CurrentMetrics { get => field ?? []; init; }
    public IReadOnlyList<Condition> Conditions { get => field ?? []; init; }
}
