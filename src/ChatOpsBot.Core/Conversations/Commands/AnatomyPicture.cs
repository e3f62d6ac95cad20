using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>A pod's anatomy as a picture: the owners above, the node around the pod, in it the containers with the network and the
/// volumes that they share, and below the Services that pick it.</summary>
internal static class AnatomyPicture
{
    private const int Width = 760;
    private const int Margin = 16;
    private const int Gap = 16;
    private const int Inner = Width - 4 * Margin - 2 * Gap;
    private const int Half = (Inner - Gap) / 2;
    private const int LongestImage = 38;
    private const int Left = 2 * Margin + Gap;

    /// <summary>The picture.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="owners">Its owners from the top, each "Kind name".</param>
    /// <param name="services">The Services whose selector picks it.</param>
    /// <param name="asking">Whose language, and when.</param>
    public static Picture Of(Pod pod, IReadOnlyList<string> owners, IReadOnlyList<Service> services, Asking asking)
    {
        var sheet = new SvgSheet(Width);
        var (containers, volumes) = (PodAnatomy.All(pod).ToList(), pod.Spec.Volumes);
        var podTop = Owners(sheet, owners) + 48;

        var containersTop = podTop + 32;
        var boxHeight = SvgSheet.HeightOf(3);
        var networkTop = containersTop + (containers.Count + 1) / 2 * (boxHeight + Gap);
        var volumesTop = networkTop + SvgSheet.HeightOf(1) + Gap;
        var heights = volumes.Select(volume => SvgSheet.HeightOf(Math.Max(2, PodAnatomy.Mounts(pod, volume).Count))).ToList();
        var podBottom = volumesTop + heights.Sum(height => height + 8) + 8;

        sheet.Frame(Margin, podTop - 32, Width - 2 * Margin, podBottom - podTop + 48, "#f7f9fb", "#9aa5b1", dashed: true);
        sheet.Words(Margin + 12, podTop - 12, Inner, pod.Spec.NodeName is { Length: > 0 } node ? $"Node {node}" : asking.Reader.Read(Text.Of("commands.pod.no-node")), SvgSheet.Grey);
        sheet.Frame(2 * Margin, podTop, Width - 4 * Margin, podBottom - podTop, "#ffffff", SvgSheet.Ink, 2);
        sheet.Words(Left, podTop + 20, Inner, $"Pod {pod.Metadata.Name}", SvgSheet.Ink, bold: true);
        sheet.Line(Width - 2 * Margin - Half / 2, Margin + SvgSheet.HeightOf(1), Width - 2 * Margin - Half / 2, podTop, SvgSheet.Ink, arrow: true);
        foreach (var (index, item) in containers.Index())
        {
            sheet.Box(Left + index % 2 * (Half + Gap), containersTop + index / 2 * (boxHeight + Gap), Half,
            [
                $"{item.Container.Name} · {item.Type}", Neutral.Line(ContainerWords.State(item.Status, asking.Now)), Image(item.Container),
            ], item.Status?.Ready == true || item.Status?.State.Terminated?.ExitCode == 0 ? "#e7f4ea" : "#fff6e0", "#52606d");
        }
        sheet.Box(Left, networkTop, Inner, [asking.Reader.Read(Network(pod))], "#eef3fb", "#52606d");
        foreach (var (index, volume) in volumes.Index())
        {
            var top = volumesTop + heights.Take(index).Sum(height => height + 8);
            var mounts = PodAnatomy.Mounts(pod, volume);
            sheet.Box(Left, top, Half, [volume.Name, Neutral.Line(VolumeWords.Source(volume))], "#f3eefb", "#52606d");
            foreach (var (line, mount) in mounts.Index())
            {
                sheet.Line(Left + Half, top + 22, Left + Half + Gap, top + 14 + line * 17, "#9aa5b1");
                sheet.Words(Left + Half + Gap + 4, top + 18 + line * 17, Half - 4, mount, SvgSheet.Ink);
            }
        }
        Services(sheet, services, podBottom);
        return new Picture(
            sheet.Finish(asking.Reader.Read(PodAnatomy.Title(pod))),
            Text.Of("commands.pod.picture", pod.Metadata.Name, containers.Count, volumes.Count, services.Count));
    }

    // Returns where the next thing may begin.
    private static int Owners(SvgSheet sheet, IReadOnlyList<string> owners)
    {
        var wide = (Width - 2 * Margin - (owners.Count - 1) * 32) / owners.Count;
        var height = SvgSheet.HeightOf(1);
        foreach (var (index, owner) in owners.Index())
        {
            var left = Margin + index * (wide + 32);
            sheet.Box(left, Margin, wide, [owner], "#ffffff", "#52606d");
            if (index > 0) sheet.Line(left - 32, Margin + height / 2, left, Margin + height / 2, SvgSheet.Ink, arrow: true);
        }
        return Margin + height + 16;
    }

    private static void Services(SvgSheet sheet, IReadOnlyList<Service> services, int podBottom)
    {
        var top = podBottom + 16 + 32;
        foreach (var (index, service) in services.Index())
        {
            var (left, at) = (Left + index % 2 * (Half + Gap), top + index / 2 * (SvgSheet.HeightOf(2) + Gap));
            sheet.Box(left, at, Half, [$"Service {service.Metadata.Name}", PodAnatomy.Ports(service)], "#ffffff", "#52606d");
            if (index < 2) sheet.Line(left + Half / 2, at, left + Half / 2, podBottom, SvgSheet.Ink, arrow: true);
        }
    }

    // The end of a long name says more than its beginning.
    private static string Image(Container container) => Neutral.Line(container.Image ?? "") is { Length: > LongestImage } longer ? "…" + longer[^(LongestImage - 1)..] : Neutral.Line(container.Image ?? "");

    private static Text Network(Pod pod) => pod switch
    {
        { Spec.HostNetwork: true } => Text.Of("commands.pod.picture-host-network"),
        { Status.PodIP: { Length: > 0 } ip } => Text.Of("commands.pod.picture-network", ip),
        _ => Text.Of("commands.pod.picture-network-later"),
    };
}
