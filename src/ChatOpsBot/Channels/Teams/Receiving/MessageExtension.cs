using System.Security.Cryptography;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Shortcuts;
using ChatOpsBot.Host.Channels.Teams.Cards;
using ChatOpsBot.Host.Channels.Teams.Sending;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;
using Attachment = Microsoft.Bot.Schema.Attachment;

namespace ChatOpsBot.Host.Channels.Teams.Receiving;

/// <summary>The message extension "Why is this failing?": answers `why` about the pod that a message names, in a dialog. It only looks, so
/// it answers at once; the bot may not even be in that conversation.
/// https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/define-action-command</summary>
internal sealed partial class MessageExtension(TeamsDesk desk, PodOfMessage pods, TimeProvider time, ILogger<MessageExtension> logger)
{
    /// <summary>The command's id in the app's manifest.</summary>
    public const string Command = "why";

    /// <summary>How long the answer may take: Teams waits for 10 seconds or a little more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>The dialog with the answer.</summary>
    /// <param name="message">The message that was chosen.</param>
    /// <param name="asker">Who asks, and where; what is said does not matter.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<MessagingExtensionActionResponse> AnswerAsync(MessageActionsPayload? message, Intent asker, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var reader = await desk.ReaderOfAsync(asker, cancellationToken);
        string? pod = null;
        try
        {
            pod = await pods.FindAsync(MessageTexts.Of(message), asker, either.Token);
            return pod is null
                ? Say(reader.Read(Text.Of("teams.extension.nothing")))
                : Show(await desk.AnswerAsync(asker with { Text = $"{Command} {pod}" }, either.Token), reader);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogSlow(pod, asker.Where.Conversation);
            return Say(reader.Read(Text.Of("teams.extension.slow", pod ?? "…")));
        }
    }

    /// <summary>A dialog that says a sentence.</summary>
    public static MessagingExtensionActionResponse Say(string words) => new() { Task = new TaskModuleMessageResponse(words) };

    private static MessagingExtensionActionResponse Show(Reply reply, Reader reader)
    {
        var card = CardRenderer.Render(reply with { Parts = [.. reply.Parts.SelectMany(Spoken)] }, reader, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)));
        return new()
        {
            Task = new TaskModuleContinueResponse(new TaskModuleTaskInfo
            {
                Title = reader.Read(Text.Of("teams.extension.title")),
                Width = "large",
                Height = "large",
                Card = new Attachment { ContentType = TeamsChannel.CardType, Content = new JRaw(card.Json) },
            }),
        };
    }

    // Nothing pressed in a dialog could be answered in it; what its buttons say can be said to the bot.
    private static IEnumerable<ReplyPart> Spoken(ReplyPart part) => part switch
    {
        Buttons buttons => [new Paragraph(Text.Of("teams.extension.next")), new Facts([.. buttons.Items.Select(button => new Fact(button.Label, button.Command))])],
        PickList pick => [new Paragraph(pick.Prompt), new Facts([.. pick.Choices.Select(choice => new Fact(choice.Label, choice.Command))])],
        _ => [part],
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The message extension had no answer about {Pod} in time (conversation {Conversation})")]
    private partial void LogSlow(string? pod, string conversation);
}
