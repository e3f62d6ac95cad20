using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Diagnosis.Walks;

namespace ChatOpsBot.Core.Tests.Diagnosis.Walks;

/// <summary>How far the cluster's own answers lead, for every recorded object: a step with + was answered yes,
/// "= X" is an end, "X?" asks a person. The golden files are the table: after a change run once with UPDATE_GOLDEN=1 and read the
/// difference.</summary>
public sealed class WalkPathTests
{
    [Fact]
    public async Task The_cluster_answers_as_recorded_in_the_shop()
    {
        var cluster = RecordedShop.Cluster();
        var lines = new List<string>();
        foreach (var target in await TargetsAsync(cluster)) lines.Add(await PathAsync(cluster, target, RecordedShop.Now));
        await CompareAsync("shop.paths.txt", lines);
    }

    [Fact]
    public async Task The_cluster_answers_as_recorded_in_every_scenario()
    {
        var lines = new List<string>();
        foreach (var scenario in ScenarioTests.Names.Select(row => row.Data))
        {
            if (DecisionTree.StartOf(ScenarioTests.Target(scenario).Kind) is null) continue;
            var cluster = RecordedCluster.Of(Path.Combine(ScenarioTests.Folder, scenario));
            lines.Add($"{scenario}: {await PathAsync(cluster, ScenarioTests.Target(scenario), ScenarioTests.Now(scenario))}");
        }
        await CompareAsync("scenarios.paths.txt", lines);
    }

    private static async Task CompareAsync(string name, IEnumerable<string> lines)
    {
        var table = string.Join('\n', lines.Order(StringComparer.Ordinal)) + "\n";
        var file = Path.Combine(Repository.Root, "tests", "ChatOpsBot.Core.Tests", "Diagnosis", "Walks", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") await File.WriteAllTextAsync(file, table, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), table);
    }

    private static async Task<string> PathAsync(IClusterReader cluster, ResourceRef target, DateTimeOffset now)
    {
        var snapshot = (await WalkSnapshots.ReadAsync(cluster, target, now, TestContext.Current.CancellationToken)).Value;
        var walk = new Walk(new(1), 0, cluster.Cluster, target.Namespace ?? "", target.Kind.Plural, target.Name, "", DecisionTree.StartOf(target.Kind)!, [], "ann", "test room", now, false);
        var walked = WalkMachine.Of(walk).Advance(question => question.Look(snapshot, now), now).Result;
        var path = string.Join(' ', walked.Answers.Select(answer => answer.Answer == WalkAnswers.Yes ? $"{answer.Step}+" : answer.Step));
        return $"{target.Kind.Singular} {target.Namespace}/{target.Name}: {path} {(walked.Ended ? $"= {walked.Step}" : $"{walked.Step}?")}";
    }

    private static async Task<List<ResourceRef>> TargetsAsync(IClusterReader cluster) =>
    [
        .. await Named<Pod>(cluster), .. await Named<Deployment>(cluster), .. await Named<StatefulSet>(cluster), .. await Named<DaemonSet>(cluster),
        .. await Named<Job>(cluster), .. await Named<Service>(cluster), .. await Named<Ingress>(cluster), .. await Named<Node>(cluster),
    ];

    private static async Task<IEnumerable<ResourceRef>> Named<T>(IClusterReader cluster) where T : class, IClusterObject =>
        (await cluster.ListAsync<T>(ListScope.All, TestContext.Current.CancellationToken)).Value
        .Select(item => new ResourceRef(ResourceKinds.Of<T>(), ResourceKinds.Of<T>().Namespaced ? item.Metadata.Namespace : null, item.Metadata.Name));
}
