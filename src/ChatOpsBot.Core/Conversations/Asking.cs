using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis.Walks;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>The circumstances of one command: who asks, where, of which cluster, with which defaults.</summary>
/// <param name="Intent">What was said.</param>
/// <param name="Person">Null for an account that configuration does not know; such a one reaches only commands that need no role.</param>
/// <param name="Cluster">The cluster in use there.</param>
/// <param name="Namespace">The namespace in use there; null: none, so look in all.</param>
/// <param name="Reader">The language and zone of the one who asks.</param>
public sealed record Asking(Intent Intent, Person? Person, IClusterReader Cluster, string? Namespace, Reader Reader)
{
    /// <summary>What configuration says of the conversation.</summary>
    public ConversationScope Scope { get; init; } = ConversationScope.None;

    /// <summary>The moment of asking.</summary>
    public DateTimeOffset Now => Reader.Now;

    /// <summary>The person; only for commands that need a role.</summary>
    public Person Someone => Person ?? throw new InvalidOperationException("This command needs a role, so there is a person.");

    /// <summary>The same circumstances, as a walk knows them.</summary>
    internal Walker Walker => new(Someone, Cluster, $"{Intent.Where.Channel} {Intent.Where.Conversation}", Reader);
}

/// <summary>What a conversation uses when a command names nothing (`use`).</summary>
/// <param name="Cluster">Null: the configuration's first.</param>
/// <param name="Namespace">Null: all of them.</param>
/// <param name="Language">The language of the bot's messages there; null: what configuration says, else that of whoever asks.</param>
public sealed record ConversationDefaults(ClusterName? Cluster, string? Namespace, Locale? Language = null)
{
    /// <summary>The cluster and the namespace that are meant when a command names neither: what was chosen, else what the scope says, else
    /// the first cluster with all its namespaces.</summary>
    public (ClusterName Cluster, string? Namespace) PlaceIn(ConversationScope scope, IClusters clusters) =>
        // A cluster that configuration no longer has is no choice any more, and neither is the namespace in it.
        Cluster is { } chosen && clusters.Names.Contains(chosen)
            ? (chosen, Namespace)
            : (scope.Cluster ?? clusters.Names.FirstOrDefault(new ClusterName("none")), scope.Namespace);

    /// <summary>In which language the bot speaks there to somebody whose client is in one.</summary>
    /// <param name="scope">That of the conversation.</param>
    /// <param name="asked">BCP 47 tag of the client, if it said one.</param>
    public Locale LanguageFor(ConversationScope scope, string? asked) => Language ?? scope.Language ?? Locale.From(asked);

    /// <summary>Whoever is answered there: in that language, and in the zone of the one who spoke.</summary>
    public Reader ReaderFor(ConversationScope scope, Intent intent, DateTimeOffset now) => ReaderFor(scope, intent.Locale, intent.TimeZone, now);

    /// <summary>Whoever reads there, with the language and the zone that their client said; an unknown zone is UTC.</summary>
    public Reader ReaderFor(ConversationScope scope, string? locale, string? zone, DateTimeOffset now) => new(
        LanguageFor(scope, locale), zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc, now);
}

/// <summary>Keeps what `use` chose.</summary>
public interface IConversationDefaults
{
    /// <summary>The defaults of a conversation; empty ones when nothing was chosen.</summary>
    Task<ConversationDefaults> GetAsync(ConversationAddress where, CancellationToken cancellationToken);

    /// <summary>Replaces them.</summary>
    Task SetAsync(ConversationAddress where, ConversationDefaults defaults, CancellationToken cancellationToken);
}
