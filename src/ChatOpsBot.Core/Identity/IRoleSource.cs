namespace ChatOpsBot.Core.Identity;

/// <summary>Roles that people of the configuration have beside their own, by a group that the configuration names: a chat service's user
/// group of approvers. It makes nobody a person.</summary>
public interface IRoleSource
{
    /// <summary>The roles of an account now.</summary>
    IReadOnlyCollection<Role> Of(AccountId account);
}
