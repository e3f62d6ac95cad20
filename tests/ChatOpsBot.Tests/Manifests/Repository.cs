namespace ChatOpsBot.Tests.Manifests;

internal static class Repository
{
    /// <summary>The folder of ChatOpsBot.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ChatOpsBot.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException();
        return folder.FullName;
    }
}
