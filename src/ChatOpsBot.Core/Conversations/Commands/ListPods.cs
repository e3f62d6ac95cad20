using System.CommandLine;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`pods [text] [-n|-A] [-l] [--bad]`: kubectl's list, with counts by status and, with --bad, the troubled ones first.</summary>
internal sealed class ListPods : ListCommand<Pod>
{
    private const int WhyButtons = 3;
    private readonly Option<bool> _bad = new("--bad");

    public ListPods() : base(Printers.Pod) => Syntax.Options.Add(_bad);

    protected override IReadOnlyList<Pod> Order(IReadOnlyList<Pod> items, ParseResult parsed, Asking asking) =>
        parsed.GetValue(_bad) ? PodTrouble.WorstFirst(items, asking.Now) : items;

    protected override Text Title(IReadOnlyList<Pod> items, string? scope, Asking asking) => Text.Of("commands.pods.title", Count(items.Count, scope),
        Text.List(items.CountBy(pod => PrintedPod.Of(pod).Status).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Value} {Neutral.Line(pair.Key)}")));

    protected override bool Matches(Pod item, string text)
    {
        var words = TargetWords.Read(text);
        if (words.Namespace is { } ns && item.Metadata.Namespace != ns) return false;
        if (words.Kind is { } kind && kind.Equals(ResourceKinds.Node)) return item.Spec.NodeName == words.Name;
        if (words.Kind is { } other && !other.Equals(ResourceKinds.Pod)) return PodOwner.Of(item) is { } owner && owner.Kind == other.Kind && owner.Name == words.Name;
        return base.Matches(item, words.Name) || PrintedPod.Of(item).Status.Equals(words.Name, StringComparison.OrdinalIgnoreCase);
    }

    protected override IEnumerable<ReplyPart> After(IReadOnlyList<Pod> items, string? scope, Asking asking)
    {
        var troubled = PodTrouble.WorstFirst(items.Where(pod => PodTrouble.Weight(pod, asking.Now) > 0), asking.Now);
        if (troubled.Count == 0) yield break;
        yield return new Paragraph(Text.Of("commands.pods.troubled", troubled.Count));
        yield return new Replies.Buttons([.. troubled.Take(WhyButtons).Select(pod => new Button(
            Text.Of("commands.button.why-of", pod.Metadata.Name), $"why {pod.Metadata.Name} -n {pod.Metadata.Namespace}"))]);
    }
}
