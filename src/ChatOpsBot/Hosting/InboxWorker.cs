using System.Collections.Concurrent;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Storage;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Hosting;

/// <summary>Answers an intent: Core's conversation, seen from the inbox.</summary>
internal delegate Task<Reply> Answer(Intent intent, CancellationToken cancellationToken);

/// <summary>Answers what was received: in order within a conversation, several conversations at once. An intent is done when its
/// answer is on record; what a crash interrupts is answered again.</summary>
internal sealed partial class InboxWorker(
    Inbox inbox, Signals signals, WorkerTurn turn, Answer answer, IEnumerable<IChannel> channels,
    IOptions<WorkerOptions> options, TimeProvider time, ILogger<InboxWorker> log) : BackgroundService
{
    private const int Attempts = 3;
    private const int Page = 200;
    private readonly ConcurrentDictionary<ConversationAddress, ConcurrentQueue<ReceivedIntent>> queues = new();
    private readonly Dictionary<string, IChannel> channels = channels.ToDictionary(channel => channel.Name);
    private long seen;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await turn.TakeAsync(stoppingToken);
        await RecoverAsync(stoppingToken);
        using var lanes = new Lanes<ConversationAddress>(options.Value.Conversations, where => DrainAsync(where, stoppingToken));
        using var poll = time.CreateTimer(_ => signals.Received.Writer.TryWrite(null), null, TimeSpan.Zero, options.Value.Poll);
        try
        {
            await foreach (var received in signals.Received.Reader.ReadAllAsync(stoppingToken)) await TakeAsync(received, lanes, stoppingToken);
        }
        finally
        {
            await lanes.WhenIdleAsync();
            await inbox.StopAsync(CancellationToken.None);
        }
    }

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        while (!await TryAsync(inbox.RecoverAsync, cancellationToken)) await Task.Delay(options.Value.Poll, time, cancellationToken);
        await TryAsync(inbox.RehearseAsync, cancellationToken);
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnreadable(e);
            return false;
        }
    }

    /// <summary>What comes next by number is taken as it was handed over; everything else is read, so that nothing is missed, taken
    /// twice or out of order, whoever wrote it.</summary>
    private async Task TakeAsync(ReceivedIntent? received, Lanes<ConversationAddress> lanes, CancellationToken cancellationToken)
    {
        if (received is not null && received.Id <= seen) return;
        if (received is not null && received.Id == seen + 1) Enqueue(received, lanes);
        else await TryAsync(token => ReadAsync(lanes, token), cancellationToken);
    }

    private async Task ReadAsync(Lanes<ConversationAddress> lanes, CancellationToken cancellationToken)
    {
        IReadOnlyList<ReceivedIntent> page;
        do
        {
            page = await inbox.UnansweredAsync(seen, Page, cancellationToken);
            foreach (var next in page) Enqueue(next, lanes);
        }
        while (page.Count == Page);
    }

    private void Enqueue(ReceivedIntent received, Lanes<ConversationAddress> lanes)
    {
        seen = received.Id;
        queues.GetOrAdd(received.Intent.Where, _ => new()).Enqueue(received);
        lanes.Wake(received.Intent.Where);
    }

    private async Task DrainAsync(ConversationAddress where, CancellationToken cancellationToken)
    {
        try
        {
            var queue = queues.GetOrAdd(where, _ => new());
            while (!cancellationToken.IsCancellationRequested && queue.TryDequeue(out var received))
                await SettleAsync(received, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What is not answered yet stays on record for the next start.
        }
    }

    private async Task SettleAsync(ReceivedIntent received, CancellationToken cancellationToken)
    {
        Reply? reply = null;
        var (where, asked) = (received.Intent.Where, received.Intent.At);
        if (received.Attempts > 0) await SignAsync(where, channel => channel.FindWorkingAsync(where, asked, cancellationToken), cancellationToken);
        for (var attempt = received.Attempts; ; attempt++)
        {
            try
            {
                reply ??= attempt < Attempts ? await AnswerAsync(received.Intent, cancellationToken) : Failed;
                await inbox.AnswerAsync(received, reply, cancellationToken);
                return;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(e, received.Intent.EventId, received.Intent.Where.Channel, attempt + 1);
                if (reply is null) await TryAsync(token => inbox.FailedAsync(received.Id, token), cancellationToken);
            }

            await Task.Delay(TimeSpan.FromSeconds(Math.Min(30, 1 << Math.Min(attempt, 5))), time, cancellationToken);
        }
    }

    private async Task<Reply> AnswerAsync(Intent intent, CancellationToken cancellationToken)
    {
        using var slow = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answering = answer(intent, cancellationToken);
        try
        {
            if (!answering.IsCompleted
                && await Task.WhenAny(answering, Task.Delay(options.Value.ShowWorkingAfter, time, slow.Token)) != answering)
                await SignAsync(intent.Where, channel => channel.ShowWorkingAsync(intent.Where, cancellationToken), cancellationToken);
            return await answering;
        }
        finally
        {
            await slow.CancelAsync();
        }
    }

    private async Task SignAsync(ConversationAddress where, Func<IChannel, Task> act, CancellationToken cancellationToken)
    {
        if (!channels.TryGetValue(where.Channel, out var channel)) return;
        try
        {
            await act(channel);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogNoSign(e, where.Channel);
        }
    }

    private static Reply Failed { get; } = new()
    {
        Outcome = Outcome.Failed,
        Tone = Tone.Bad,
        Title = Text.Of("hosting.failed"),
        Parts = [new Paragraph(Text.Of("hosting.failed.next"))],
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Intent {EventId} of {Channel} was not answered (attempt {Attempt})")]
    private partial void LogFailed(Exception fault, string eventId, string channel, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "The inbox could not be read or written; it is tried again")]
    private partial void LogUnreadable(Exception fault);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Channel} did not show, or not find, the sign that the bot is working")]
    private partial void LogNoSign(Exception fault, string channel);
}
