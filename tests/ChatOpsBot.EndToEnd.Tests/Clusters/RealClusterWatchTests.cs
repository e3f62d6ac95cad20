using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.EndToEnd.Tests.Clusters;

[Collection("the cluster")]
public sealed class RealClusterWatchTests
{
    private const string Namespace = "chatops-watch-tests";

    // It is never scheduled, so it goes at once when it is deleted.
    private const string Pod = """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"seen"},"spec":{"schedulerName":"none","containers":[{"name":"a","image":"busybox:1.35"}]}}
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit.OfATest)]
    public async Task A_pod_that_comes_and_goes_is_seen_by_the_next_questions_and_the_watched_list_equals_the_live_one()
    {
        Assert.SkipUnless(RealCluster.Kubeconfig is not null, "CHATOPS_E2E_KUBECONFIG names no cluster.");
        await using var cluster = new RealCluster();
        var file = Path.Combine(Path.GetTempPath(), $"{Namespace}-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, Pod, Stop);
        try
        {
            await RealCluster.KubectlAsync("create", "namespace", Namespace);
            await CurrentAsync<Pod>(cluster);
            await RealCluster.KubectlAsync("apply", "-n", Namespace, "-f", file);
            await UntilAsync(cluster, ["seen"]);
            await RealCluster.KubectlAsync("delete", "pod", "seen", "-n", Namespace, "--grace-period=0", "--force");
            await UntilAsync(cluster, []);
            await EqualAsync<Pod>(cluster);
        }
        finally
        {
            File.Delete(file);
            await RealCluster.KubectlAsync("delete", "namespace", Namespace, "--wait=false");
        }
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task Every_kind_that_is_watched_gives_the_objects_that_a_live_list_gives()
    {
        Assert.SkipUnless(RealCluster.Kubeconfig is not null, "CHATOPS_E2E_KUBECONFIG names no cluster.");
        await using var cluster = new RealCluster();
        await EqualAsync<Event>(cluster);
        await EqualAsync<Node>(cluster);
        await EqualAsync<Service>(cluster);
        await EqualAsync<EndpointSlice>(cluster);
        await EqualAsync<Ingress>(cluster);
        await EqualAsync<NetworkPolicy>(cluster);
        await EqualAsync<Deployment>(cluster);
        await EqualAsync<ReplicaSet>(cluster);
        await EqualAsync<StatefulSet>(cluster);
        await EqualAsync<DaemonSet>(cluster);
        await EqualAsync<Job>(cluster);
        await EqualAsync<CronJob>(cluster);
        await EqualAsync<HorizontalPodAutoscaler>(cluster);
        await EqualAsync<PersistentVolumeClaim>(cluster);
    }

    // A question is a round trip: the list is not spun on, and not one of many questions may be wrong for long.
    private static async Task UntilAsync(RealCluster cluster, string[] names)
    {
        IReadOnlyList<string> seen = [];
        for (var question = 0; question < 20; question++)
        {
            seen = [.. (await cluster.Watch.ListAsync<Pod>(Namespace, Stop) ?? await CurrentAsync<Pod>(cluster)).Where(pod => pod.Metadata.Namespace == Namespace).Select(pod => pod.Metadata.Name)];
            if (seen.SequenceEqual(names)) return;
        }
        Assert.Equal(names, seen);
    }

    private static async Task<List<T>> CurrentAsync<T>(RealCluster cluster) where T : class, IClusterObject
    {
        for (var question = 0; question < 2000; question++)
        {
            if (await cluster.Watch.ListAsync<T>(null, Stop) is { } objects) return objects;
            await cluster.Reader.GetVersionAsync(Stop);
        }
        throw new Xunit.Sdk.XunitException($"The watch of {typeof(T).Name} never became current.");
    }

    // The cluster lives: look until nothing changed between the two answers.
    private static async Task EqualAsync<T>(RealCluster cluster) where T : class, IClusterObject
    {
        for (var attempt = 0; ; attempt++)
        {
            var watched = Versions(await CurrentAsync<T>(cluster));
            var live = Versions((await cluster.Reader.ListAsync<T>(ListScope.All, Stop)).Value);
            if (attempt < 5 && !watched.SequenceEqual(live)) continue;
            Assert.Equal(live, watched);
            return;
        }
    }

    private static List<string> Versions(IEnumerable<IClusterObject> objects) =>
        [.. objects.Select(found => $"{found.Metadata.Namespace}/{found.Metadata.Name} {found.Metadata.ResourceVersion}")];
}
