namespace ChatOpsBot.DemoCluster.Api;

/// <summary>Who may do what: everybody everything, but a bystander only looks.</summary>
internal static class AccessRules
{
    private static readonly HashSet<string> Readers = new(StringComparer.Ordinal) { "carol" };
    private static readonly HashSet<string> Looking = new(StringComparer.Ordinal) { "get", "list", "watch" };

    // As system:basic-user grants it to every account.
    private static readonly HashSet<string> AskingAboutOneself =
        new(StringComparer.Ordinal) { "selfsubjectaccessreviews", "selfsubjectreviews" };

    public static bool Allows(string user, string verb, string resource) =>
        !Readers.Contains(user) || Looking.Contains(verb) || AskingAboutOneself.Contains(resource);
}
