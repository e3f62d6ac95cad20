namespace ChatOpsBot.Core.Tests;

/// <summary>The working copy that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder of ChatOpsBot.sln.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ChatOpsBot.sln"))) return folder.FullName;
        throw new InvalidOperationException($"No ChatOpsBot.sln above {from}.");
    }
}
