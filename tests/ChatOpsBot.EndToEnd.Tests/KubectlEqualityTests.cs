using System.CommandLine;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.EndToEnd.Tests.Clusters;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.EndToEnd.Tests;

/// <summary>The bot's tables against kubectl's on the same cluster in the same second, to the letter, while pods crash.</summary>
[Collection("the cluster")]
public sealed class KubectlEqualityTests
{
    private const string Namespace = "chatops-equality";

    // Every state that can be made to happen in a minute; the short graces let the namespace go quickly.
    private const string Pods = """
        apiVersion: v1
        kind: Pod
        metadata: {name: crashing}
        spec: {terminationGracePeriodSeconds: 1, containers: [{name: a, image: 'busybox:1.35', command: [sh, -c, 'sleep 1; exit 3']}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: init-crashing}
        spec:
          terminationGracePeriodSeconds: 1
          initContainers: [{name: i, image: 'busybox:1.35', command: [sh, -c, 'exit 2']}, {name: j, image: 'busybox:1.35', command: ['true']}]
          containers: [{name: a, image: 'busybox:1.35', command: [sleep, '3600']}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: init-hanging}
        spec:
          terminationGracePeriodSeconds: 1
          initContainers: [{name: i, image: 'busybox:1.35', command: ['true']}, {name: j, image: 'busybox:1.35', command: [sleep, '3600']}]
          containers: [{name: a, image: 'busybox:1.35', command: [sleep, '3600']}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: with-sidecar}
        spec:
          terminationGracePeriodSeconds: 1
          initContainers: [{name: mesh, restartPolicy: Always, image: 'busybox:1.35', command: [sh, -c, 'sleep 20; exit 1']}]
          containers: [{name: a, image: 'busybox:1.35', command: [sleep, '3600']}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: completed}
        spec: {restartPolicy: Never, containers: [{name: a, image: 'busybox:1.35', command: ['true']}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: half-completed}
        spec:
          restartPolicy: Never
          terminationGracePeriodSeconds: 1
          containers: [{name: a, image: 'busybox:1.35', command: ['true']}, {name: b, image: 'busybox:1.35', command: [sleep, '3600']}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: failed}
        spec: {restartPolicy: Never, containers: [{name: a, image: 'busybox:1.35', command: ['false']}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: no-image}
        spec: {terminationGracePeriodSeconds: 1, containers: [{name: a, image: '10.250.0.1:5000/demo/no-such-image:1'}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: unschedulable}
        spec: {nodeSelector: {no: such-node}, containers: [{name: a, image: 'busybox:1.35'}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: gated}
        spec: {schedulingGates: [{name: example.org/gate}], containers: [{name: a, image: 'busybox:1.35'}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: readiness-gate}
        spec:
          terminationGracePeriodSeconds: 1
          readinessGates: [{conditionType: example.org/open}]
          containers: [{name: a, image: 'busybox:1.35', command: [sleep, '3600']}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: terminating}
        spec: {terminationGracePeriodSeconds: 900, containers: [{name: a, image: 'busybox:1.35', command: [sleep, '3600']}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {type: NodePort, selector: {app: web}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, storageClassName: none}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: job}
        spec: {completions: 2, template: {spec: {restartPolicy: Never, containers: [{name: a, image: 'busybox:1.35', command: ['true']}]}}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template: {metadata: {labels: {app: web}}, spec: {terminationGracePeriodSeconds: 1, containers: [{name: a, image: 'busybox:1.35', command: [sleep, '3600']}]}}
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web}
        spec: {rules: [{host: shop.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}
        """;

    private static readonly string[] Expected = ["CrashLoopBackOff", "Init:CrashLoopBackOff", "Init:1/2", "Completed", "NotReady", "Error", "ImagePullBackOff", "SchedulingGated", "Terminating"];

    [Fact(Timeout = Limit.OfATest)]
    public async Task Lists_equal_kubectls_to_the_letter_while_pods_crash()
    {
        Assert.SkipUnless(RealCluster.Kubeconfig is not null, "CHATOPS_E2E_KUBECONFIG names no cluster.");
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var cluster = new RealCluster();
        var file = Path.Combine(Path.GetTempPath(), $"{Namespace}-{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, Pods, cancellationToken);
        try
        {
            await RealCluster.KubectlAsync("create", "namespace", Namespace);
            await RealCluster.KubectlAsync("apply", "-n", Namespace, "-f", file);
            // The first process of a container ignores SIGTERM unless it says otherwise: deleted while it runs, it stays Terminating.
            await RealCluster.KubectlAsync("wait", "pod/terminating", "--for=condition=Ready", Limit.OfAWait, "-n", Namespace);
            await RealCluster.KubectlAsync("delete", "pod", "terminating", "-n", Namespace, "--wait=false");
            await EventuallyAsync(async () => Assert.Empty(Expected.Except((await RealCluster.KubectlAsync("get", "pods", "-n", Namespace, "--no-headers"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]))));

            foreach (var kind in new[] { "pods", "deployments", "jobs", "services", "ingresses", "persistentvolumeclaims", "daemonsets", "statefulsets" })
            {
                await EqualAsync(cluster.Reader, kind, "-A", "-o", "wide");
                await EqualAsync(cluster.Reader, kind, "-A");
                await EqualAsync(cluster.Reader, kind, "-n", Namespace);
            }
            foreach (var kind in new[] { "nodes", "namespaces" })
            {
                await EqualAsync(cluster.Reader, kind, "-o", "wide");
                await EqualAsync(cluster.Reader, kind);
            }
        }
        finally
        {
            File.Delete(file);
            await RealCluster.KubectlAsync("delete", "pod", "terminating", "-n", Namespace, "--grace-period=0", "--force", "--ignore-not-found");
            await RealCluster.KubectlAsync("delete", "namespace", Namespace, "--wait=false");
        }
    }

    // Both are asked at the same time; until neither an age nor a status changed between the two answers, ask again.
    private static Task EqualAsync(IClusterReader reader, params string[] arguments) => EventuallyAsync(async () =>
    {
        var kubectl = RealCluster.KubectlAsync(["get", .. arguments]);
        var bot = TableAsync(reader, string.Join(' ', arguments));
        var theirs = (await kubectl).TrimEnd('\n').Split('\n').Select(line => line.TrimEnd());
        var ours = KubectlTable.Print(await bot);
        Assert.Equal(string.Join('\n', theirs), ours);
    });

    private static async Task<Table> TableAsync(IClusterReader reader, string text)
    {
        var services = new ServiceCollection().AddLogging().AddConversations();
        foreach (var foreign in services.Where(service => service.ServiceType == typeof(ChatCommand) && (!service.ImplementationType!.Name.StartsWith("List", StringComparison.Ordinal) || service.ImplementationType.Name == "ListRequests")).ToList())
            services.Remove(foreign);
        await using var provider = services.BuildServiceProvider();
        var understood = Assert.IsType<Utterance.Understood>(provider.GetRequiredService<Grammar>().Read(text, Locale.English));
        var now = TimeProvider.System.GetUtcNow();
        var intent = new Intent("e", new AccountId("test:ada"), null, new ConversationAddress("test", "room"), text, null, null, now);
        var reply = await understood.Command.AnswerAsync(understood.Parsed,
            new Asking(intent, null, reader, null, new Reader(Locale.English, TimeZoneInfo.Utc, now)), TestContext.Current.CancellationToken);
        return reply.Parts.OfType<Table>().FirstOrDefault() ?? new Table([], []);
    }

    private static async Task EventuallyAsync(Func<Task> check)
    {
        var until = TimeProvider.System.GetUtcNow() + Limit.OfAProgram;
        while (true)
        {
            try
            {
                await check();
                return;
            }
            catch (Xunit.Sdk.XunitException) when (TimeProvider.System.GetUtcNow() < until)
            {
                // Nothing signals that two clients happen to read the same moment of a cluster in which pods crash: read again.
                await Task.Delay(TimeSpan.FromMilliseconds(130), TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }
    }
}
