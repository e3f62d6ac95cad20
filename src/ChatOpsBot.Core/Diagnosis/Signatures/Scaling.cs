using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>What the conditions of a target HorizontalPodAutoscaler say.</summary>
internal static class Scaling
{
    /// <summary>A condition of the target by type and status.</summary>
    public static Condition? Is(Snapshot snapshot, string type, string status) =>
        snapshot.Autoscaler?.Status.Conditions.FirstOrDefault(condition => condition.Type == type && condition.Status == status);

    /// <summary>Why no number of replicas can be computed; null when it can.</summary>
    public static Condition? Blind(Snapshot snapshot) => Is(snapshot, "ScalingActive", "False");

    /// <summary>The workload that is scaled, as kubectl names it.</summary>
    public static string Scaled(HorizontalPodAutoscaler scaler) => $"{scaler.Spec.ScaleTargetRef.Kind.ToLowerInvariant()}/{scaler.Spec.ScaleTargetRef.Name}";

    /// <summary>A condition as evidence.</summary>
    public static Evidence Proof(Condition condition) => Prove.Field($"status.conditions[{condition.Type}]", $"{condition.Reason}: {condition.Message}");

    /// <summary>What the controller wraps around the cause.</summary>
    public static string Cause(Condition condition)
    {
        const string unable = "the HPA was unable to compute the replica count: ";
        var message = condition.Message ?? "";
        return message.StartsWith(unable, StringComparison.Ordinal) ? message[unable.Length..] : message;
    }

    /// <summary>Measured against wanted, metric by metric: "cpu 500% of 60%".</summary>
    public static Text Measured(HorizontalPodAutoscaler scaler)
    {
        var measured = scaler.Spec.Metrics.Select(wanted => (Wanted: wanted, Now: scaler.Status.CurrentMetrics.FirstOrDefault(now => now.Type == wanted.Type && Name(now) == Name(wanted))))
            .Where(pair => pair.Now is not null).Select(pair => $"{Name(pair.Wanted)} {Value(pair.Now!)} / {Value(pair.Wanted)}").ToList();
        return measured.Count == 0 ? Text.Of("diagnosis.value.absent") : string.Join(", ", measured);
    }

    /// <summary>The name of what is measured.</summary>
    public static string Name(MetricSpec metric) =>
        metric.Resource?.Name ?? metric.ContainerResource?.Name ?? (metric.Pods ?? metric.Object ?? metric.External)?.Metric.Name ?? metric.Type;

    private static string Value(MetricSpec metric)
    {
        var named = metric.Pods ?? metric.Object ?? metric.External;
        var resource = metric.Resource ?? metric.ContainerResource;
        var value = resource?.Current ?? resource?.Target ?? named?.Current ?? named?.Target;
        return value?.AverageUtilization is { } percent ? $"{percent}%" : (value?.AverageValue ?? value?.Value)?.ToString() ?? "?";
    }
}
