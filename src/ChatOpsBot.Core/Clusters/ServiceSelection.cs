using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Clusters;

/// <summary>Which pods a Service's selector picks. A Service without a selector picks none: somebody else fills its endpoints.</summary>
public static class ServiceSelection
{
    /// <summary>Whether the selector of the Service picks the pod.</summary>
    public static bool Picks(Service service, Pod pod) => service.Spec.Selector.Count > 0
        && service.Metadata.Namespace == pod.Metadata.Namespace
        && service.Spec.Selector.All(label => pod.Metadata.Labels.TryGetValue(label.Key, out var value) && value == label.Value);
}
