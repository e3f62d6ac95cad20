using System.Collections.Concurrent;
using System.Threading.Channels;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Tests.Hosting;

/// <summary>What was posted, and when by the fake clock.</summary>
internal sealed record Shown(string Conversation, string Title, string? Replaces, DateTimeOffset At);

/// <summary>A chat service in memory: remembers what each message shows and can be told to behave badly.</summary>
internal sealed class FakeChannel(TimeProvider time, string name = "teams") : IChannel
{
    private readonly Channel<Shown> posted = Channel.CreateUnbounded<Shown>();
    private readonly Channel<ConversationAddress> working = Channel.CreateUnbounded<ConversationAddress>();
    private readonly Channel<bool> hanging = Channel.CreateUnbounded<bool>();
    private int number;

    public string Name => name;

    /// <summary>What each message shows now, by conversation and activity.</summary>
    public ConcurrentDictionary<(string Conversation, string Activity), string> Messages { get; } = new();

    /// <summary>Overrides what happens to a posting; null: it is shown.</summary>
    public Func<Posting, Task<PostingResult?>> Behave { get; set; } = _ => Task.FromResult<PostingResult?>(null);

    /// <summary>Which postings never end by themselves.</summary>
    public Func<Posting, bool> Hangs { get; set; } = _ => false;

    /// <summary>Where a sign was looked for that an earlier process may have left, and since when.</summary>
    public ConcurrentBag<(string Conversation, DateTimeOffset Since)> Looked { get; } = [];

    public ChannelReader<bool> Hanging => hanging.Reader;

    public ChannelReader<Shown> Posted => posted.Reader;

    public ChannelReader<ConversationAddress> Working => working.Reader;

    public async Task<PostingResult> PostAsync(Posting posting, CancellationToken cancellationToken)
    {
        var title = Title(posting.Reply);
        if (Hangs(posting))
        {
            hanging.Writer.TryWrite(true);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }

        var result = await Behave(posting).WaitAsync(cancellationToken) ?? Show(posting, title);
        posted.Writer.TryWrite(new(posting.Where.Conversation, title, posting.ReplaceActivity, time.GetUtcNow()));
        return result;
    }

    public Task ShowWorkingAsync(ConversationAddress where, CancellationToken cancellationToken)
    {
        working.Writer.TryWrite(where);
        return Task.CompletedTask;
    }

    public Task FindWorkingAsync(ConversationAddress where, DateTimeOffset since, CancellationToken cancellationToken)
    {
        Looked.Add((where.Conversation, since));
        return Task.CompletedTask;
    }

    public static string Title(Reply reply) => reply.Title switch
    {
        Text.Literal literal => literal.Value,
        Text.Keyed keyed => keyed.Key,
        _ => reply.Title.ToString(),
    };

    private PostingResult.Posted Show(Posting posting, string title)
    {
        var activity = posting.ReplaceActivity ?? $"m{Interlocked.Increment(ref number)}";
        Messages[(posting.Where.Conversation, activity)] = title;
        return new(activity);
    }
}
