using System.CommandLine;
using System.Reflection;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`status`: the bot's own health: its version, each cluster, the queues, the channels.</summary>
internal sealed class Status(IClusters clusters, IEnumerable<IQueueStatus> queues, IEnumerable<IStatusSource> sources) : ChatCommand("status")
{
    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(clusters.Names.Select(name => ClusterAsync(name, cancellationToken)));
        var lines = new List<StatusLine> { new(Text.Of("commands.status.version"), Version) };
        lines.AddRange(found);
        foreach (var queue in queues) lines.AddRange(Lines(await queue.ReadAsync(cancellationToken)));
        foreach (var source in sources) lines.AddRange(await source.ReadAsync(cancellationToken));
        var worst = lines.Max(line => line.Tone);
        return new Reply
        {
            Tone = worst == Tone.Plain ? Tone.Good : worst,
            Title = worst switch { Tone.Bad => Text.Of("commands.status.bad"), Tone.Warning => Text.Of("commands.status.warning"), _ => Text.Of("commands.status.good") },
            Parts = [new Replies.Facts([.. lines.Select(line => new Fact(line.Name, line.Value))])],
        };
    }

    private static string Version => typeof(Status).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "?";

    private async Task<StatusLine> ClusterAsync(ClusterName name, CancellationToken cancellationToken) =>
        (await clusters.Reader(name).GetVersionAsync(cancellationToken)).Has(out var version, out var failure)
            ? new(Text.Of("commands.status.cluster", name.Value), Text.Of("commands.status.reachable", Neutral.Line(version)), Tone.Good)
            : new(Text.Of("commands.status.cluster", name.Value), FailureReplies.Line(failure), Tone.Bad);

    private static IEnumerable<StatusLine> Lines(QueueStatus queue)
    {
        yield return new(Text.Of("commands.status.unanswered"), queue.Unanswered);
        yield return new(Text.Of("commands.status.unsent"), queue.OldestUnsent is { } oldest ? Text.Of("commands.status.unsent-since", queue.Unsent, oldest) : queue.Unsent);
        if (queue.Undeliverable > 0) yield return new(Text.Of("commands.status.undeliverable"), queue.Undeliverable, Tone.Warning);
    }
}
