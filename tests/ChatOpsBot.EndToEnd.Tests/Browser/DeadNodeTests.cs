using System.Diagnostics;
using System.Text.Json.Nodes;
using ChatOpsBot.EndToEnd.Tests.Clusters;

namespace ChatOpsBot.EndToEnd.Tests.Browser;

/// <summary>The main job on a real cluster: a node loses its power (or its cable), the StatefulSet's pod there is stuck Terminating,
/// and two people force its deletion in Teams.
/// CHATOPS_E2E_NODE_COMMAND is a program that takes "stop|start|cut|heal NODE", CHATOPS_E2E_NODE the node that it may be done to.</summary>
[Collection("the cluster")]
public sealed class DeadNodeTests
{
    private static readonly string? Command = Environment.GetEnvironmentVariable("CHATOPS_E2E_NODE_COMMAND");
    private static readonly string? AuditLog = Environment.GetEnvironmentVariable("CHATOPS_E2E_AUDIT_LOG");
    private static readonly string? Node = Environment.GetEnvironmentVariable("CHATOPS_E2E_NODE");

    [Theory(Timeout = Limit.OfATest)]
    [InlineData("stop", "start", "yes", "NodeOff")]
    [InlineData("cut", "heal", "no", "NodeCut")]
    public async Task A_pod_on_a_dead_node_is_force_deleted_after_another_persons_approval(string harm, string mend, string machineIsOff, string end)
    {
        Assert.SkipUnless(RealCluster.Kubeconfig is not null, "CHATOPS_E2E_KUBECONFIG names no cluster.");
        Assert.SkipUnless(Command is not null && Node is not null, "CHATOPS_E2E_NODE_COMMAND and CHATOPS_E2E_NODE name no node that may be stopped.");
        var ns = $"e2e-{harm}-{Guid.NewGuid().ToString("N")[..6]}";
        await RealCluster.KubectlAsync("create", "namespace", ns);
        try
        {
            await ApplyAsync(Workload(ns));
            await RealCluster.KubectlAsync("-n", ns, "wait", "--for=condition=Ready", "pod/db-0", Limit.OfAWait);
            var uid = await UidAsync(ns);
            await NodeAsync(harm);
            await RealCluster.KubectlAsync("-n", ns, "wait", "--for=jsonpath={.metadata.deletionTimestamp}", "pod/db-0", Limit.OfAWait);

            await WalkAsync($"node {Node}", machineIsOff, end);
            await WalkAsync($"pod db-0 -n {ns}", machineIsOff, end);

            await using var room = await Room.OpenAsync("--kubeconfig", RealCluster.Kubeconfig!);
            await PlaygroundPage.SeesAsync(await room.Alice.SayAsync($"pods -n {ns}"), "Terminating");
            await PlaygroundPage.SeesAsync(await room.Alice.SayAsync($"why db-0 -n {ns}"), "CHB752");
            // Power off or cable pulled: the cluster cannot tell, and so the card must not pretend to know.
            await room.ForceDeleteAsync("db-0", ns, "the pod may still run there", "split brain");

            // The API server's own view: that pod is gone, whatever the StatefulSet made in its place.
            Assert.NotEqual(uid, await UidAsync(ns));
            AssertAudited(ns, uid);
            await PlaygroundPage.SeesAsync(await room.Alice.SayAsync("audit"), "db-0");
            await room.Alice.PhotographAsync($"{harm}-audit");
        }
        finally
        {
            await NodeAsync(mend);
            await RealCluster.KubectlAsync("delete", "namespace", ns, "--wait=false");
        }
    }

    // The cluster answers everything but the one question that somebody has to look for in the rack.
    private static async Task WalkAsync(string target, string machineIsOff, string end)
    {
        await using var alice = await TerminalPeople.OpenAsync();
        Assert.Contains(" yes --at N4", await alice.AskAsync($"walk {target}"), StringComparison.Ordinal);
        Assert.Contains($"› {end}", await alice.AskAsync($"walk 1 {machineIsOff} --at N4"), StringComparison.Ordinal);
    }

    /// <summary>The API server's audit log: one delete that was no dry run and succeeded, asked for by the bot's account as Alice.</summary>
    private static void AssertAudited(string ns, string uid)
    {
        if (AuditLog is null) return;
        var deletes = File.ReadLines(AuditLog)
            .Where(line => line.Contains(ns, StringComparison.Ordinal) && line.Contains("\"delete\"", StringComparison.Ordinal))
            .Select(line => JsonNode.Parse(line)!)
            .Where(entry => entry["verb"]?.GetValue<string>() == "delete"
                && entry["objectRef"]?["resource"]?.GetValue<string>() == "pods"
                && entry["objectRef"]?["name"]?.GetValue<string>() == "db-0"
                && entry["impersonatedUser"]?["username"]?.GetValue<string>() == "alice"
                && entry["responseStatus"]?["code"]?.GetValue<int>() == 200)
            .ToList();

        // The policy records no bodies, so the dry-runs of preview and claim look alike: two of them, then the deletion.
        Assert.Equal(3, deletes.Count);
        Assert.NotEmpty(uid);
    }

    private static async Task<string> UidAsync(string ns) =>
        await RealCluster.KubectlAsync("-n", ns, "get", "pod", "db-0", "--ignore-not-found", "-o", "jsonpath={.metadata.uid}");

    // A command that stops machines may find something of them gone already and say so: what counts is what the cluster sees.
    private static async Task NodeAsync(string what)
    {
        using var process = Process.Start(new ProcessStartInfo(Command!, [what, Node!]))!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit.OfAProgram);
        var expected = what is "stop" or "cut" ? "Unknown" : "True";
        await RealCluster.KubectlAsync("wait", $"--for=condition=Ready={expected}", $"node/{Node}", Limit.OfAWait);
    }

    private static async Task ApplyAsync(string yaml)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, yaml, TestContext.Current.CancellationToken);
            await RealCluster.KubectlAsync("apply", "-f", file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Workload(string ns) => $$$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, namespace: "{{{ns}}}" }
        spec:
          serviceName: db
          replicas: 1
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec:
              nodeSelector: {kubernetes.io/hostname: "{{{Node}}}"}
              terminationGracePeriodSeconds: 1
              tolerations:
              - {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 5}
              - {key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 5}
              containers:
              - name: db
                image: busybox:1.35
                imagePullPolicy: IfNotPresent
                command: [sh, -c, "trap 'exit 0' TERM; while :; do sleep 3600 & wait $!; done"]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: people, namespace: "{{{ns}}}" }
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
        subjects:
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: alice}
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: bob}
        """;
}
