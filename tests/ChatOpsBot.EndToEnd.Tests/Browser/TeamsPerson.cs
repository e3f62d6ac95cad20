namespace ChatOpsBot.EndToEnd.Tests.Browser;

/// <summary>A person of the Playground.</summary>
/// <param name="Name">First and last name.</param>
/// <param name="ObjectId">The directory's id of the account.</param>
internal sealed record TeamsPerson(string Name, string ObjectId)
{
    /// <summary>The directory of all people of these tests.</summary>
    public const string Tenant = "3f1d2c4b-0000-4000-8000-00000000aaaa";

    /// <summary>The engineer on call.</summary>
    public static readonly TeamsPerson Alice = new("Alice Oncall", "a11ce000-0000-4000-8000-000000000001");

    /// <summary>The approver.</summary>
    public static readonly TeamsPerson Bob = new("Bob Approver", "b0b00000-0000-4000-8000-000000000002");

    /// <summary>The account, as the bot's configuration names it.</summary>
    public string Account => $"teams:{Tenant}/{ObjectId}";

    /// <summary>The Playground's own id.</summary>
    public string UserId => $"29:{ObjectId}";
}
