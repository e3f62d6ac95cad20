using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Identity;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Identity;

/// <summary>The people of the configuration as it stands now: who loses a role there loses it at once.</summary>
internal sealed class ConfiguredPeople(IOptionsMonitor<PeopleOptions> options, IEnumerable<IRoleSource> sources) : IPeople
{
    private volatile Directory? _directory;

    /// <inheritdoc/>
    public IReadOnlyList<Person> All => [.. Current.All.Select(WithGroups)];

    /// <inheritdoc/>
    public Person? Find(AccountId account) => Current.ByAccount[account].Take(2).ToArray() is [var person] ? WithGroups(person) : null;

    /// <inheritdoc/>
    public Person? Get(PersonId id) =>
        Current.All.FirstOrDefault(person => string.Equals(person.Id.Value, id.Value, StringComparison.OrdinalIgnoreCase)) is { } found ? WithGroups(found) : null;

    // Asked anew each time: who leaves a group loses its role as soon as that is known.
    private Person WithGroups(Person person)
    {
        var more = sources.SelectMany(source => person.Accounts.SelectMany(source.Of)).ToHashSet();
        return more.IsSubsetOf(person.Roles) ? person : person with { Roles = more.Union(person.Roles).ToHashSet() };
    }

    private Directory Current
    {
        get
        {
            var now = options.CurrentValue;
            if (_directory is not { } directory || !ReferenceEquals(directory.Source, now)) _directory = directory = Directory.Of(now);
            return directory;
        }
    }

    private sealed record Directory(PeopleOptions Source, IReadOnlyList<Person> All, ILookup<AccountId, Person> ByAccount)
    {
        public static Directory Of(PeopleOptions source)
        {
            var people = source.Select(person => Make(person.Key, person.Value)).ToList();
            return new(source, people, people.SelectMany(person => person.Accounts.Select(account => (account, person))).ToLookup(pair => pair.account, pair => pair.person));
        }

        private static Person Make(string name, PersonOptions options) => new(
            new PersonId(name),
            string.IsNullOrWhiteSpace(options.DisplayName) ? name : options.DisplayName,
            [.. options.Accounts.Select(account => new AccountId(account))],
            options.Roles.Select(role => Enum.Parse<Role>(role, ignoreCase: true)).ToHashSet(),
            options.KubernetesUser is { Length: > 0 } user
                ? new ActAs(user, options.KubernetesGroup is { Length: > 0 } group ? [group] : [])
                : null);
    }
}
