using System.Text.Json;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Tests.Clusters;

/// <summary>One object from YAML.</summary>
internal static class One
{
    public static T Of<T>(string yaml) where T : class, IClusterObject =>
        (T)YamlDocuments.Read(yaml).Single().Deserialize(typeof(T), FactsJson.Default)!;
}
