using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Clusters;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Scopes;

/// <summary>Lists everything that is wrong with the section "Conversations" at once.</summary>
internal sealed class ConversationsOptionsValidator(IConfiguration configuration, Func<Grammar> grammar) : IValidateOptions<ConversationsOptions>
{
    private static readonly string[] Channels = ["teams", "slack", "web"];

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ConversationsOptions options)
    {
        if (options.Count == 0) return ValidateOptionsResult.Success;
        var problems = options.SelectMany(one => Problems($"{ConversationsOptions.Section}:{one.Key}", one.Value)).Concat(Shared(options)).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(string path, ConversationOptions options)
    {
        if (options.Address?.Split(':', 2) is not [var channel, { Length: > 0 }] || !Channels.Contains(channel))
            yield return $"{path}:Address is '{options.Address}'; it starts with {string.Join(", ", Channels.Select(known => known + ":"))} (whoami tells it).";
        var clusters = configuration.GetSection(ClustersOptions.Section).GetChildren().Select(cluster => cluster.Key).ToList();
        if (options.Cluster is { } cluster && clusters.Count > 0 && !clusters.Contains(cluster, StringComparer.OrdinalIgnoreCase))
            yield return $"{path}:Cluster is '{cluster}'; there are {string.Join(", ", clusters)}.";
        if (options.Language is { } language && Locale.All.All(known => known.Tag != language))
            yield return $"{path}:Language is '{language}'; use {string.Join(", ", Locale.All)}.";
        if (Words() is not { } words) yield break;
        foreach (var command in options.Commands.Where(command => words.Commands.All(known => !known.Name.Equals(command, StringComparison.OrdinalIgnoreCase))))
            yield return $"{path}:Commands has '{command}', which is no command{(Nearest.Of(command, words.Commands.Select(known => known.Name), limit: 1) is [var near] ? $"; did you mean {near}?" : " (help tells them).")}";
        foreach (var (alias, meant) in options.Aliases)
        {
            if (alias.Any(char.IsWhiteSpace) || words.Find([alias]) is not null || words.Commands.Any(known => known.Name.Split(' ')[0] == alias))
                yield return $"{path}:Aliases has '{alias}', which is a command or no single word.";
            if (words.Find(meant.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is null)
                yield return $"{path}:Aliases:{alias} is '{meant}', which begins with no command.";
        }
    }

    // The commands are made of services that other sections set up: while one of those is wrong, it is that one that is told.
    private Grammar? Words()
    {
        try
        {
            return grammar();
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Shared(ConversationsOptions options) => options
        .Where(one => one.Value.Address is not null)
        .GroupBy(one => one.Value.Address, one => one.Key)
        .Where(group => group.Count() > 1)
        .Select(group => $"The conversation '{group.Key}' is both {string.Join(" and ", group.Select(name => $"{ConversationsOptions.Section}:{name}"))}.");
}
