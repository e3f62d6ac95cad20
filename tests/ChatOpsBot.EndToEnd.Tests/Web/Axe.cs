namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>Deque's accessibility rules, where they are installed: npm ci in tests/ChatOpsBot.EndToEnd.Tests/axe.</summary>
internal static class Axe
{
    /// <summary>The rules as a script; null when they are not installed.</summary>
    public static string? Source { get; } = Find();

    private static string? Find()
    {
        var script = Path.Combine(Repository.Root, "tests/ChatOpsBot.EndToEnd.Tests/axe/node_modules/axe-core/axe.min.js");
        return File.Exists(script) ? File.ReadAllText(script) : null;
    }
}
