using ChatOpsBot.Core.Identity;

namespace ChatOpsBot.Core.Approvals;

/// <summary>Who counts, as configuration stands at this moment.</summary>
internal static class Eligibility
{
    /// <summary>Those who may approve what a person asked for.</summary>
    public static IEnumerable<Person> ApproversBesides(this IPeople people, PersonId requester) =>
        people.All.Where(person => person.Id != requester && person.Is(Role.Approver));

    /// <summary>Whether a person still has a role and the account that was used is still theirs, and theirs alone.</summary>
    public static bool StillHolds(this IPeople people, PersonId person, AccountId account, Role role) =>
        people.Get(person) is { } known && known.Is(role) && people.Find(account)?.Id == person;

    /// <summary>A person's name as shown to others; the id of one who left the configuration.</summary>
    public static string NameOf(this IPeople people, PersonId person) => people.Get(person)?.DisplayName ?? person.Value;
}
