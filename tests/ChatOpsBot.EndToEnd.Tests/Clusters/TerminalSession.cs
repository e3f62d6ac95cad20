using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Hosting;

namespace ChatOpsBot.EndToEnd.Tests.Clusters;

/// <summary>`ask` without a process for every question.</summary>
internal sealed class TerminalSession(TerminalPeople people, BotSession session) : IAsyncDisposable
{
    /// <summary>What Alice reads; the bot must say that it answered.</summary>
    public async Task<string> AskAsync(string text)
    {
        var (reply, reader) = await session.AskAsync(text, "alice", "en", TestContext.Current.CancellationToken);
        var output = PlainText.Render(reply, reader, width: null);
        Assert.True(reply.Outcome == Outcome.Answered, $"ask {text}: {output}");
        return output;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync().AsTask().WaitAsync(Limit.OfAProgram);
        people.Dispose();
    }
}
