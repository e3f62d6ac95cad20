using System.Globalization;
using System.Text.RegularExpressions;
using ChatOpsBot.Core.Tests.Clusters;

namespace ChatOpsBot.Core.Tests.Diagnosis;

/// <summary>The demo's recorded shop (src/ChatOpsBot.DemoCluster/Worlds/shop) in memory, at the moment when it was recorded.</summary>
internal static partial class RecordedShop
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "ChatOpsBot.DemoCluster", "Worlds", "shop");

    // What the bot does not read, and what has a form of its own.
    private static readonly string[] Unread = ["networkpolicies", "horizontalpodautoscalers", "priorityclasses", "controllerrevisions", "endpoints", "world", "metrics"];

    /// <summary>When it was recorded.</summary>
    public static DateTimeOffset Now { get; } = DateTimeOffset.Parse(
        RecordedAt().Match(File.ReadAllText(Path.Combine(Folder, "world.yaml"))).Groups[1].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static readonly Lazy<FakeCluster> Recorded = new(Read);

    /// <summary>A cluster of one's own.</summary>
    public static FakeCluster Cluster() => Recorded.Value.Copy();

    private static FakeCluster Read()
    {
        var cluster = new FakeCluster();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            if (!Unread.Contains(Path.GetFileNameWithoutExtension(file).Split('.')[^1])) cluster.Add(File.ReadAllText(file));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, "logs"), "*.log", SearchOption.AllDirectories))
        {
            var parts = Path.GetRelativePath(Path.Combine(Folder, "logs"), file).Split(Path.DirectorySeparatorChar);
            var container = parts[2][..^".log".Length];
            var previous = container.EndsWith(".previous", StringComparison.Ordinal);
            cluster.Log(parts[0], parts[1], previous ? container[..^".previous".Length] : container, Stamp().Replace(File.ReadAllText(file), ""), previous);
        }
        return cluster;
    }

    [GeneratedRegex("recordedAt: \"?([^\"\n]+)")]
    private static partial Regex RecordedAt();

    [GeneratedRegex(@"^\d{4}-\S+ ", RegexOptions.Multiline)]
    private static partial Regex Stamp();
}
