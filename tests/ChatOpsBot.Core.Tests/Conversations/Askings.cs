using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Conversations;

/// <summary>People and circumstances for tests.</summary>
internal static class Askings
{
    /// <summary>The moment of every test that says nothing else.</summary>
    public static readonly DateTimeOffset Now = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A person with one account, "test:NAME", and the given roles; acts as the cluster user NAME.</summary>
    public static Person Person(string name, params Role[] roles) =>
        new(new PersonId(name), name, [new AccountId($"test:{name}")], roles.ToHashSet(), new ActAs(name, []));

    /// <summary>What somebody says.</summary>
    public static Intent Intent(string text, string account = "test:ada", string? locale = null, string conversation = "room") => new(
        Guid.NewGuid().ToString("N"), new AccountId(account), null, new ConversationAddress("test", conversation), text, locale, null, Now);

    /// <summary>The circumstances of a command; Ada the reader asks when nobody else does.</summary>
    public static Asking On(IClusterReader cluster, string? ns = null, Person? person = null, string text = "", Locale? locale = null, DateTimeOffset? now = null)
    {
        person ??= Person("ada", Role.Reader);
        return new Asking(Intent(text, person.Accounts[0].Value), person, cluster, ns, new Reader(locale ?? Locale.English, TimeZoneInfo.Utc, now ?? Now));
    }
}
