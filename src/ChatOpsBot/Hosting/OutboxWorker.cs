using System.Text.Json;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Storage;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Hosting;

/// <summary>The reply as it is shown in a conversation of a scope.</summary>
internal delegate Reply Offer(ConversationScope scope, Reply reply);

/// <summary>Sends what waits: in order within a conversation, several conversations at once. A row goes when the channel has the
/// message. What a crash left is sent with the warning that it may be there already (decision 0012).</summary>
internal sealed partial class OutboxWorker(
    Outbox outbox, Signals signals, WorkerTurn turn, IEnumerable<IChannel> channels, IConversationScopes scopes, IConversationDefaults defaults, Offer offer,
    IOptions<WorkerOptions> options, TimeProvider time, ILogger<OutboxWorker> log) : BackgroundService
{
    /// <summary>How long a message that is being sent may take when the bot stops.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // What the conversation is told of a message that the service refused, and of one that it may have all the same.
    private const string Undeliverable = "hosting.undeliverable";
    private const string Unsure = "hosting.unsure";

    private readonly Dictionary<string, IChannel> channels = channels.ToDictionary(channel => channel.Name);
    private long lastOfEarlier;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await turn.TakeAsync(stoppingToken);
        while (!await FindLastAsync(stoppingToken)) await Task.Delay(options.Value.Poll, time, stoppingToken);
        using var lanes = new Lanes<ConversationAddress>(options.Value.Conversations, where => DrainAsync(where, stoppingToken));
        using var poll = time.CreateTimer(_ => signals.ToSend.Writer.TryWrite(null), null, TimeSpan.Zero, options.Value.Poll);
        try
        {
            await foreach (var where in signals.ToSend.Reader.ReadAllAsync(stoppingToken))
            {
                if (where is not null) lanes.Wake(where);
                else await LookAsync(lanes, stoppingToken);
            }
        }
        finally
        {
            await lanes.WhenIdleAsync();
        }
    }

    private async Task<bool> FindLastAsync(CancellationToken cancellationToken)
    {
        try
        {
            lastOfEarlier = await outbox.LastAsync(cancellationToken);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogStore(e);
            return false;
        }
    }

    private async Task LookAsync(Lanes<ConversationAddress> lanes, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var where in await outbox.DueAsync(cancellationToken)) lanes.Wake(where);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogStore(e);
        }
    }

    private async Task DrainAsync(ConversationAddress where, CancellationToken cancellationToken)
    {
        try
        {
            while (await outbox.NextAsync(where, cancellationToken) is { } sending)
            {
                // Another process (`ask`) may have channels of its own, which take nothing from here.
                if (!channels.TryGetValue(where.Channel, out var channel)) await outbox.DropAsync(sending, cancellationToken);
                else await SettleAsync(sending, await PostAsync(channel, sending, cancellationToken), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What is not sent yet stays on record for the next start.
        }
        catch (Exception e)
        {
            // The edge of a conversation's lane: the next poll wakes it again, and the other lanes go on.
            LogLane(e, where.Channel, where.Conversation);
        }
    }

    private async Task<PostingResult> PostAsync(IChannel channel, Sending sending, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.PostDeadline, time);

        // A message that the service may already have must not be sent again for the stop's sake: it may end by itself.
        await using var stopping = cancellationToken.Register(() => deadline.CancelAfter(Grace));
        try
        {
            var scope = scopes.Of(sending.Where);
            var reply = offer(scope, JsonSerializer.Deserialize(sending.ReplyJson, ReplyJson.Default.Reply)!);
            var chosen = await defaults.GetAsync(sending.Where, cancellationToken);
            var reader = chosen.ReaderFor(scope, sending.Locale, sending.TimeZone, time.GetUtcNow());
            DateTimeOffset? left = sending.Id <= lastOfEarlier ? sending.CreatedAt : null;
            return await channel.PostAsync(new(sending.Where, reply, reader, sending.ReplaceActivity, sending.Id, sending.Answers, left), deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return new PostingResult.Later(null, $"No result within {options.Value.PostDeadline.TotalSeconds} s.");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(e, sending.Id, sending.Where.Channel);

            // A fault of one message must not hold up the conversation for a day.
            return sending.Attempts + 1 < Backoff.Faults ? new PostingResult.Later(null, e.Message) : new PostingResult.Never(e.Message);
        }
    }

    private Task SettleAsync(Sending sending, PostingResult result, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case PostingResult.Posted posted:
                // Stopping must not make a message that was sent be sent again.
                return outbox.PostedAsync(sending, posted.ActivityId, CancellationToken.None);
            case PostingResult.Gone gone when sending.CopyId is not null:
                LogGone(sending.Id, sending.Where.Channel, gone.Why);
                return outbox.GoneAsync(sending, cancellationToken);
            case PostingResult.Gone gone:
                return GiveUpAsync(sending, gone.Why, cancellationToken);
            case PostingResult.Never { Closed: true } closed:
                LogClosed(sending.Where.Channel, sending.Where.Conversation, closed.Why);
                return outbox.ClosedAsync(sending.Where, closed.Why, cancellationToken);
            case PostingResult.Never never:
                return GiveUpAsync(sending, never.Why, cancellationToken, never.MayBeShown ? Unsure : Undeliverable);
            case PostingResult.Later later when time.GetUtcNow() - sending.CreatedAt < options.Value.GiveUpAfter:
                var due = time.GetUtcNow() + Backoff.Next(sending.Attempts, later.After);
                LogLater(sending.Id, sending.Where.Channel, due, later.Why);
                return outbox.LaterAsync(sending, due, later.Why, cancellationToken);
            case PostingResult.Later later:
                return GiveUpAsync(sending, later.Why, cancellationToken);
            default:
                throw new InvalidOperationException($"No such result: {result}.");
        }
    }

    private Task GiveUpAsync(Sending sending, string why, CancellationToken cancellationToken, string note = Undeliverable)
    {
        LogNever(sending.Id, sending.Where.Channel, sending.Where.Conversation, why);
        return outbox.NeverAsync(sending, why, IsNote(sending) ? null : Text.Of(note), cancellationToken);
    }

    /// <summary>The conversation is told that something could not be shown, but not that this could not be shown either.</summary>
    private static bool IsNote(Sending sending) => sending.CardKey is null
        && (sending.ReplyJson.Contains(Undeliverable, StringComparison.Ordinal) || sending.ReplyJson.Contains(Unsure, StringComparison.Ordinal));

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {Id} to {Channel} is put off until {Due}: {Why}")]
    private partial void LogLater(long id, string channel, DateTimeOffset due, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "The message that {Id} updates is gone from {Channel}, so it becomes a new one: {Why}")]
    private partial void LogGone(long id, string channel, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Id} to {Channel} {Conversation} is given up: {Why}")]
    private partial void LogNever(long id, string channel, string conversation, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Channel} {Conversation} is closed to the bot, its address forgotten: {Why}")]
    private partial void LogClosed(string channel, string conversation, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Id} could not be given to {Channel}")]
    private partial void LogFault(Exception fault, long id, string channel);

    [LoggerMessage(Level = LogLevel.Error, Message = "What waits for {Channel} {Conversation} could not be read or settled; it is tried again")]
    private partial void LogLane(Exception fault, string channel, string conversation);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read or written; it is tried again")]
    private partial void LogStore(Exception fault);
}
