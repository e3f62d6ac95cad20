using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Slack.Views;

/// <summary>What the channel asks of the conversations beside what people say: nothing of it changes anything.</summary>
/// <param name="AnswerAsync">The answer to a command that only looks (the App Home's lists).</param>
/// <param name="CompleteAsync">How a text may go on.</param>
/// <param name="ReasonWord">What stands between a command and a reason: nothing, or an option; null when the command takes none, or has one.</param>
internal sealed record SlackDesk(
    Func<Intent, CancellationToken, Task<Reply>> AnswerAsync,
    Func<Intent, CancellationToken, Task<IReadOnlyList<Suggestion>>> CompleteAsync,
    Func<string, string?> ReasonWord)
{
    private const string Option = "--reason";

    /// <summary>The desk of the bot's own conversations.</summary>
    public static SlackDesk Of(Conversation conversation, Completion completion, Grammar grammar) =>
        new(conversation.AnswerAsync, completion.CompleteAsync, command => ReasonWordOf(grammar, command));

    private static string? ReasonWordOf(Grammar grammar, string command)
    {
        var words = KubectlWords.Split(command);
        if (grammar.Find(words) is not { } found || words.Contains(Option)) return null;
        // "deny 12": the reason is the rest of the line, and there is none yet.
        if (found.Syntax.Arguments.Any(argument => argument.Name == CommandSyntax.FreeText))
            return words.Count == found.Name.Split(' ').Length + found.Syntax.Arguments.Count - 1 ? "" : null;
        return found.Syntax.Options.Any(option => option.Name == Option) ? Option : null;
    }
}
