using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The backends of the target Ingress.</summary>
internal static class Backends
{
    /// <summary>Each with the path of its field.</summary>
    public static IEnumerable<(string Path, IngressServiceBackend Backend)> Of(Snapshot snapshot) => snapshot.Target.Kind != ResourceKinds.Ingress ? [] :
        snapshot.Ingresses.SelectMany(ingress => ingress.Spec.Rules
            .SelectMany(rule => (rule.Http?.Paths ?? []).Select(path => (Path: $"{rule.Host ?? "*"}{path.Path}", path.Backend.Service)))
            .Append((Path: "spec.defaultBackend", ingress.Spec.DefaultBackend?.Service)))
            .Where(pair => pair.Service is not null).Select(pair => (pair.Path, pair.Service!));

    /// <summary>The Service behind a backend.</summary>
    public static Service? Service(Snapshot snapshot, IngressServiceBackend backend) => snapshot.Services.FirstOrDefault(service => service.Metadata.Name == backend.Name);

    /// <summary>The backend's port as written.</summary>
    public static string Port(IngressServiceBackend backend) => backend.Port.Name ?? $"{backend.Port.Number}";
}
