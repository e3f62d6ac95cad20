using System.CommandLine;
using System.Globalization;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`logs X [-c] [-p] [--tail] [--since]`: the end of the log with the line that says why marked; all containers, each line
/// with its container's name, unless one is named. A container that never ran gives the kubelet's words instead.</summary>
internal sealed class ShowLogs : TargetCommand
{
    private const int UsualTail = 100;
    private readonly TargetResolver _targets;
    private readonly Option<string?> _container = new("--container", "-c") { HelpName = "CONTAINER" };
    private readonly Option<bool> _previous = new("--previous", "-p");
    private readonly Option<int?> _tail = new("--tail") { HelpName = "LINES", CustomParser = NumberSyntax.Parse };
    private readonly Option<TimeSpan?> _since = new("--since") { HelpName = "SPAN", CustomParser = SpanSyntax.Parse };

    public ShowLogs(TargetResolver targets) : base("logs", required: true, "log")
    {
        _targets = targets;
        foreach (var option in new Option[] { _container, _previous, _tail, _since }) Syntax.Options.Add(option);
    }

    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var resolved = await _targets.ResolveAsync<Pod>(asking, Target(parsed)!, Namespace(parsed),
            pod => $"logs {pod.Metadata.Name} -n {pod.Metadata.Namespace}", cancellationToken);
        if (resolved is not Resolution<Pod>.Found(var pod, _, var assumption)) return ((Resolution<Pod>.Other)resolved).Reply;

        var named = parsed.GetValue(_container);
        var containers = PodLogs.Containers(pod, named);
        if (containers.Count == 0) return NoContainer(pod, named!);
        var previous = parsed.GetValue(_previous);
        var tail = parsed.GetValue(_tail) ?? UsualTail;
        var logs = new List<ContainerLog>();
        foreach (var container in containers)
        {
            var result = await asking.Cluster.ReadLogAsync(new LogRequest(pod.Metadata.Namespace!, pod.Metadata.Name, container.Name, previous,
                tail < 0 ? null : tail, parsed.GetValue(_since)), cancellationToken);
            logs.Add(new ContainerLog(container, result.Select(LogText.Clean)));
        }
        return Answer(pod, logs, assumption, previous, named) with { Pod = Exhibits.Name(asking.Cluster, pod) };
    }

    private static Reply Answer(Pod pod, List<ContainerLog> logs, Text? assumption, bool previous, string? named)
    {
        var lines = logs.SelectMany(log => log.Lines.Select(line => logs.Count == 1 ? line : $"[{log.Container.Name}] {line}")).ToList();
        // The mark is looked for in the lines themselves, container by container, the failing ones first.
        var culprit = PodLogs.Culprit(pod, logs);
        var silent = logs.Where(log => log.Lines.Count == 0).Select(log => PodLogs.WhySilent(pod, log, previous)).ToList();
        var name = logs.Count == 1 ? $"{pod.Metadata.Name}/{logs[0].Container.Name}" : pod.Metadata.Name;
        var parts = new List<ReplyPart>();
        if (assumption is not null) parts.Add(new Paragraph(assumption));
        if (lines.Count > 0) parts.Add(new Code(string.Join('\n', lines), "log", culprit, $"{pod.Metadata.Name}{(previous ? "-previous" : "")}.log"));
        if (silent.Count > 0) parts.Add(new Bullets(silent));
        var target = $"{pod.Metadata.Name}{(named is null ? "" : $" -c {named}")} -n {pod.Metadata.Namespace}";
        var restarted = logs.Any(log => PodLogs.Status(pod, log.Container)?.RestartCount > 0);
        parts.Add(new Buttons([
            .. previous || !restarted ? [] : new[] { new Button(Text.Of("commands.button.previous"), $"logs {target} -p", ButtonWeight.Primary) },
            .. previous ? [new Button(Text.Of("commands.button.current"), $"logs {target}")] : Array.Empty<Button>(),
            .. ObjectButtons.Of(pod, "logs").Items]));
        var marked = culprit is { } at ? lines[at] : null;
        return new Reply
        {
            Outcome = lines.Count > 0 ? Outcome.Answered
                : logs.Any(log => log.Text.Failure is not (null or ClusterFailure.Rejected or ClusterFailure.NotFound)) ? Outcome.Failed : Outcome.NothingFound,
            Tone = lines.Count > 0 ? Tone.Plain : Tone.Warning,
            Title = (lines.Count, marked) switch
            {
                (0, _) => Text.Of("commands.logs.nothing", name),
                (_, null) => Text.Of(previous ? "commands.logs.title-previous" : "commands.logs.title", lines.Count, name),
                var (_, line) => Text.Of(previous ? "commands.logs.marked-previous" : "commands.logs.marked", lines.Count, name, Short(line)),
            },
            Parts = parts,
        };
    }

    private static string Short(string line) => Neutral.Line(line.Trim()) is { Length: > 160 } longer ? longer[..159] + "…" : Neutral.Line(line.Trim());

    private static Reply NoContainer(Pod pod, string named)
    {
        var names = PodLogs.Containers(pod, null, includeFinished: true).Select(container => container.Name).ToList();
        return Reply.NothingFound(Text.Of("commands.logs.no-container", pod.Metadata.Name, Neutral.Line(named)),
            new PickList(Text.Of("commands.logs.containers"), [.. names.Select(name => new Choice(name, $"logs {pod.Metadata.Name} -c {name} -n {pod.Metadata.Namespace}"))]));
    }
}

/// <summary>What reading one container's log gave.</summary>
internal sealed record ContainerLog(Container Container, ClusterResult<string> Text)
{
    /// <summary>The lines; none when there is no log.</summary>
    public IReadOnlyList<string> Lines { get; } = Text.Has(out var text, out _) && text.Length > 0 ? text.TrimEnd('\n').Split('\n') : [];
}
