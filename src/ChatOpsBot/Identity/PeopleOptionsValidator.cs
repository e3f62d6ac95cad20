using ChatOpsBot.Core.Identity;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Identity;

/// <summary>Lists everything that is wrong with the section "People" at once.</summary>
internal sealed class PeopleOptionsValidator : IValidateOptions<PeopleOptions>
{
    private static readonly string[] Channels = ["teams:", "slack:", "web:", "cli:"];

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PeopleOptions options)
    {
        var problems = options.SelectMany(person => Problems(person.Key, person.Value)).Concat(Shared(options)).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(string name, PersonOptions person)
    {
        if (person.Accounts.Count == 0) yield return $"People:{name}:Accounts is empty, so nobody can be {name}.";
        foreach (var account in person.Accounts.Where(account => !Channels.Any(channel => account.StartsWith(channel, StringComparison.Ordinal) && account.Length > channel.Length)))
            yield return $"People:{name}:Accounts has '{account}'; an account starts with {string.Join(", ", Channels)} (whoami tells it).";
        if (person.Roles.Count == 0) yield return $"People:{name}:Roles is empty; use {string.Join(", ", Enum.GetNames<Role>())}.";
        foreach (var role in person.Roles.Where(role => !IsRole(role)))
            yield return $"People:{name}:Roles has '{role}'; use {string.Join(", ", Enum.GetNames<Role>())}.";
        if (person.KubernetesUser is null && person.KubernetesGroup is not null)
            yield return $"People:{name}:KubernetesGroup needs a KubernetesUser beside it.";
    }

    private static IEnumerable<string> Shared(PeopleOptions options) => options
        .SelectMany(person => person.Value.Accounts.Distinct().Select(account => (account, person.Key)))
        .GroupBy(pair => pair.account, pair => pair.Key)
        .Where(group => group.Count() > 1)
        .Select(group => $"The account '{group.Key}' belongs to {string.Join(" and ", group)}; one account is one person's.");

    private static bool IsRole(string role) => Enum.GetNames<Role>().Contains(role, StringComparer.OrdinalIgnoreCase);
}
