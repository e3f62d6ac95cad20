using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Slack.Api;
using ChatOpsBot.Host.Channels.Slack.Blocks;
using ChatOpsBot.Host.Channels.Slack.Receiving;
using ChatOpsBot.Host.Channels.Slack.Views;

namespace ChatOpsBot.Host.Channels.Slack.Sending;

/// <summary>Slack, as the outbox sees it.</summary>
internal sealed partial class SlackChannel(
    SlackApi api, SlackState state, SlackFiles files, PastMessages past, ChannelPace pace, Menus menus, IAddressBook addresses, TimeProvider time,
    ILogger<SlackChannel> logger) : IChannel
{
    /// <summary>How long a message waits here for its turn; one that has to wait longer goes back to the outbox.</summary>
    public static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(3);

    // Slack may still be at it when its answer to the post says that it failed.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    private const string Post = "chat.postMessage";
    private const string Update = "chat.update";
    private const string Whisper = "chat.postEphemeral";

    // What stands where the answer will be. It needs no language: it comes before it is known who reads.
    private const string Working = ":hourglass_flowing_sand:";

    private readonly ConcurrentDictionary<ConversationAddress, string> _placeholders = new();

    /// <inheritdoc/>
    public string Name => SlackReference.ChannelName;

    /// <inheritdoc/>
    public async Task<PostingResult> PostAsync(Posting posting, CancellationToken cancellationToken)
    {
        if (await FindAsync(posting.Where, cancellationToken) is not { } reference) return new PostingResult.Never("the conversation is unknown", Closed: true);
        if (posting is { LeftSince: { } since, ReplaceActivity: null } && await past.FindAsync(reference, posting.Item, since, cancellationToken) is { } before)
        {
            if (before.Sign is { } left) _placeholders.TryAdd(posting.Where, left);
            if (before.Shown is { } shown) return await ShownBeforeAsync(posting, reference, shown, since, cancellationToken);
        }
        var asker = SlackEvent.Sender(posting.Answers);
        var result = posting.ReplaceActivity is { } replaced
            ? await ReplaceAsync(posting, reference, replaced, cancellationToken)
            : asker is not null && IsForOne(posting.Reply, reference)
                ? await WhisperAsync(posting, reference, asker, cancellationToken)
                : await ShowAsync(posting, reference, asker, cancellationToken);
        if (result is not PostingResult.Posted) LogUnsent(result, posting.Where.Conversation, posting.ReplaceActivity);
        return result;
    }

    /// <inheritdoc/>
    public async Task ShowWorkingAsync(ConversationAddress where, CancellationToken cancellationToken)
    {
        // A sign that has to wait for its turn would only make the answer wait.
        if (await FindAsync(where, cancellationToken) is not { } reference || _placeholders.ContainsKey(where) || pace.Take(reference.Channel) > TimeSpan.Zero) return;
        var arguments = MessageArguments.Of(reference, Working, null);
        arguments["metadata"] = PastMessages.WorkingMark;
        var result = await CallAsync(Post, arguments, reference, cancellationToken);
        if (result is SlackResult.Ok { Body: var body } && body.Text("ts") is { } ts) _placeholders[where] = ts;
        else LogNotWorking(result.Line, where.Conversation);
    }

    /// <inheritdoc/>
    public async Task FindWorkingAsync(ConversationAddress where, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (await FindAsync(where, cancellationToken) is { } reference && (await past.FindAsync(reference, 0, since, cancellationToken))?.Sign is { } sign)
            _placeholders.TryAdd(where, sign);
    }

    /// <summary>Whether only the one who asked has to see it. What others may have to decide on is everybody's, and so is a card that
    /// lives: what one person sees is gone when the window is.</summary>
    private static bool IsForOne(Reply reply, SlackReference reference) => reply is { Outcome: Outcome.Refused, Card: null } && !reference.IsDirect;

    private async Task<PostingResult> ReplaceAsync(Posting posting, SlackReference reference, string ts, CancellationToken cancellationToken)
    {
        var result = await FitAsync(Update, posting, reference, arguments => arguments["ts"] = ts, cancellationToken);
        // The answer to a press takes the card's place: there is no other that the sign would become.
        await RemoveSignAsync(posting.Where, reference, cancellationToken);
        if (result is not SlackResult.Ok) return SlackFailures.Judge(result, replaces: true);
        await SendFilesAsync(SlackFiles.PictureOf(posting.Reply, posting.Reader), posting, reference, reference.Thread ?? ts);
        return new PostingResult.Posted(ts);
    }

    private async Task<PostingResult> WhisperAsync(Posting posting, SlackReference reference, string asker, CancellationToken cancellationToken)
    {
        await RemoveSignAsync(posting.Where, reference, cancellationToken);
        if (await TurnAsync(reference.Channel, cancellationToken) is { } later) return later;
        var result = await FitAsync(Whisper, posting, reference, arguments => arguments["user"] = asker, cancellationToken);
        if (result is SlackResult.Ok { Body: var body }) return new PostingResult.Posted(body.Text("message_ts") ?? "");
        return SlackFailures.IsUnseen(result) || SlackFailures.IsElsewhere(result)
            ? await ShowAsync(posting, reference, asker, cancellationToken)
            : SlackFailures.Judge(result, replaces: false);
    }

    private async Task<PostingResult> ShowAsync(Posting posting, SlackReference reference, string? asker, CancellationToken cancellationToken)
    {
        if (posting.Answers is not null && _placeholders.TryRemove(posting.Where, out var sign))
        {
            var became = await FitAsync(Update, posting, reference, arguments => arguments["ts"] = sign, cancellationToken);
            if (became is SlackResult.Ok) return await ShownAsync(posting, reference, reference.Channel, sign, cancellationToken);
            if (SlackFailures.Judge(became, replaces: true) is not PostingResult.Gone and var failed)
            {
                _placeholders.TryAdd(posting.Where, sign);
                return failed;
            }
        }
        if (await TurnAsync(reference.Channel, cancellationToken) is { } later) return later;
        var asked = time.GetUtcNow();
        var result = await FitAsync(Post, posting, reference, _ => { }, cancellationToken);
        if (result is not SlackResult.Ok && SlackFailures.Judge(result, replaces: false) is PostingResult.Never { MayBeShown: true } unsure)
            return await AskAsync(posting, reference, asked, cancellationToken) ?? unsure;
        if (SlackFailures.IsElsewhere(result) && asker is not null && !reference.IsDirect)
            return await TellElsewhereAsync(posting, reference, asker, cancellationToken);
        if (result is not SlackResult.Ok { Body: var body } || body.Text("ts") is not { } ts)
            return result is SlackResult.Ok ? new PostingResult.Posted("") : SlackFailures.Judge(result, replaces: false);
        var channel = body.Text("channel") ?? reference.Channel;
        if (reference.IsDirect && channel != reference.Channel)
            await addresses.RememberAsync(posting.Where, (reference with { Channel = channel }).Write(), null, null, cancellationToken);
        return await ShownAsync(posting, reference, channel, ts, cancellationToken);
    }

    // It failed in the middle: whether the message is there, Slack may be able to tell.
    private async Task<PostingResult?> AskAsync(Posting posting, SlackReference reference, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await Task.Delay(Settling, time, cancellationToken);
        return await past.FindAsync(reference, posting.Item, since, cancellationToken) switch
        {
            null => null,
            { Shown: { } ts } => await ShownAsync(posting, reference, reference.Channel, ts, cancellationToken),
            _ => new PostingResult.Later(null, "it failed in the middle, and Slack does not have it"),
        };
    }

    // An earlier process showed it, and may have died over its files.
    private async Task<PostingResult> ShownBeforeAsync(Posting posting, SlackReference reference, string ts, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await RemoveSignAsync(posting.Where, reference, cancellationToken);
        var there = SlackFiles.Of(posting.Reply, posting.Reader).Count == 0
            ? null
            : await past.FindAsync(reference with { Thread = reference.Thread ?? ts }, posting.Item, since, cancellationToken);
        return await ShownAsync(posting, reference, reference.Channel, ts, cancellationToken, there?.Files);
    }

    // A command may be given in a channel that the bot is not in: its answer must not get lost.
    private async Task<PostingResult> TellElsewhereAsync(Posting posting, SlackReference reference, string asker, CancellationToken cancellationToken)
    {
        var direct = new SlackReference(reference.Team, asker, null, asker);
        if (await TurnAsync(asker, cancellationToken) is { } later) return later;
        var told = posting with { Reply = posting.Reply with { Parts = [new Paragraph(Text.Of("slack.not-in-channel", reference.Channel)), .. posting.Reply.Parts] } };
        var result = await FitAsync(Post, told, direct, _ => { }, cancellationToken);
        return result is SlackResult.Ok { Body: var body }
            ? await ShownAsync(posting, direct, body.Text("channel") ?? asker, body.Text("ts") ?? "", cancellationToken)
            : SlackFailures.Judge(result, replaces: false);
    }

    private async Task<PostingResult> ShownAsync(
        Posting posting, SlackReference reference, string channel, string ts, CancellationToken cancellationToken, IReadOnlySet<string>? there = null)
    {
        var missing = SlackFiles.Of(posting.Reply, posting.Reader).Where(file => there?.Contains(file.Name) != true);
        await SendFilesAsync(missing, posting, reference with { Channel = channel }, reference.Thread ?? ts);
        return new PostingResult.Posted(ts);
    }

    // The message is there: whatever becomes of its files, it is not posted again.
    private async Task SendFilesAsync(IEnumerable<SlackFile> sent, Posting posting, SlackReference reference, string thread)
    {
        foreach (var file in sent)
        {
            if (await files.UploadAsync(file, reference.Channel, thread, CancellationToken.None) is not { } why) continue;
            var note = MessageArguments.Escape(posting.Reader.Read(Text.Of("slack.file.failed", file.Name, why)));
            await CallAsync(Post, MessageArguments.Of(reference with { Thread = thread }, note, null), reference, CancellationToken.None);
        }
    }

    private async Task<PostingResult.Later?> TurnAsync(string channel, CancellationToken cancellationToken)
    {
        var waited = TimeSpan.Zero;
        while (pace.Take(channel) is var wait && wait > TimeSpan.Zero)
        {
            if (waited + wait > LongestTurn) return new PostingResult.Later(wait, "the channel gets a message a second");
            await Task.Delay(wait, time, cancellationToken);
            waited += wait;
        }
        return null;
    }

    private async Task RemoveSignAsync(ConversationAddress where, SlackReference reference, CancellationToken cancellationToken)
    {
        if (!_placeholders.TryRemove(where, out var sign)) return;
        var result = await CallAsync("chat.delete", new JsonObject { ["channel"] = reference.Channel, ["ts"] = sign }, reference, cancellationToken);
        if (result is not SlackResult.Ok) LogNotWorking(result.Line, where.Conversation);
    }

    // Blocks that Slack does not take, for whatever reason, are no reason for silence: the words alone are sent.
    private async Task<SlackResult> FitAsync(string method, Posting posting, SlackReference reference, Action<JsonObject> complete, CancellationToken cancellationToken)
    {
        var rendered = BlockRenderer.Render(posting.Reply, posting.Reader, NewToken());
        menus.Keep(rendered, posting.Reader);
        var arguments = Marked(MessageArguments.Of(reference, rendered.Text, rendered.Blocks));
        complete(arguments);
        var result = await CallAsync(method, arguments, reference, cancellationToken);
        if (!SlackFailures.IsUnfit(result)) return result;
        LogUnfit(result.Line, posting.Where.Conversation);
        var plain = Marked(MessageArguments.Of(reference, MessageArguments.Cut(MessageArguments.Escape(PlainText.Render(posting.Reply, posting.Reader, width: null))), []));
        complete(plain);
        return await CallAsync(method, plain, reference, cancellationToken);

        JsonObject Marked(JsonObject message)
        {
            // What one person sees is in nobody's history.
            if (method != Whisper) message["metadata"] = PastMessages.MarkOf(posting.Item);
            return message;
        }
    }

    private async Task<SlackResult> CallAsync(string method, JsonObject arguments, SlackReference reference, CancellationToken cancellationToken)
    {
        var result = await api.CallAsync(method, arguments, cancellationToken);
        if (result is SlackResult.Ok) state.TokenTaken();
        else if (SlackFailures.IsTokens(result)) state.TokenRefused(result.Line);
        if (result is SlackResult.Limited { After: { } after } && method == Post) pace.HoldBack(reference.Channel, after);
        return result;
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private async Task<SlackReference?> FindAsync(ConversationAddress where, CancellationToken cancellationToken) =>
        await addresses.FindAsync(where, cancellationToken) is { } json ? SlackReference.Read(json) : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not shown: {Result} (conversation {Conversation}, replacing {Replaced})")]
    private partial void LogUnsent(PostingResult result, string conversation, string? replaced);

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack does not take the blocks of a message, so its words are sent: {Why} (conversation {Conversation})")]
    private partial void LogUnfit(string why, string conversation);

    [LoggerMessage(Level = LogLevel.Debug, Message = "No sign of working: {Why} (conversation {Conversation})")]
    private partial void LogNotWorking(string why, string conversation);
}
