using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>What configuration says of one conversation: what is meant there, in which language, and which commands are for it.</summary>
/// <param name="Name">As configuration calls it.</param>
/// <param name="Cluster">The cluster that is meant until `use` chose another; null: the default one.</param>
/// <param name="Namespace">The namespace that is meant until `use` chose; null: all of them.</param>
/// <param name="Language">The language of the bot's messages there; null: that of whoever asks.</param>
/// <param name="Commands">The names of the commands that may be used there; empty: every one.</param>
/// <param name="Aliases">Words that stand for the beginning of a sentence there.</param>
public sealed record ConversationScope(
    string Name, ClusterName? Cluster, string? Namespace, Locale? Language, IReadOnlyList<string> Commands, IReadOnlyDictionary<string, string> Aliases)
{
    /// <summary>That of a conversation that configuration does not mention.</summary>
    public static ConversationScope None { get; } = new("", null, null, null, [], new Dictionary<string, string>());

    /// <summary>Whether a command may be used there. What needs no role (help, whoami) may be used anywhere.</summary>
    public bool Allows(ChatCommand command) => Commands.Count == 0 || command.Needs is null || Commands.Contains(command.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A sentence with its first word spelt out when that is an alias. An alias is not looked for in another one's words.</summary>
    public string Expand(string sentence)
    {
        var start = sentence.TrimStart();
        var end = start.AsSpan().IndexOfAny(' ', '\t', '\n');
        var word = end < 0 ? start : start[..end];
        return Aliases.TryGetValue(word, out var meant) ? meant + start[word.Length..] : sentence;
    }
}

/// <summary>What configuration says of the conversations.</summary>
public interface IConversationScopes
{
    /// <summary>The scope of a conversation, of a thread that of its room; <see cref="ConversationScope.None"/> for the others.</summary>
    ConversationScope Of(ConversationAddress where);
}
