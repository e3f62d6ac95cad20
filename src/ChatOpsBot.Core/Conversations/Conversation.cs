using System.Security.Cryptography;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using Microsoft.Extensions.Logging;

namespace ChatOpsBot.Core.Conversations;

/// <summary>Answers what people say: clean text, scope, command, person, role, defaults, answer. Every intent gets a reply.</summary>
internal sealed partial class Conversation(
    Grammar grammar, IPeople people, IConversationScopes scopes, IConversationDefaults defaults, IClusters clusters, TimeProvider time, ILogger<Conversation> log)
{
    /// <summary>No answer takes longer.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>The answer to an intent.</summary>
    public async Task<Reply> AnswerAsync(Intent intent, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await ReadAsync(intent, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            LogDeadline(intent.EventId, Deadline);
            return Failed(Text.Of("dialog.deadline", Deadline));
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var id = RandomNumberGenerator.GetHexString(8, lowercase: true);
            LogFault(fault, id, intent.EventId);
            return Failed(Text.Of("dialog.fault", id));
        }
    }

    private async Task<Reply> ReadAsync(Intent intent, CancellationToken cancellationToken)
    {
        if (SpokenText.Clean(intent.Text, out var text) is { } refusal) return Reply.Refused(refusal);
        var scope = scopes.Of(intent.Where);
        var chosen = await defaults.GetAsync(intent.Where, cancellationToken);
        var reader = chosen.ReaderFor(scope, intent, time.GetUtcNow());
        var heard = grammar.Read(scope.Expand(text), reader.Locale);
        if (heard is Utterance.Other other) return other.Reply;
        var (command, parsed) = (Utterance.Understood)heard;
        var person = people.Find(intent.Account);
        if (Denied(command, person, intent) is { } denied) return denied;
        if (!scope.Allows(command)) return OutOfScope(command, scope);
        var (name, ns) = chosen.PlaceIn(scope, clusters);
        var cluster = clusters.WatchedReader(name);
        var reply = await command.AnswerAsync(parsed, new Asking(intent, person, cluster, ns, reader) { Scope = scope }, cancellationToken);
        return cluster.AsOf is { } then ? reply with { Parts = [new Paragraph(Text.Of("dialog.remembered", cluster.Cluster.Value, then)), .. reply.Parts] } : reply;
    }

    private static Reply? Denied(ChatCommand command, Person? person, Intent intent)
    {
        if (command.Needs is not { } role) return null;
        if (person is null)
        {
            return Reply.Refused(Text.Of("dialog.unknown-account", Neutral.Line(intent.Account.Value)),
                new Paragraph(Text.Of("dialog.unknown-account-advice")));
        }
        return person.Is(role) ? null : Reply.Refused(Text.Of("dialog.role-missing", command.Name, Text.Of($"dialog.role-{role.ToString().ToLowerInvariant()}"), person.Id.Value),
            new Paragraph(Text.Of("dialog.role-missing-advice")));
    }

    private static Reply OutOfScope(ChatCommand command, ConversationScope scope) => Reply.Refused(Text.Of("dialog.out-of-scope", command.Name, scope.Name),
        new Paragraph(Text.Of("dialog.out-of-scope-advice", Text.List([.. scope.Commands]))));

    private static Reply Failed(Text title) => new() { Outcome = Outcome.Failed, Tone = Tone.Bad, Title = title };

    [LoggerMessage(100, LogLevel.Error, "Fault {Id} while answering event {EventId}")]
    private partial void LogFault(Exception fault, string id, string eventId);

    [LoggerMessage(101, LogLevel.Warning, "Event {EventId} had no answer within {Deadline}")]
    private partial void LogDeadline(string eventId, TimeSpan deadline);
}
