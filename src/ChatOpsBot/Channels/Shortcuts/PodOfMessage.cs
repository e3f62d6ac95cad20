using ChatOpsBot.Core.Conversations;

namespace ChatOpsBot.Host.Channels.Shortcuts;

/// <summary>Which pod a message is about: somebody asks about the message, and names none.</summary>
/// <param name="complete">How what somebody types may go on.</param>
/// <param name="time">The clock.</param>
internal sealed class PodOfMessage(Func<Intent, CancellationToken, Task<IReadOnlyList<Suggestion>>> complete, TimeProvider time)
{
    // The chat service waits some seconds for its answer, whatever the cluster does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The word that the cluster knows; when it does not say in time, the likeliest one. Null: no word may be a pod's name.</summary>
    /// <param name="texts">The words of the message.</param>
    /// <param name="asker">Who asks, and where; what is said does not matter.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<string?> FindAsync(IEnumerable<string> texts, Intent asker, CancellationToken cancellationToken)
    {
        var words = PodNames.In(texts);
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            foreach (var word in words)
            {
                // Completion does not suggest what is complete: all but the last letter is typed.
                if ((await complete(asker with { Text = $"why {word[..^1]}" }, either.Token)).Any(suggestion => suggestion.Shown == word)) return word;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // `why` says what is wrong with the cluster.
        }
        return words is [var likeliest, ..] ? likeliest : null;
    }
}
