using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.Tests;

/// <summary>The demo's controllers and admission against the real ones: the same objects in a namespace of their own, and what becomes of them.
/// CHATOPS_E2E_KUBECONFIG names the real cluster.</summary>
public sealed class ContractWorkloadTests : IAsyncLifetime
{
    private const string Batch = "apis/batch/v1";
    private const string Apps = "apis/apps/v1";
    private const string Core = "api/v1";
    private readonly RunningCluster _demo = new();

    public ValueTask InitializeAsync() => _demo.InitializeAsync();

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Theory]
    [InlineData("""{"limits.cpu":"1","limits.memory":"1Gi","requests.cpu":"1","requests.memory":"1Gi"}""", """[{"name":"b","image":"x"},{"name":"a","image":"x"}]""")]
    [InlineData("""{"cpu":"1","memory":"1Gi","pods":"9"}""", """[{"name":"b","image":"x","resources":{"requests":{"cpu":"1m"}}},{"name":"a","image":"x"}]""")]
    [InlineData("""{"requests.memory":"1Gi"}""", """[{"name":"a","image":"x","resources":{"limits":{"memory":"1Mi"}}}]""")]
    [InlineData("""{"limits.cpu":"1","requests.cpu":"500m","pods":"9"}""", """[{"name":"a","image":"x","resources":{"requests":{"cpu":"600m"},"limits":{"cpu":"2"}}}]""")]
    [InlineData("""{"pods":"0","requests.cpu":"500m"}""", """[{"name":"a","image":"x","resources":{"requests":{"cpu":"600m"}}}]""")]
    public async Task A_quota_answers_a_pod_as_the_real_one_does(string hard, string containers)
    {
        using var real = RealCluster.OrSkip();
        await using ContractNamespace theirs = await ContractNamespace.OfAsync(real), ours = await ContractNamespace.OfAsync(_demo);
        Assert.Equal(await AskAsync(theirs), await AskAsync(ours));

        async Task<string> AskAsync(ContractNamespace space)
        {
            await space.MakeAsync("POST", Core, "/resourcequotas", $$$$$$$"""{"metadata":{"name":"q"},"spec":{"hard":{{{{{{{hard}}}}}}}}}""");
            await space.UntilAsync(Core, "/resourcequotas/q", quota => quota["status"]?["used"] is not null);
            var (code, answer) = await space.SendAsync("POST", Core, "/pods?dryRun=All", $$$$$$$"""{"metadata":{"name":"x"},"spec":{"initContainers":[{"name":"i","image":"x"}],"containers":{{{{{{{containers}}}}}}}}}""");
            return $"{code} {(code == 201 ? "" : answer.ToJsonString())}";
        }
    }

    [Fact]
    public async Task The_pods_of_an_indexed_Job_are_numbered_as_the_real_ones_are()
    {
        using var real = RealCluster.OrSkip();
        await using ContractNamespace theirs = await ContractNamespace.OfAsync(real), ours = await ContractNamespace.OfAsync(_demo);
        Assert.Equal(await RunAsync(theirs, RealImage), await RunAsync(ours, DemoImage));

        async Task<string> RunAsync(ContractNamespace space, string image)
        {
            var (code, refused) = await space.SendAsync("POST", Batch, "/jobs", $$$$$$$"""{"metadata":{"name":"none"},"spec":{"completionMode":"Indexed","parallelism":2,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"a","image":"{{{{{{{image}}}}}}}"}]}}}}""");
            await space.MakeAsync("POST", Batch, "/jobs", $$$$$$$"""{"metadata":{"name":"count"},"spec":{"completionMode":"Indexed","completions":4,"parallelism":2,"template":{"spec":{"restartPolicy":"Never","terminationGracePeriodSeconds":0,"initContainers":[{"name":"i","image":"{{{{{{{image}}}}}}}","command":["true"]}],"containers":[{"name":"a","image":"{{{{{{{image}}}}}}}","command":["true"]}]}}}}""");
            var job = await space.UntilAsync(Batch, "/jobs/count", j => j["status"]?["completionTime"] is not null);
            var pods = (await space.SendAsync("GET", Core, "/pods")).Body["items"]!.AsArray().Select(Numbered).Order(StringComparer.Ordinal);
            return string.Join('\n', [$"{code} {refused["message"]}", $"{job["status"]!["completedIndexes"]} {job["status"]!["succeeded"]}", .. pods]);
        }

        static string Numbered(JsonNode? pod)
        {
            var (metadata, spec) = (pod!["metadata"]!, pod["spec"]!);
            const string Index = "batch.kubernetes.io/job-completion-index";
            return string.Join(' ', metadata["generateName"], metadata["labels"]![Index], metadata["annotations"]![Index], spec["hostname"], spec["containers"]![0]!["env"]!.ToJsonString(), spec["initContainers"]![0]!["env"]!.ToJsonString());
        }
    }

    [Theory]
    [InlineData("Retain", "Retain")]
    [InlineData("Delete", "Retain")]
    [InlineData("Retain", "Delete")]
    [InlineData("Delete", "Delete")]
    public async Task The_claims_of_a_StatefulSet_stay_or_go_as_the_real_ones_do(string whenScaled, string whenDeleted)
    {
        using var real = RealCluster.OrSkip();
        await using ContractNamespace theirs = await ContractNamespace.OfAsync(real), ours = await ContractNamespace.OfAsync(_demo);
        Assert.Equal(await LiveAsync(theirs, RealImage), await LiveAsync(ours, DemoImage));

        async Task<string> LiveAsync(ContractNamespace space, string image)
        {
            // Nobody provides the class: the claims and the pods wait, which is all the same to the policy.
            await space.MakeAsync("POST", Apps, "/statefulsets", $$$$$$$"""{"metadata":{"name":"db"},"spec":{"replicas":2,"podManagementPolicy":"Parallel","persistentVolumeClaimRetentionPolicy":{"whenScaled":"{{{{{{{whenScaled}}}}}}}","whenDeleted":"{{{{{{{whenDeleted}}}}}}}"},"selector":{"matchLabels":{"app":"db"}},"template":{"metadata":{"labels":{"app":"db"}},"spec":{"terminationGracePeriodSeconds":0,"containers":[{"name":"a","image":"{{{{{{{image}}}}}}}"}]}},"volumeClaimTemplates":[{"metadata":{"name":"data"},"spec":{"storageClassName":"nobodys","accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}]}}""");
            await space.UntilAsync(Core, "/pods", pods => pods["items"]!.AsArray().Count == 2);
            var owned = whenDeleted == "Delete" ? 2 : 0;
            var told = new List<string> { Claims(await space.UntilAsync(Core, "/persistentvolumeclaims", claims => claims["items"]!.AsArray().Count(c => c!["metadata"]!["ownerReferences"] is not null) == owned)) };
            await space.MakeAsync("PATCH", Apps, "/statefulsets/db", """{"spec":{"replicas":1}}""");
            await space.UntilAsync(Core, "/pods", pods => pods["items"]!.AsArray().Count == 1);
            told.Add(Claims(await space.UntilAsync(Core, "/persistentvolumeclaims", claims => claims["items"]!.AsArray().Count == (whenScaled == "Delete" ? 1 : 2))));
            await space.SendAsync("DELETE", Apps, "/statefulsets/db");
            await space.UntilAsync(Core, "/pods", pods => pods["items"]!.AsArray().Count == 0);
            var left = (whenDeleted, whenScaled) switch { ("Delete", _) => 0, (_, "Delete") => 1, _ => 2 };
            told.Add(Claims(await space.UntilAsync(Core, "/persistentvolumeclaims", claims => claims["items"]!.AsArray().Count == left)));
            return string.Join('\n', told);
        }

        static string Claims(JsonNode list) => string.Join(", ", list["items"]!.AsArray().Select(c => $"{c!["metadata"]!["name"]} of {string.Join(' ', (c["metadata"]!["ownerReferences"] as JsonArray ?? []).Select(o => $"{o!["kind"]}/{o["name"]} {o["controller"]} {o["blockOwnerDeletion"]}"))}"));
    }

    private static string RealImage => Environment.GetEnvironmentVariable("CHATOPS_E2E_REGISTRY") is { Length: > 0 } registry ? $"{registry}/demo/busybox:1.35" : "busybox:1.35";

    private const string DemoImage = "registry.shop.example:5000/demo/busybox:1.35";
}
