using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Containers that cannot be made because of what their environment refers to.</summary>
internal static class ConfigErrors
{
    /// <summary>Each such container with each of its references.</summary>
    public static IEnumerable<(ContainerInPod Container, Reference Reference)> Of(Snapshot snapshot) => snapshot.Pod?.IsWanted() != true ? [] :
        from container in snapshot.Pod.AllContainers()
        where container.Waiting?.Reason == "CreateContainerConfigError"
        from reference in References.Of(snapshot.Pod.Spec)
        where reference.Path.StartsWith($"spec.{(container.IsInit ? "initContainers" : "containers")}[{container.Name}].", StringComparison.Ordinal)
        select (container, reference);
}
