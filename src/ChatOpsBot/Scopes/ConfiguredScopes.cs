using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Scopes;

/// <summary>The conversations of the configuration as it stands now.</summary>
internal sealed class ConfiguredScopes(IOptionsMonitor<ConversationsOptions> options) : IConversationScopes
{
    private volatile Known? _known;

    /// <inheritdoc/>
    public ConversationScope Of(ConversationAddress where)
    {
        var address = $"{where.Channel}:{where.Conversation}";
        return Current.Scopes.FirstOrDefault(scope => Holds(scope.Address, address)).Scope ?? ConversationScope.None;
    }

    private Known Current
    {
        get
        {
            var now = options.CurrentValue;
            if (_known is not { } known || !ReferenceEquals(known.Source, now)) _known = known = Known.Of(now);
            return known;
        }
    }

    // A thread's address is its room's with more behind it: ";messageid=…" in Teams, "/" and the first message's time in Slack.
    private static bool Holds(string room, string address) =>
        address.StartsWith(room, StringComparison.Ordinal) && (address.Length == room.Length || address[room.Length] is ';' or '/');

    // The longest address first: a thread's own before its room's.
    private sealed record Known(ConversationsOptions Source, IReadOnlyList<(string Address, ConversationScope Scope)> Scopes)
    {
        public static Known Of(ConversationsOptions source) => new(source,
            [.. source.Where(one => one.Value.Address is not null).OrderByDescending(one => one.Value.Address!.Length).Select(one => (one.Value.Address!, Make(one.Key, one.Value)))]);

        private static ConversationScope Make(string name, ConversationOptions options) => new(
            name,
            options.Cluster is { Length: > 0 } cluster ? new ClusterName(cluster) : null,
            options.Namespace is { Length: > 0 } ns ? ns : null,
            options.Language is { Length: > 0 } language ? Locale.From(language) : null,
            options.Commands,
            options.Aliases.ToDictionary(StringComparer.OrdinalIgnoreCase));
    }
}
