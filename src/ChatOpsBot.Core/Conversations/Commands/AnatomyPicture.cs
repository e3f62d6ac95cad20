using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>A pod's anatomy as a picture: the owners above, the node around the pod, in it the containers with the network and the
/// volumes that they share, and below the Services that pick it.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Columns">How many boxes stand side by side.</param>
internal sealed record AnatomyPicture(int Width, int Columns)
{
    private const int Gap = 16;
    private const int LineHeight = 17;
    private const string Edge = "#52606d";
    private const string Faint = "#9aa5b1";

    /// <summary>For a message.</summary>
    public static readonly AnatomyPicture Wide = new(760, 2);

    /// <summary>For a panel beside the conversation.</summary>
    public static readonly AnatomyPicture Narrow = new(340, 1);

    private int Margin => Columns == 1 ? 8 : 16;
    private int Left => 2 * Margin + Gap / Columns;
    private int Inner => Width - 2 * Left;
    private int Cell => (Inner - (Columns - 1) * Gap) / Columns;

    /// <summary>The picture.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="owners">Its owners from the top, each "Kind name".</param>
    /// <param name="services">The Services whose selector picks it.</param>
    /// <param name="reader">Whose language, and when.</param>
    public Picture Draw(Pod pod, IReadOnlyList<string> owners, IReadOnlyList<Service> services, Reader reader)
    {
        var sheet = new SvgSheet(Width);
        var (containers, volumes) = (PodAnatomy.All(pod).ToList(), pod.Spec.Volumes);
        var (ownersBottom, arrowLeft) = Owners(sheet, owners);
        var podTop = ownersBottom + 64;

        var containersTop = podTop + 32;
        var boxHeight = SvgSheet.HeightOf(containers.Select(item => State(item.Status, reader).Count).DefaultIfEmpty(1).Max() + 2);
        var networkTop = containersTop + (containers.Count + Columns - 1) / Columns * (boxHeight + Gap);
        var network = Lines(reader.Read(Network(pod)));
        var volumesTop = networkTop + SvgSheet.HeightOf(network.Count) + Gap;
        var heights = volumes.Select(volume => VolumeHeight(pod, volume)).ToList();
        var podBottom = volumesTop + heights.Sum(height => height + 8) + 8;

        sheet.Frame(Margin, podTop - 32, Width - 2 * Margin, podBottom - podTop + 48, "#f7f9fb", Faint, dashed: true);
        var node = pod.Spec.NodeName is { Length: > 0 } name ? $"Node {name}" : reader.Read(Text.Of("commands.pod.no-node"));
        sheet.Words(Margin + 12, podTop - 12, Inner, node, SvgSheet.Grey);
        sheet.Frame(2 * Margin, podTop, Width - 4 * Margin, podBottom - podTop, "#ffffff", SvgSheet.Ink, 2);
        sheet.Words(Left, podTop + 20, Inner, $"Pod {pod.Metadata.Name}", SvgSheet.Ink, bold: true);
        sheet.Line(arrowLeft, ownersBottom, arrowLeft, podTop, SvgSheet.Ink, arrow: true);
        foreach (var (index, item) in containers.Index())
        {
            sheet.Box(Left + index % Columns * (Cell + Gap), containersTop + index / Columns * (boxHeight + Gap), Cell,
            [
                $"{item.Container.Name} · {item.Type}", .. State(item.Status, reader), Image(item.Container),
            ], item.Status?.Ready == true || item.Status?.State.Terminated?.ExitCode == 0 ? "#e7f4ea" : "#fff6e0", Edge);
        }
        sheet.Frame(Left, networkTop, Inner, SvgSheet.HeightOf(network.Count), "#eef3fb", Edge);
        foreach (var (line, words) in network.Index()) sheet.Words(Left + 12, networkTop + 18 + line * LineHeight, Inner - 24, words, SvgSheet.Ink);
        foreach (var (index, volume) in volumes.Index()) Volume(sheet, pod, volume, volumesTop + heights.Take(index).Sum(height => height + 8));
        Services(sheet, services, podBottom);
        return new Picture(
            sheet.Finish(reader.Read(PodAnatomy.Title(pod))),
            Text.Of("commands.pod.picture", pod.Metadata.Name, containers.Count, volumes.Count, services.Count));
    }

    // Returns where they end, and where the arrow to the pod leaves.
    private (int Bottom, int Arrow) Owners(SvgSheet sheet, IReadOnlyList<string> owners)
    {
        const int Between = 32;
        var height = SvgSheet.HeightOf(1);
        if (Columns == 1)
        {
            const int Below = 24;
            var bottom = Margin - Below;
            foreach (var (index, owner) in owners.Index())
            {
                var lines = Lines(owner);
                if (index > 0) sheet.Line(Width / 2, bottom, Width / 2, bottom + Below, SvgSheet.Ink, arrow: true);
                sheet.Frame(Margin, bottom + Below, Width - 2 * Margin, SvgSheet.HeightOf(lines.Count), "#ffffff", Edge);
                foreach (var (line, words) in lines.Index()) sheet.Words(Margin + 12, bottom + Below + 18 + line * LineHeight, Width - 2 * Margin - 24, words, SvgSheet.Ink);
                bottom += Below + SvgSheet.HeightOf(lines.Count);
            }
            return (bottom, Width / 2);
        }
        var wide = (Width - 2 * Margin - (owners.Count - 1) * Between) / owners.Count;
        foreach (var (index, owner) in owners.Index())
        {
            var left = Margin + index * (wide + Between);
            sheet.Box(left, Margin, wide, [owner], "#ffffff", Edge);
            if (index > 0) sheet.Line(left - Between, Margin + height / 2, left, Margin + height / 2, SvgSheet.Ink, arrow: true);
        }
        return (Margin + height, Width - 2 * Margin - Cell / 2);
    }

    private IReadOnlyList<string> State(ContainerStatus? status, Reader reader) => Lines(Neutral.Line(ContainerWords.State(status, reader.Now)));

    private IReadOnlyList<string> Lines(string words) => Columns == 1 ? SvgSheet.InTwoLines(words, Cell) : [words];

    // Where it is mounted stands beside the volume, or in it where there is no room.
    private List<string> Mounted(Pod pod, Volume volume) => [.. PodAnatomy.Mounts(pod, volume).SelectMany(mount => Lines($"↳ {mount}"))];

    private int VolumeHeight(Pod pod, Volume volume) => Columns == 1
        ? SvgSheet.HeightOf(1 + Lines(Neutral.Line(VolumeWords.Source(volume))).Count + Mounted(pod, volume).Count)
        : SvgSheet.HeightOf(Math.Max(2, PodAnatomy.Mounts(pod, volume).Count));

    private void Volume(SvgSheet sheet, Pod pod, Volume volume, int top)
    {
        var source = Neutral.Line(VolumeWords.Source(volume));
        if (Columns == 1)
        {
            sheet.Box(Left, top, Cell, [volume.Name, .. Lines(source), .. Mounted(pod, volume)], "#f3eefb", Edge);
            return;
        }
        sheet.Box(Left, top, Cell, [volume.Name, source], "#f3eefb", Edge);
        foreach (var (line, mount) in PodAnatomy.Mounts(pod, volume).Index())
        {
            sheet.Line(Left + Cell, top + 22, Left + Cell + Gap, top + 14 + line * LineHeight, Faint);
            sheet.Words(Left + Cell + Gap + 4, top + 18 + line * LineHeight, Cell - 4, mount, SvgSheet.Ink);
        }
    }

    private void Services(SvgSheet sheet, IReadOnlyList<Service> services, int podBottom)
    {
        var top = podBottom + 16 + 32;
        foreach (var (index, service) in services.Index())
        {
            var (left, at) = (Left + index % Columns * (Cell + Gap), top + index / Columns * (SvgSheet.HeightOf(2) + Gap));
            sheet.Box(left, at, Cell, [$"Service {service.Metadata.Name}", PodAnatomy.Ports(service)], "#ffffff", Edge);
            if (index < Columns) sheet.Line(left + Cell / 2, at, left + Cell / 2, podBottom, SvgSheet.Ink, arrow: true);
        }
    }

    // The end of a long name says more than its beginning.
    private string Image(Container container)
    {
        var longest = (Cell - 24) / 8;
        var image = Neutral.Line(container.Image ?? "");
        return image.Length > longest ? "…" + image[^(longest - 1)..] : image;
    }

    private static Text Network(Pod pod) => pod switch
    {
        { Spec.HostNetwork: true } => Text.Of("commands.pod.picture-host-network"),
        { Status.PodIP: { Length: > 0 } ip } => Text.Of("commands.pod.picture-network", ip),
        _ => Text.Of("commands.pod.picture-network-later"),
    };
}
