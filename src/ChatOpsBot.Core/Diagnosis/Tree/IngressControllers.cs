using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>Finds the pods through which an Ingress's traffic goes, by what its class names as controller and by the labels that the
/// controller's own chart or manifests give them.</summary>
internal static class IngressControllers
{
    private static readonly string[] PlainPorts = ["http", "web", "proxy"];

    // spec.controller of the class, and the labels of the pods. Controllers in the cloud have no pods that the traffic goes through.
    private static readonly (string Controller, string Labels)[] Known =
    [
        ("k8s.io/ingress-nginx", "app.kubernetes.io/name=ingress-nginx,app.kubernetes.io/component=controller"),
        ("traefik.io/ingress-controller", "app.kubernetes.io/name=traefik"),
        ("nginx.org/ingress-controller", "app.kubernetes.io/name=nginx-ingress"),
        ("haproxy-ingress.github.io/controller", "app.kubernetes.io/name=haproxy-ingress"),
        ("haproxy.org/ingress-controller", "app.kubernetes.io/name=kubernetes-ingress"),
        ("ingress-controllers.konghq.com/kong", "app.kubernetes.io/name=kong"),
    ];

    /// <summary>The snapshot with the classes and the controller's pods; the same one when they were read before.</summary>
    public static async Task<Snapshot> WithControllerAsync(this Snapshot snapshot, IClusterReader cluster, CancellationToken cancellationToken)
    {
        if (snapshot.ControllerPods is not null) return snapshot;
        var classes = snapshot.IngressClasses;
        if (classes.Count == 0) classes = (await cluster.ListAsync<IngressClass>(ListScope.All, cancellationToken)).Has(out var read, out _) ? read : [];
        var found = snapshot with { IngressClasses = classes, ControllerPods = [] };
        if (Labels(found) is not { } labels) return found;
        return (await cluster.ListAsync<Pod>(new ListScope(Labels: labels), cancellationToken)).Has(out var pods, out _) ? found with { ControllerPods = pods } : found;
    }

    /// <summary>spec.controller of the class that the first Ingress has, or that stands in for none.</summary>
    public static string? Controller(Snapshot snapshot)
    {
        if (snapshot.Ingresses is not [var ingress, ..]) return null;
        var name = ingress.Spec.IngressClassName ?? ingress.Metadata.Annotations.GetValueOrDefault("kubernetes.io/ingress.class");
        return snapshot.IngressClasses.FirstOrDefault(found => name is null
            ? found.Metadata.Annotations.GetValueOrDefault("ingressclass.kubernetes.io/is-default-class") == "true" : found.Metadata.Name == name)?.Spec.Controller;
    }

    /// <summary>The labels of the controller's pods; null for a controller that the bot does not know.</summary>
    public static string? Labels(Snapshot snapshot) => Controller(snapshot) is not { } controller ? null
        : Known.FirstOrDefault(known => controller == known.Controller || controller.StartsWith(known.Controller + "/", StringComparison.Ordinal)).Labels;

    /// <summary>A ready pod of the controller at its port for plain HTTP, asked for what the Ingress's first rule serves; null when there is none.</summary>
    public static PodPort? Port(Snapshot snapshot)
    {
        var pod = (snapshot.ControllerPods ?? []).Where(pod => pod.IsReady() && pod.Metadata.DeletionTimestamp is null)
            .OrderBy(pod => (pod.Metadata.Namespace, pod.Metadata.Name)).FirstOrDefault();
        var ports = pod?.Spec.Containers.SelectMany(container => container.Ports).Where(port => port.Protocol is null or "TCP").ToList() ?? [];
        if ((ports.FirstOrDefault(port => PlainPorts.Contains(port.Name)) ?? ports.FirstOrDefault(port => port.Port == 80)) is not { } plain) return null;
        var (host, path) = Asked(snapshot);
        return new PodPort(pod!.Metadata.Namespace ?? "default", pod.Metadata.Name, plain.Port, host, path);
    }

    // The first rule that leads to a Service that is looked at. A host with a star stands for any; a path may be a pattern, of which the plain beginning is a path.
    private static (string Host, string Path) Asked(Snapshot snapshot)
    {
        var (rule, path) = snapshot.Ingresses[0].Spec.Rules.SelectMany(rule => (rule.Http?.Paths ?? []).Select(path => (rule, path)))
            .FirstOrDefault(found => snapshot.Services.Any(service => service.Metadata.Name == found.path.Backend.Service?.Name));
        var host = (rule?.Host ?? "").Replace("*", "any", StringComparison.Ordinal);
        var plain = new string([.. (path?.Path ?? "/").TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.' or '~')]);
        return (host.Length > 0 && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') ? host : PodPort.Localhost, plain.StartsWith('/') ? plain : "/");
    }
}
