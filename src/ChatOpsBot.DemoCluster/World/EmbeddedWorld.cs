using System.Reflection;

namespace ChatOpsBot.DemoCluster.World;

/// <summary>The files of <c>Worlds/</c>, as they lie in the assembly.</summary>
internal static class EmbeddedWorld
{
    private static readonly Assembly Home = typeof(EmbeddedWorld).Assembly;

    // The names are made on the machine that builds, which may write the other slash.
    private static readonly Dictionary<string, string> Names =
        Home.GetManifestResourceNames().ToDictionary(name => name.Replace('\\', '/'), StringComparer.Ordinal);

    public static IEnumerable<string> Under(string folder) => Names.Keys.Where(name => name.StartsWith(folder, StringComparison.Ordinal));

    public static Stream? Open(string name) => Names.TryGetValue(name, out var actual) ? Home.GetManifestResourceStream(actual) : null;

    public static string ReadText(string name)
    {
        using var reader = new StreamReader(Open(name) ?? throw new FileNotFoundException($"The world has no file {name}."));
        return reader.ReadToEnd();
    }
}
