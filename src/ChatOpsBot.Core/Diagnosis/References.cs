using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>A place in a pod's spec that names a ConfigMap or a Secret.</summary>
/// <param name="IsSecret">Else a ConfigMap.</param>
/// <param name="Name">The object.</param>
/// <param name="Key">The key; null: the object as a whole.</param>
/// <param name="Optional">May be missing.</param>
/// <param name="Path">Where it stands: spec.containers[app].env[PASSWORD].valueFrom.secretKeyRef.</param>
internal sealed record Reference(bool IsSecret, string Name, string? Key, bool Optional, string Path)
{
    /// <summary>The word for its kind.</summary>
    public string Kind => IsSecret ? "Secret" : "ConfigMap";
}

/// <summary>Finds what a pod's spec refers to.</summary>
internal static class References
{
    /// <summary>ConfigMaps and Secrets in env, envFrom and volumes, in the order of the spec; pull secrets left out.</summary>
    public static IEnumerable<Reference> Of(PodSpec spec) =>
        spec.InitContainers.SelectMany(container => Of(container, "initContainers"))
            .Concat(spec.Containers.SelectMany(container => Of(container, "containers")))
            .Concat(spec.Volumes.SelectMany(Of));

    /// <summary>The claims that a pod mounts, those of generic ephemeral volumes included (named pod-volume).</summary>
    public static IEnumerable<string> ClaimsOf(Pod pod) => pod.Spec.Volumes.Select(volume =>
        volume.PersistentVolumeClaim?.ClaimName ?? (volume.Ephemeral is null ? null : $"{pod.Metadata.Name}-{volume.Name}")).OfType<string>().Distinct();

    private static IEnumerable<Reference> Of(Container container, string list)
    {
        var path = $"spec.{list}[{container.Name}]";
        foreach (var from in container.EnvFrom)
        {
            if (from.ConfigMapRef is { } map) yield return new(false, map.Name, null, map.Optional == true, $"{path}.envFrom.configMapRef");
            if (from.SecretRef is { } secret) yield return new(true, secret.Name, null, secret.Optional == true, $"{path}.envFrom.secretRef");
        }
        foreach (var variable in container.Env)
        {
            if (variable.ValueFrom?.ConfigMapKeyRef is { } map)
                yield return new(false, map.Name, map.Key, map.Optional == true, $"{path}.env[{variable.Name}].valueFrom.configMapKeyRef");
            if (variable.ValueFrom?.SecretKeyRef is { } secret)
                yield return new(true, secret.Name, secret.Key, secret.Optional == true, $"{path}.env[{variable.Name}].valueFrom.secretKeyRef");
        }
    }

    private static IEnumerable<Reference> Of(Volume volume)
    {
        var path = $"spec.volumes[{volume.Name}]";
        if (volume.ConfigMap is { } map)
            foreach (var reference in Of(false, map.Name, map.Optional, map.Items, $"{path}.configMap")) yield return reference;
        if (volume.Secret is { } secret)
            foreach (var reference in Of(true, secret.SecretName, secret.Optional, secret.Items, $"{path}.secret")) yield return reference;
        foreach (var source in volume.Projected?.Sources ?? [])
        {
            if (source.ConfigMap is { } inMap)
                foreach (var reference in Of(false, inMap.Name, inMap.Optional, inMap.Items, $"{path}.projected.configMap")) yield return reference;
            if (source.Secret is { } inSecret)
                foreach (var reference in Of(true, inSecret.Name, inSecret.Optional, inSecret.Items, $"{path}.projected.secret")) yield return reference;
        }
    }

    private static IEnumerable<Reference> Of(bool secret, string name, bool? optional, IReadOnlyList<KeyToPath> items, string path) => items.Count == 0
        ? [new(secret, name, null, optional == true, path)]
        : items.Select(item => new Reference(secret, name, item.Key, optional == true, $"{path}.items[{item.Key}]"));
}
