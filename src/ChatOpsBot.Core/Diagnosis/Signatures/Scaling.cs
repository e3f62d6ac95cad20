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
        var measured = scaler.Spec.Metrics.SelectMany(wanted => scaler.Status.CurrentMetrics.Where(now => now.Type == wanted.Type && Name(now) == Name(wanted)).Take(1)
            .Select(now => $"{Name(wanted)} {Value(now)} / {Value(wanted)}")).ToList();
        return measured.Count == 0 ? Text.Of("diagnosis.value.absent") : string.Join(", ", measured);
    }

    /// <summary>The name of what is measured; of one container's resource with the container.</summary>
    public static string Name(MetricSpec metric) => metric switch
    {
        { Resource: { } resource } => resource.Name,
        { ContainerResource: { } resource } => $"{resource.Name} ({resource.Container})",
        { Pods: { } named } => named.Metric.Name,
        { Object: { } named } => named.Metric.Name,
        { External: { } named } => named.Metric.Name,
        _ => metric.Type,
    };

    private static string Value(MetricSpec metric) => Amount(metric) switch
    {
        { AverageUtilization: { } percent } => $"{percent}%",
        { AverageValue: { } average } => $"{average}",
        { Value: { } value } => $"{value}",
        _ => "?",
    };

    private static MetricValue? Amount(MetricSpec metric) => metric switch
    {
        { Resource: { } resource } => resource.Amount,
        { ContainerResource: { } resource } => resource.Amount,
        { Pods: { } named } => named.Amount,
        { Object: { } named } => named.Amount,
        { External: { } named } => named.Amount,
        _ => null,
    };
}
