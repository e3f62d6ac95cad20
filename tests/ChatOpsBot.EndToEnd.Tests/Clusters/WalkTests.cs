using System.Security.Cryptography;
using ChatOpsBot.EndToEnd.Tests.InCluster;

namespace ChatOpsBot.EndToEnd.Tests.Clusters;

/// <summary>The decision tree walked on a real cluster; every step is a process of its own, so that only the store knows where a walk stands.</summary>
[Collection("the cluster")]
public sealed class WalkTests : IAsyncLifetime
{
    private const string Objects = """
        apiVersion: v1
        kind: Pod
        metadata: {name: map-missing}
        spec:
          containers: [{name: app, image: "busybox:1.35", volumeMounts: [{name: c, mountPath: /c}]}]
          volumes: [{name: c, configMap: {name: shop-settings}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: crashing}
        spec: {containers: [{name: app, image: "busybox:1.35", command: [sh, -c, "echo 'FATAL: no database at orders-db:5432'; exit 3"]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {app: web}}
        spec: {terminationGracePeriodSeconds: 1, containers: [{name: app, image: "busybox:1.35", command: [sleep, "3600"]}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: shop}
        spec: {selector: {app: wbe}, ports: [{port: 80}]}
        """;

    private readonly string _ns = $"e2e-walk-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
    private readonly TerminalPeople _people = new();
    private bool _made;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(RealCluster.Kubeconfig is not null, "CHATOPS_E2E_KUBECONFIG names no cluster.");
        await RealCluster.KubectlAsync("create", "namespace", _ns);
        _made = true;
        await Tool.DoAsync("kubectl", ["apply", "-n", _ns, "-f", "-"], TestContext.Current.CancellationToken, Objects);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_made) await RealCluster.KubectlAsync("delete", "namespace", _ns, "--wait=false");
        _people.Dispose();
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task Three_walks_end_at_the_cause_and_one_goes_on_with_another_person_in_another_process()
    {
        await RealCluster.HappenedAsync(_ns, "map-missing", "FailedMount");
        // From its second restart on the kubelet waits for 20 seconds and more: long enough for every question about it.
        await RealCluster.KubectlAsync("wait", "-n", _ns, "pod/crashing", "--for=jsonpath={.status.containerStatuses[0].restartCount}=2", Limit.OfAWait);
        await RealCluster.KubectlAsync("wait", "-n", _ns, "pod/crashing", "--for=jsonpath={.status.containerStatuses[0].state.waiting.reason}=CrashLoopBackOff", Limit.OfAWait);
        await RealCluster.KubectlAsync("wait", "-n", _ns, "pod/web", "--for=condition=Ready", Limit.OfAWait);

        // A ConfigMap that is not there: the cluster answers every question itself.
        var map = await AliceAsync($"walk map-missing -n {_ns}");
        Says(map, "› FixMount", "Why (CHB301): the ConfigMap shop-settings does not exist", "MountVolume.SetUp failed for volume \"c\"");

        // A Service that selects nothing.
        var service = await AliceAsync($"walk service shop -n {_ns}");
        Says(service, "› S2 › FixSelector", "Why (CHB801)", "it asks for app=wbe, web has app=web");

        // A crash: the cluster cannot know whether somebody read the log, so Alice is asked, Bob takes over and answers, and Alice goes back.
        var asked = await AliceAsync($"walk crashing -n {_ns}");
        Says(asked, "P14 Did you inspect the logs", "FATAL: no database at orders-db:5432", "walk 3 yes --at P14");
        Says(await BobAsync("walk 3"), "P14 Did you inspect the logs");
        var ended = await BobAsync("walk 3 no --at P14");
        Says(ended, "› P14 › FixApp", "P14 Did you inspect the logs and fix the crashing app? no (bob)", "Why (CHB521)", "FATAL: no database at orders-db:5432");
        Says(await AliceAsync("walk 3 back"), "P14 Did you inspect the logs", "walk 3 no --at P14");
    }

    private Task<string> AliceAsync(string text) => _people.AskAsync(text, "alice");

    private Task<string> BobAsync(string text) => _people.AskAsync(text, "bob");

    private static void Says(string answer, params string[] words) => Assert.All(words, word => Assert.Contains(word, answer, StringComparison.Ordinal));
}
