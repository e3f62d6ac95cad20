using System.CommandLine;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Identity;

namespace ChatOpsBot.Core.Conversations;

/// <summary>How what somebody types may go on: commands and options of the grammar, names of the cluster in use. It tells no more
/// than the commands themselves would tell that person.</summary>
internal sealed class Completion(Grammar grammar, IPeople people, IConversationScopes scopes, IConversationDefaults defaults, IClusters clusters, KnownNames names)
{
    private const int Most = 8;

    /// <summary>The suggestions for the last word of a text, the likeliest first; none for a word that is complete.</summary>
    public async Task<IReadOnlyList<Suggestion>> CompleteAsync(Intent typed, CancellationToken cancellationToken)
    {
        var text = typed.Text.TrimStart();
        // Inside quotes stands prose, on further lines a definition.
        if (text.Length == 0 || text.AsSpan().IndexOfAny('"', '\'', '\n') >= 0) return [];
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var last = text[^1] == ' ' ? "" : words[^1];
        var before = text[..^last.Length];
        if (last.Length > 0) words.RemoveAt(words.Count - 1);

        var (person, scope) = (people.Find(typed.Account), scopes.Of(typed.Where));
        var allowed = grammar.Commands.Where(command => !command.Syntax.Hidden && scope.Allows(command) && (command.Needs is not { } role || person?.Is(role) == true)).ToList();
        var more = allowed.Select(command => command.Name).Concat(scope.Aliases.Keys)
            .Where(name => name.Length > text.Length && name.StartsWith(text, StringComparison.OrdinalIgnoreCase))
            .Select(name => new Suggestion(name, name + " ")).Take(Most).ToList();
        if (words.Count == 0) return more;
        if (grammar.Find(words) is not { } found || !allowed.Contains(found)) return more;
        var candidates = await CandidatesAsync(found, words, last, typed.Where, scope, cancellationToken);
        return [.. more.Concat(candidates
            .Where(candidate => candidate != last && candidate.Contains(last, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(candidate => candidate.StartsWith(last, StringComparison.OrdinalIgnoreCase))
            .Select(candidate => new Suggestion(candidate, $"{before}{candidate} "))).Take(Most)];
    }

    private async Task<IReadOnlyList<string>> CandidatesAsync(ChatCommand command, List<string> words, string last, ConversationAddress where, ConversationScope scope, CancellationToken cancellationToken)
    {
        if (last.StartsWith('-'))
            return [.. command.Syntax.Options.Where(option => !option.Hidden && !Spellings(option).Any(words.Contains)).SelectMany(option => Spellings(option).Order(StringComparer.Ordinal))];
        var (name, here) = (await defaults.GetAsync(where, cancellationToken)).PlaceIn(scope, clusters);
        var cluster = clusters.Reader(name);
        if (command.Syntax.Options.FirstOrDefault(option => option.ValueType != typeof(bool) && Spellings(option).Contains(words[^1])) is { } option)
        {
            return option.Name switch
            {
                "--namespace" => await names.NamespacesAsync(cluster, cancellationToken),
                "--container" => await names.ContainersAsync(cluster, words, cancellationToken),
                _ => [],
            };
        }
        if (!command.Syntax.Arguments.Any(argument => argument.Name is "target" or "text")) return [.. command.KnownWords];
        var at = words.FindIndex(word => word is "-n" or "--namespace");
        var ns = at >= 0 && at + 1 < words.Count ? words[at + 1] : here;
        var kind = words.Skip(1).Select(ResourceKinds.Find).FirstOrDefault(kind => kind is not null) ?? ResourceKinds.Find(command.Name);
        return await names.ObjectsAsync(cluster, kind, ns, cancellationToken);
    }

    private static IEnumerable<string> Spellings(Option option) => option.Aliases.Append(option.Name);
}
