using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>What a pod is made of, as parts of a reply.</summary>
internal static class PodAnatomy
{
    /// <summary>The annotation of a mirror pod: the API server's picture of a static pod of a kubelet.</summary>
    public const string MirrorAnnotation = "kubernetes.io/config.mirror";

    /// <summary>The first line: the name and the status.</summary>
    public static Text Title(Pod pod) => Text.Of("commands.pod.title", pod.Metadata.Name, PrintedPod.Of(pod).Status);

    /// <summary>Good, warning or bad.</summary>
    public static Tone Tone(Pod pod, DateTimeOffset now) => PodTrouble.Weight(pod, now) switch { 0 => Replies.Tone.Good, < 5 => Replies.Tone.Warning, _ => Replies.Tone.Bad };

    /// <summary>Where it is, whose it is, how it is.</summary>
    public static Replies.Facts Summary(Pod pod, Text owners, DateTimeOffset now)
    {
        var printed = PrintedPod.Of(pod);
        var facts = new List<Fact>
        {
            new(Text.Of("commands.pod.namespace"), pod.Metadata.Namespace ?? ""),
            new("STATUS", printed.Status), new("READY", printed.Ready), new("RESTARTS", printed.Restarts(now)), new("AGE", PrintedPod.Since(pod.Metadata.CreationTimestamp, now)),
            new(Text.Of("commands.pod.owner"), owners),
            new(Text.Of("commands.pod.node"), pod.Spec.NodeName is { Length: > 0 } node
                ? pod.Status.HostIP is { } host ? Text.Of("commands.pod.node-ip", node, host) : node : Text.Of("commands.pod.no-node")),
            new(Text.Of("commands.pod.ips"), pod.Status.PodIPs.Count > 0 ? Text.List(pod.Status.PodIPs.Select(ip => ip.Ip)) : Text.Of("commands.pod.no-ip")),
            new(Text.Of("commands.pod.qos"), pod.Status.QosClass ?? "-"),
            new(Text.Of("commands.pod.restart-policy"), pod.Spec.RestartPolicy ?? "Always"),
            new(Text.Of("commands.pod.service-account"), pod.Spec.ServiceAccountName ?? "default"),
        };
        if (pod.Metadata.DeletionTimestamp is { } deletion) facts.Add(new(Text.Of("commands.pod.deletion"), deletion));
        if (pod.Metadata.Finalizers.Count > 0) facts.Add(new(Text.Of("commands.pod.finalizers"), Text.List(pod.Metadata.Finalizers.Select(Neutral.Line))));
        if (pod.Status.Message is { Length: > 0 } message) facts.Add(new(Text.Of("commands.pod.message"), Neutral.Line(message)));
        return new Replies.Facts(facts);
    }

    /// <summary>Containers: state, image, resources, probes.</summary>
    public static IEnumerable<ReplyPart> Containers(Pod pod, DateTimeOffset now)
    {
        var all = All(pod).ToList();
        yield return new Paragraph(Text.Of("commands.pod.containers"), Heading: true);
        yield return new Table(["CONTAINER", "TYPE", "STATE", "READY", "RESTARTS", "IMAGE"], [.. all.Select(item => (string[])
        [
            item.Container.Name, item.Type, Neutral.Line(ContainerWords.State(item.Status, now)), item.Status?.Ready == true ? "true" : "false",
            (item.Status?.RestartCount ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture), Neutral.Line(item.Container.Image ?? ""),
        ])]);
        yield return new Table(["CONTAINER", "REQUESTS", "LIMITS", "PORTS", "PROBES"], [.. all.Select(item => (string[])
        [
            item.Container.Name, ContainerWords.Amounts(item.Container.Resources.Requests), ContainerWords.Amounts(item.Container.Resources.Limits),
            ContainerWords.Ports(item.Container), Neutral.Line(Redactor.Text(ContainerWords.Probes(item.Container))),
        ])]);
        var messages = all.Where(item => item.Status?.State.Waiting?.Message is { Length: > 0 })
            .Select(item => Text.Of("commands.pod.container-message", item.Container.Name, Neutral.Line(Redactor.Text(item.Status!.State.Waiting!.Message!)))).ToList();
        if (messages.Count > 0) yield return new Bullets(messages);
    }

    /// <summary>What the containers share: network, processes, volumes.</summary>
    public static IEnumerable<ReplyPart> Shared(Pod pod)
    {
        yield return new Paragraph(Text.Of("commands.pod.shared"), Heading: true);
        var shared = new List<Text>
        {
            pod.Spec.HostNetwork == true ? Text.Of("commands.pod.host-network")
                : pod.Status.PodIP is { Length: > 0 } ip ? Text.Of("commands.pod.network", ip) : Text.Of("commands.pod.network-later"),
            pod.Spec.HostPID == true ? Text.Of("commands.pod.host-pid")
                : pod.Spec.ShareProcessNamespace == true ? Text.Of("commands.pod.shared-pid") : Text.Of("commands.pod.own-pid"),
        };
        yield return new Bullets(shared);
        if (pod.Spec.Volumes.Count == 0) yield break;
        yield return new Table(["VOLUME", "SOURCE", "MOUNTED"], [.. pod.Spec.Volumes.Select(volume => (string[])
        [
            volume.Name, Neutral.Line(VolumeWords.Source(volume)),
            Mounts(pod, volume) is { Count: > 0 } mounts ? string.Join(", ", mounts) : "<none>",
        ])]);
    }

    /// <summary>Where a volume is mounted: "web at /data (ro)".</summary>
    public static IReadOnlyList<string> Mounts(Pod pod, Volume volume) => [.. All(pod).SelectMany(item => item.Container.VolumeMounts
        .Where(mount => mount.Name == volume.Name).Select(mount => Neutral.Line(VolumeWords.Mount(item.Container.Name, mount))))];

    /// <summary>The Services of a namespace whose selector picks the pod.</summary>
    public static IReadOnlyList<Service> Picking(Pod pod, IEnumerable<Service> services) => [.. services.Where(service => service.Spec.Selector.Selects(pod.Metadata.Labels))];

    /// <summary>A Service's ports with what they lead to: "80/TCP → http".</summary>
    public static string Ports(Service service) => string.Join(", ", service.Spec.Ports.Select(port => $"{port.Port}/{port.Protocol ?? "TCP"} → {Target(port)}"));

    /// <summary>The Services whose selector picks the pod.</summary>
    public static IEnumerable<ReplyPart> Services(Pod pod, ClusterResult<IReadOnlyList<Service>> services)
    {
        yield return new Paragraph(Text.Of("commands.pod.services"), Heading: true);
        if (!services.Has(out var all, out var failure))
        {
            yield return new Paragraph(FailureReplies.Line(failure));
            yield break;
        }
        var picking = Picking(pod, all);
        if (picking.Count == 0) yield return new Paragraph(Text.Of("commands.pod.no-service"));
        else yield return new Table(["SERVICE", "TYPE", "CLUSTER-IP", "PORT(S)", "TARGET"], [.. picking.Select(service => (string[])
        [
            service.Metadata.Name, service.Spec.Type ?? "ClusterIP", service.Spec.ClusterIP ?? "<none>",
            string.Join(", ", service.Spec.Ports.Select(port => $"{port.Port}/{port.Protocol ?? "TCP"}")),
            string.Join(", ", service.Spec.Ports.Select(Target)),
        ])]);
    }

    /// <summary>What a static pod means for whoever wants to delete it; nothing for other pods.</summary>
    public static IEnumerable<ReplyPart> Static(Pod pod)
    {
        if (!pod.Metadata.Annotations.ContainsKey(MirrorAnnotation)) yield break;
        yield return new Paragraph(Text.Of("commands.pod.static", pod.Spec.NodeName ?? ""));
    }

    private static string Target(ServicePort port) => port.TargetPort?.ToString() is { Length: > 0 } target ? target : $"{port.Port}";

    /// <summary>Every container in the order of their start, with its type and its status.</summary>
    public static IEnumerable<(Container Container, string Type, ContainerStatus? Status)> All(Pod pod) =>
        pod.Spec.InitContainers.Select(container => (container, PrintedPod.IsSidecar(container) ? "sidecar" : "init", Status(pod.Status.InitContainerStatuses, container)))
            .Concat(pod.Spec.Containers.Select(container => (container, "main", Status(pod.Status.ContainerStatuses, container))))
            .Concat(pod.Spec.EphemeralContainers.Select(container => (container, "debug", Status(pod.Status.EphemeralContainerStatuses, container))));

    private static ContainerStatus? Status(IReadOnlyList<ContainerStatus> statuses, Container container) =>
        statuses.FirstOrDefault(status => status.Name == container.Name);
}
