using System.Globalization;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;
using static ChatOpsBot.Core.Clusters.Printing.Cells;

namespace ChatOpsBot.Core.Clusters.Printing;

/// <summary>kubectl's columns, kind by kind, as the print functions of the same names in pkg/printers/internalversion/printers.go of
/// Kubernetes 1.34 fill them.</summary>
internal static class Printers
{
    public static readonly Printer<Pod> Pod = new(
        ["NAME", "READY", "STATUS", "RESTARTS", "AGE"], ["IP", "NODE", "NOMINATED NODE", "READINESS GATES"],
        (pod, now, _) =>
        {
            var printed = PrintedPod.Of(pod);
            return [pod.Metadata.Name, printed.Ready, printed.Status, printed.Restarts(now), Since(pod.Metadata.CreationTimestamp, now),
                printed.IP, printed.Node, printed.NominatedNode, printed.ReadinessGates];
        });

    public static readonly Printer<Node> Node = new(
        ["NAME", "STATUS", "ROLES", "AGE", "VERSION"], ["INTERNAL-IP", "EXTERNAL-IP", "OS-IMAGE", "KERNEL-VERSION", "CONTAINER-RUNTIME"],
        (node, now, _) => [node.Metadata.Name, NodeStatus(node), Or(NodeRoles(node), None), Since(node.Metadata.CreationTimestamp, now),
            node.Status.NodeInfo.KubeletVersion ?? "", NodeAddress(node, "InternalIP"), NodeAddress(node, "ExternalIP"),
            Or(node.Status.NodeInfo.OsImage, Unknown), Or(node.Status.NodeInfo.KernelVersion, Unknown), Or(node.Status.NodeInfo.ContainerRuntimeVersion, Unknown)]);

    public static readonly Printer<Namespace> Namespace = new(
        ["NAME", "STATUS", "AGE"], [],
        (ns, now, _) => [ns.Metadata.Name, ns.Status.Phase ?? "", Since(ns.Metadata.CreationTimestamp, now)]);

    public static readonly Printer<Deployment> Deployment = new(
        ["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"], ["CONTAINERS", "IMAGES", "SELECTOR"],
        (deployment, now, _) => [deployment.Metadata.Name, $"{Number(deployment.Status.ReadyReplicas)}/{Number(deployment.Spec.Replicas)}",
            Number(deployment.Status.UpdatedReplicas), Number(deployment.Status.AvailableReplicas), Since(deployment.Metadata.CreationTimestamp, now),
            Names(deployment.Spec.Template), Images(deployment.Spec.Template), Selector(deployment.Spec.Selector)]);

    public static readonly Printer<StatefulSet> StatefulSet = new(
        ["NAME", "READY", "AGE"], ["CONTAINERS", "IMAGES"],
        (set, now, _) => [set.Metadata.Name, $"{Number(set.Status.ReadyReplicas)}/{Number(set.Spec.Replicas)}", Since(set.Metadata.CreationTimestamp, now),
            Names(set.Spec.Template), Images(set.Spec.Template)]);

    public static readonly Printer<DaemonSet> DaemonSet = new(
        ["NAME", "DESIRED", "CURRENT", "READY", "UP-TO-DATE", "AVAILABLE", "NODE SELECTOR", "AGE"], ["CONTAINERS", "IMAGES", "SELECTOR"],
        (set, now, _) => [set.Metadata.Name, Number(set.Status.DesiredNumberScheduled), Number(set.Status.CurrentNumberScheduled), Number(set.Status.NumberReady),
            Number(set.Status.UpdatedNumberScheduled), Number(set.Status.NumberAvailable), Labels(set.Spec.Template.Spec.NodeSelector),
            Since(set.Metadata.CreationTimestamp, now), Names(set.Spec.Template), Images(set.Spec.Template), Selector(set.Spec.Selector)]);

    public static readonly Printer<Job> Job = new(
        ["NAME", "STATUS", "COMPLETIONS", "DURATION", "AGE"], ["CONTAINERS", "IMAGES", "SELECTOR"],
        (job, now, _) => [job.Metadata.Name, JobStatus(job), JobCompletions(job), JobDuration(job, now), Since(job.Metadata.CreationTimestamp, now),
            Names(job.Spec.Template), Images(job.Spec.Template), Selector(job.Spec.Selector)]);

    public static readonly Printer<Service> Service = new(
        ["NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE"], ["SELECTOR"],
        (service, now, wide) => [service.Metadata.Name, service.Spec.Type ?? "", Or(service.Spec.ClusterIP, None), ExternalIP(service, wide),
            Or(string.Join(',', service.Spec.Ports.Select(ServicePort)), None), Since(service.Metadata.CreationTimestamp, now), Labels(service.Spec.Selector)]);

    public static readonly Printer<Ingress> Ingress = new(
        ["NAME", "CLASS", "HOSTS", "ADDRESS", "PORTS", "AGE"], [],
        (ingress, now, wide) => [ingress.Metadata.Name, Or(ingress.Spec.IngressClassName, None), Hosts(ingress),
            LoadBalancer(ingress.Status.LoadBalancer, wide), ingress.Spec.Tls.Count > 0 ? "80, 443" : "80", Since(ingress.Metadata.CreationTimestamp, now)]);

    public static readonly Printer<PersistentVolumeClaim> PersistentVolumeClaim = new(
        ["NAME", "STATUS", "VOLUME", "CAPACITY", "ACCESS MODES", "STORAGECLASS", "VOLUMEATTRIBUTESCLASS", "AGE"], ["VOLUMEMODE"],
        (claim, now, _) =>
        {
            var bound = !string.IsNullOrEmpty(claim.Spec.VolumeName);
            return [claim.Metadata.Name, claim.Metadata.DeletionTimestamp is null ? claim.Status.Phase ?? "" : "Terminating", claim.Spec.VolumeName ?? "",
                bound ? claim.Status.Capacity.GetValueOrDefault("storage", "0") : "", bound ? AccessModes(claim.Status.AccessModes) : "",
                claim.Metadata.Annotations.GetValueOrDefault("volume.beta.kubernetes.io/storage-class", claim.Spec.StorageClassName ?? ""),
                claim.Spec.VolumeAttributesClassName ?? Unset, Since(claim.Metadata.CreationTimestamp, now), claim.Spec.VolumeMode ?? Unset];
        });

    private static string NodeStatus(Node node)
    {
        var ready = node.Status.Conditions.LastOrDefault(condition => condition.Type == "Ready");
        var status = ready is null ? "Unknown" : ready.Status == "True" ? "Ready" : "NotReady";
        return node.Spec.Unschedulable == true ? status + ",SchedulingDisabled" : status;
    }

    private static string NodeRoles(Node node)
    {
        const string prefix = "node-role.kubernetes.io/";
        return string.Join(',', node.Metadata.Labels
            .Select(label => label.Key.StartsWith(prefix, StringComparison.Ordinal) ? label.Key[prefix.Length..] : label.Key == "kubernetes.io/role" ? label.Value : "")
            .Where(role => role.Length > 0).Distinct().Order(StringComparer.Ordinal));
    }

    private static string NodeAddress(Node node, string type) => node.Status.Addresses.FirstOrDefault(address => address.Type == type)?.Address ?? None;

    private static string JobStatus(Job job)
    {
        bool Has(string type) => job.Status.Conditions.Any(condition => condition.Type == type && condition.Status == "True");
        if (Has("Complete")) return "Complete";
        if (Has("Failed")) return "Failed";
        if (job.Metadata.DeletionTimestamp is not null) return "Terminating";
        if (Has("Suspended")) return "Suspended";
        if (Has("FailureTarget")) return "FailureTarget";
        return Has("SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
    }

    private static string JobCompletions(Job job)
    {
        if (job.Spec.Completions is { } completions) return $"{Number(job.Status.Succeeded)}/{Number(completions)}";
        return job.Spec.Parallelism > 1 ? $"{Number(job.Status.Succeeded)}/1 of {Number(job.Spec.Parallelism)}" : $"{Number(job.Status.Succeeded)}/1";
    }

    private static string JobDuration(Job job, DateTimeOffset now) =>
        job.Status.StartTime is { } start ? Age.Of((job.Status.CompletionTime ?? now) - start) : "";

    private static string ExternalIP(Service service, bool wide)
    {
        if (service.Spec.Type == "ExternalName") return service.Spec.ExternalName ?? "";
        if (service.Spec.Type != "LoadBalancer") return Or(string.Join(',', service.Spec.ExternalIPs), None);
        var balancer = LoadBalancer(service.Status.LoadBalancer, wide);
        return Or(string.Join(',', service.Spec.ExternalIPs.Prepend(balancer).Where(address => address.Length > 0)), "<pending>");
    }

    private static string ServicePort(ServicePort port) => port.NodePort is > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{port.Port}:{port.NodePort}/{port.Protocol ?? "TCP"}")
        : string.Create(CultureInfo.InvariantCulture, $"{port.Port}/{port.Protocol ?? "TCP"}");

    private static string Hosts(Ingress ingress)
    {
        const int shown = 3;
        var hosts = ingress.Spec.Rules.Select(rule => rule.Host).Where(host => !string.IsNullOrEmpty(host)).ToList();
        if (hosts.Count == 0) return "*";
        var first = string.Join(',', hosts.Take(shown));
        return hosts.Count > shown ? string.Create(CultureInfo.InvariantCulture, $"{first} + {ingress.Spec.Rules.Count - shown} more...") : first;
    }

    private static string AccessModes(IReadOnlyList<string> modes) => string.Join(',', new[]
    {
        ("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"), ("ReadWriteOncePod", "RWOP"),
    }.Where(mode => modes.Contains(mode.Item1)).Select(mode => mode.Item2));
}
