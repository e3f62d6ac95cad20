using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.Channels.Teams;

/// <summary>What the channel asks of the conversations beside what people say: nothing of it changes anything.</summary>
/// <param name="AnswerAsync">The answer to a command that only looks.</param>
/// <param name="CompleteAsync">How a text may go on.</param>
/// <param name="ViewAsync">A card that lives, as one person sees it.</param>
/// <param name="ReaderOfAsync">The language and zone that somebody is answered in.</param>
internal sealed record TeamsDesk(
    Func<Intent, CancellationToken, Task<Reply>> AnswerAsync,
    Func<Intent, CancellationToken, Task<IReadOnlyList<Suggestion>>> CompleteAsync,
    Func<CardKey, Intent, CancellationToken, Task<CardView?>> ViewAsync,
    Func<Intent, CancellationToken, Task<Reader>> ReaderOfAsync)
{
    /// <summary>The desk of the bot's own conversations.</summary>
    public static TeamsDesk Of(
        Conversation conversation, Completion completion, CardViews views, IConversationScopes scopes, IConversationDefaults defaults, TimeProvider time) => new(
        conversation.AnswerAsync, completion.CompleteAsync, views.ForAsync,
        async (intent, token) => (await defaults.GetAsync(intent.Where, token)).ReaderFor(scopes.Of(intent.Where), intent, time.GetUtcNow()));
}
