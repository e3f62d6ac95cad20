using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Identity;

namespace ChatOpsBot.Core.Tests.Identity;

/// <summary>Ann asks, Lee, Sam and Kim approve, Bo reads. Ann also has the role Approver, as on-call people have, and two accounts.</summary>
internal sealed class TestPeople : IPeople
{
    private readonly List<Person> _all =
    [
        Make("ann", "Ann Lim", Role.Requester, Role.Approver) with { Accounts = [new("cli:ann"), new("teams:t/ann")] },
        Make("lee", "Lee Wong", Role.Approver),
        Make("sam", "Sam Park", Role.Approver),
        Make("kim", "Kim Roy", Role.Approver, Role.Requester),
        Make("bo", "Bo Ek", Role.Reader),
    ];

    public IReadOnlyList<Person> All => _all;

    public Person this[string id] => Get(new(id))!;

    public Person? Find(AccountId account) => _all.Where(person => person.Accounts.Contains(account)).ToList() is [var only] ? only : null;

    public Person? Get(PersonId id) => _all.Find(person => person.Id == id);

    public void Set(string id, params Role[] roles) => Change(id, person => person with { Roles = roles.ToHashSet() });

    public void Change(string id, Func<Person, Person> change)
    {
        var index = _all.FindIndex(person => person.Id.Value == id);
        _all[index] = change(_all[index]);
    }

    public void Remove(string id) => _all.RemoveAll(person => person.Id.Value == id);

    private static Person Make(string id, string name, params Role[] roles) =>
        new(new(id), name, [new($"cli:{id}")], roles.ToHashSet(), new ActAs(id, ["oncall"]));
}
