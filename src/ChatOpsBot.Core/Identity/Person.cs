using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Core.Identity;

/// <summary>An account as a channel vouches for it, immutable for its holder: "teams:{tenant}/{aadObjectId}", "slack:{team}/{user}", "cli:{name}".</summary>
public readonly record struct AccountId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A person of the configuration; one person may have several accounts.</summary>
public readonly record struct PersonId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>What a person may do. Roles come from configuration, never from being in a room.</summary>
public enum Role
{
    /// <summary>Ask.</summary>
    Reader,

    /// <summary>Ask for actions.</summary>
    Requester,

    /// <summary>Approve or deny what others asked for.</summary>
    Approver,
}

/// <summary>A person with roles and, for actions, a user of the cluster.</summary>
/// <param name="Id">The name in configuration and audit.</param>
/// <param name="DisplayName">As shown to others.</param>
/// <param name="Accounts">The accounts that are this person's.</param>
/// <param name="Roles">Requester and Approver include Reader.</param>
/// <param name="ActsAs">The cluster user that the person's actions are made as; null: the person has none.</param>
public sealed record Person(PersonId Id, string DisplayName, IReadOnlyList<AccountId> Accounts, IReadOnlySet<Role> Roles, ActAs? ActsAs)
{
    /// <summary>Whether the person has a role.</summary>
    public bool Is(Role role) => Roles.Contains(role) || (role == Role.Reader && Roles.Count > 0);
}

/// <summary>The people of the configuration.</summary>
public interface IPeople
{
    /// <summary>Everybody.</summary>
    IReadOnlyList<Person> All { get; }

    /// <summary>Whose account this is; null when it is nobody's or several people's (then nobody is trusted).</summary>
    Person? Find(AccountId account);

    /// <summary>A person by id; null when the configuration no longer has one.</summary>
    Person? Get(PersonId id);
}
