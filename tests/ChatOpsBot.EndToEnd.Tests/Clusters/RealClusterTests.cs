using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.EndToEnd.Tests.Clusters;

[Collection("the cluster")]
public sealed class RealClusterTests
{
    private static readonly JsonSerializerOptions WithNulls = new(FactsJson.Default.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public static TheoryData<Type> Kinds => [.. typeof(IClusterObject).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(IClusterObject)) && !type.IsInterface)
        .OrderBy(type => type.Name)];

    [Theory(Timeout = Limit.OfATest)]
    [MemberData(nameof(Kinds))]
    public Task Every_kind_is_read_as_kubectl_reads_it(Type fact)
    {
        Assert.SkipUnless(RealCluster.Kubeconfig is not null, "CHATOPS_E2E_KUBECONFIG names no cluster.");
        return (Task)typeof(RealClusterTests).GetMethod(nameof(CompareAsync), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(fact).Invoke(null, [])!;
    }

    private static async Task CompareAsync<T>() where T : class, IClusterObject
    {
        await using var cluster = new RealCluster();
        var kind = ResourceKinds.Of<T>();

        // The cluster lives: look until both saw the same objects.
        for (var attempt = 0; ; attempt++)
        {
            var printed = await RealCluster.KubectlAsync("get", "--raw", kind.Path(null));
            var read = await cluster.Reader.ListAsync<T>(ListScope.All, TestContext.Current.CancellationToken);
            Assert.Null(read.Failure);
            var expected = JsonNode.Parse(printed)!["items"]!.AsArray();
            var facts = read.Value.Select(fact => JsonSerializer.SerializeToNode(fact, WithNulls)!).ToList();
            var versions = expected.Select(item => Version(item!)).Order(StringComparer.Ordinal).ToList();
            if (attempt < 20 && !versions.SequenceEqual(facts.Select(Version).Order(StringComparer.Ordinal))) continue;

            Assert.Equal(versions, facts.Select(Version).Order(StringComparer.Ordinal));
            foreach (var fact in facts) Lost(fact, expected.First(item => Version(item!) == Version(fact)), kind.Singular);
            return;
        }
    }

    // Everything that the fact declares and the server sent must be there with the server's value.
    private static void Lost(JsonNode? fact, JsonNode? sent, string path)
    {
        switch (fact, sent)
        {
            case (JsonObject read, JsonObject whole):
                foreach (var (name, value) in read)
                {
                    if (whole.TryGetPropertyValue(name, out var original) && original is not null && path != "secret.data") Lost(value, original, $"{path}.{name}");
                }
                break;
            case (JsonArray read, JsonArray whole) when path.EndsWith(".managedFields", StringComparison.Ordinal):
                // Of all writes the newest is read.
                Assert.Contains(whole, write => write!["manager"]!.ToString() == read[0]!["manager"]!.ToString() && Same(read[0]!["time"], write["time"]));
                break;
            case (JsonArray read, JsonArray whole):
                Assert.True(read.Count == whole.Count, $"{path}: {read.Count} of {whole.Count} items were read.");
                for (var i = 0; i < read.Count; i++) Lost(read[i], whole[i], $"{path}[{i}]");
                break;
            default:
                Assert.True(Same(fact, sent), $"{path}: sent {sent}, read {fact}");
                break;
        }
    }

    private static bool Same(JsonNode? fact, JsonNode? sent) =>
        JsonNode.DeepEquals(fact, sent)
        || (DateTimeOffset.TryParse(fact?.ToString(), out var a) && DateTimeOffset.TryParse(sent?.ToString(), out var b) && a == b);

    // Metrics have no version: they are made up for each answer, with the time of the answer as that of their creation, from what was measured last.
    private static string Version(JsonNode item)
    {
        var metadata = item["metadata"]!;
        var at = metadata["resourceVersion"]?.ToString() ?? $"{Time(metadata["creationTimestamp"]):O}, {Time(item["timestamp"]):O}";
        return $"{metadata["namespace"]}/{metadata["name"]}@{at}";
    }

    private static DateTimeOffset? Time(JsonNode? time) => time is null ? null : DateTimeOffset.Parse(time.ToString(), CultureInfo.InvariantCulture);
}
