using Xunit.v3;

namespace ChatOpsBot.EndToEnd.Tests.Clusters.StuckStates;

/// <summary>`why X` and `walk X` against each stuck state that really came about: the finding's code, the exact name in title or evidence, and
/// where the walk ends; the tree has nothing about claims, budgets, autoscalers and CronJobs.</summary>
// In the order of the rows: the states that take longest come last, and come about meanwhile.
[Collection("the cluster")]
[TestCaseOrderer(typeof(UnorderedTestCaseOrderer))]
public sealed class StuckStateTests(StuckStates states) : IClassFixture<StuckStates>
{
    // Which event tells that the state has come about, or which field of which object; & joins several.
    [Theory(Timeout = Limit.OfATest)]
    [InlineData("pod no-such-node", "FailedScheduling", "CHB104", "PlacementRule", "disk=nvme")]
    [InlineData("pod too-large", "FailedScheduling", "CHB102", "AddCapacity", "400 cpu")]
    [InlineData("pod unbound-claim", "FailedScheduling", "CHB111", "FixClaim", "claim ledger-data", "StorageClass fast-ssd")]
    [InlineData("pvc ledger-data", "ProvisioningFailed", "CHB251", null, "StorageClass fast-ssd")]
    [InlineData("pod volume-map-missing", "FailedMount", "CHB301", "FixMount", "ConfigMap shop-settings")]
    [InlineData("pod volume-secret-missing", "FailedMount", "CHB301", "FixMount", "Secret shop-tls")]
    [InlineData("pod volume-key-missing", "FailedMount", "CHB302", "FixMount", "ConfigMap app-config", "key settings.yaml", "LOG_LEVEL")]
    [InlineData("pod key-missing", "Failed", "CHB502", "FixConfig", "ConfigMap app-config", "key LOG_LEVL", "LOG_LEVEL")]
    [InlineData("pod secret-missing", "Failed", "CHB501", "FixConfig", "Secret db-credentials")]
    [InlineData("pod runs-as-root", "Failed", "CHB503", "FixConfig", "busybox:1.35", "runAsNonRoot")]
    [InlineData("pod registry-unknown", "Failed", "CHB402", "P10?", "registry.nowhere.example")]
    [InlineData("pod no-pull-secret", "Failed", "CHB403", "PrivatePull", "registry PRIVATE", "spec.imagePullSecrets: none")]
    [InlineData("pod exits-with-error", "BackOff", "CHB521", "P14?", "code 3", "FATAL: no database at orders-db:5432")]
    [InlineData("pod out-of-memory", "BackOff", "CHB522", "RaiseMemory", "40Mi", "OOMKilled")]
    [InlineData("pod liveness-kills", "Killing", "CHB523", "FixLiveness", "HTTP GET :9191/healthz", "nothing listens on the port")]
    [InlineData("pod program-missing", "Failed", "CHB504", "FixDockerfile", "program gunicorn")]
    [InlineData("pod command-not-found", "BackOff", "CHB528", "P14?", "/srv/start-server: not found")]
    [InlineData("job report", "BackoffLimitExceeded", "CHB521", "JobFailed", "code 4", "ERROR: month 13 is out of range", "pod/report-")]
    [InlineData("job over-quota", "FailedCreate", "CHB201", "RelaxQuota", "quota no-timed-pods")]
    [InlineData("pod readiness-refused", "Unhealthy", "CHB602", "FixReadiness", "TCP :9292")]
    [InlineData("pod readiness-says-no", "Unhealthy", "CHB604", "FixReadiness", "cache is cold")]
    [InlineData("pod init-fails", "BackOff", "CHB521", "P14?", "init container migrate", "code 5", "ERROR: relation orders does not exist")]
    [InlineData("pod held", "pod/held {.status.containerStatuses[0].state.terminated}", "CHB751", "Finalizer", "finalizer backup.example.org/copy")]
    [InlineData("service selects-nothing", "deployment/web {.status.readyReplicas}", "CHB801", "FixSelector", "app=wbe", "app=web")]
    [InlineData("service wrong-port", "endpointslice@kubernetes.io/service-name=wrong-port {.endpoints[0].conditions.ready}=true", "CHB805", "S4?", "port 3000", "http=8080")]
    [InlineData("service wrong-port-name", "endpointslice@kubernetes.io/service-name=wrong-port-name {.endpoints[0].conditions.ready}=true", "CHB804", "S4?", "named grpc", "http=8080")]
    [InlineData("pod static", "pod@app=static {.status.containerStatuses[0].lastState.terminated}", "CHB521", "P14?", "code 6", "ERROR: no certificate in /etc/pki", "A static pod")]
    [InlineData("pod evicted", "pod/evicted {.status.reason}=Evicted", "CHB702", "OwnStorageLimit", "emptyDir d", "3Mi")]
    [InlineData("pod too-much-memory", "FailedScheduling", "CHB102", "AddCapacity", "900Ti memory")]
    [InlineData("pod wants-gpu", "FailedScheduling", "CHB102", "AddCapacity", "1 nvidia.com/gpu")]
    [InlineData("pod wrong-zone", "FailedScheduling", "CHB104", "PlacementRule", "topology.kubernetes.io/zone=nowhere-1")]
    [InlineData("pod wants-port", "FailedScheduling", "CHB108", "PlacementRule", "host port 39871", "holds-port-")]
    [InlineData("pod claim-missing", "FailedScheduling", "CHB110", "FixClaim", "PersistentVolumeClaim ledger-archive")]
    [InlineData("pvc no-class", "FailedBinding", "CHB252", null, "1Gi")]
    [InlineData("pod map-missing", "Failed", "CHB501", "FixConfig", "ConfigMap shop-limits")]
    [InlineData("pod secret-key-missing", "Failed", "CHB502", "FixConfig", "Secret app-secret", "key pasword", "password")]
    [InlineData("pod host-path-missing", "FailedMount", "CHB308", "FixMount", "/srv/e2e-nowhere")]
    // That another pod of the namespace runs an image of the same name answers P10.
    [InlineData("pod tag-missing", "pod/right-tag {.status.containerStatuses[0].ready}=true & Failed", "CHB401", "FixImageTag", "REGISTRY/demo/web:9.9")]
    [InlineData("pod name-wrong", "Failed", "CHB401", "P10?", "REGISTRY/demo/buzybox:1.35")]
    [InlineData("pod image-name-invalid", "InspectFailed", "CHB410", "FixImageName", "Busybox:1.35")]
    [InlineData("pod never-pulled", "ErrImageNeverPull", "CHB411", "PullForbidden", "shop/local-only:1.0")]
    [InlineData("pod registry-away", "Failed", "CHB409", "RegistryAway", "127.0.0.1:9")]
    [InlineData("pod tiny-memory", "FailedCreatePodSandBox", "CHB507", "RaiseMemory", "3Mi")]
    [InlineData("pod wrong-pull-secret", "Failed", "CHB406", "PrivatePull", "PRIVATE", "wrong-registry-password")]
    [InlineData("pod does-not-stay-up", "BackOff", "CHB525", "P14?", "exit code 0", "nothing to do")]
    [InlineData("pod startup-kills", "Killing", "CHB524", "FixLiveness", "TCP :9393")]
    [InlineData("pod disk-limit", "pod/disk-limit {.status.reason}=Evicted", "CHB702", "OwnStorageLimit", "more than the 3Mi")]
    [InlineData("pod account-refused", "BackOff", "CHB530", "P14?", "list secrets", "/default")]
    [InlineData("job late", "DeadlineExceeded", "CHB705", "JobFailed", "(5s)")]
    [InlineData("deployment no-account", "deployment/no-account {.status.conditions[?(@.type==\"ReplicaFailure\")].status}=True", "CHB203", "ServiceAccountMissing", "robot")]
    [InlineData("deployment privileged @strict", "deployment/privileged {.status.conditions[?(@.type==\"ReplicaFailure\")].status}=True", "CHB202", "AdmissionPolicy", "baseline", "privileged")]
    [InlineData("deployment greedy @strict", "deployment/greedy {.status.conditions[?(@.type==\"ReplicaFailure\")].status}=True", "CHB205", "AdmissionPolicy", "small", "64Mi", "128Mi")]
    [InlineData("deployment unchecked @hooked", "deployment/unchecked {.status.conditions[?(@.type==\"ReplicaFailure\")].status}=True", "CHB204", "WebhookFails", "policy.e2e.example.org", "policy-webhook")]
    [InlineData("deployment paused", "deployment/paused {.status.observedGeneration}", "CHB207", "IntendedZero", "spec.paused")]
    [InlineData("deployment resting", "deployment/resting {.status.observedGeneration}", "CHB208", "IntendedZero", "spec.replicas: 0")]
    [InlineData("deployment stuck", "deployment/stuck {.status.conditions[?(@.type==\"Progressing\")].reason}=ProgressDeadlineExceeded", "CHB604", "WalkPod", "no index yet", "stuck-")]
    [InlineData("ingress no-service", "ingress/no-service {.metadata.name}", "CHB851", "FixBackend", "shopfront")]
    [InlineData("ingress no-port", "ingress/no-port {.metadata.name}", "CHB852", "FixBackend", "8081", "80")]
    [InlineData("service ledger", "endpointslice@kubernetes.io/service-name=ledger {.endpoints[0].conditions.ready}=true", "CHB808", "S4?", "nobody-to-ledger", "8080")]
    [InlineData("pdb web-stays", "pdb/web-stays {.status.expectedPods}=1", "CHB761", null, "minAvailable: 1")]
    [InlineData("pdb protects-nobody", "pdb/protects-nobody {.status.observedGeneration}", "CHB763", null, "app=wbe", "app=web")]
    [InlineData("hpa no-target", "FailedGetScale", "CHB221", null, "deployment/webb")]
    [InlineData("hpa no-metrics", "FailedGetExternalMetric", "CHB222", null, "queue_length", "external.metrics.k8s.io")]
    [InlineData("cronjob held-cron", "cronjob/held-cron {.metadata.name}", "CHB207", null, "spec.suspend")]
    [InlineData("cronjob never-due", "cronjob/never-due {.metadata.name}", "CHB211", null, "0 0 31 2 *")]
    [InlineData("cronjob fails", "SawCompletedJob", "CHB521", null, "ERROR: nothing to import", "its run fails-", "BackoffLimitExceeded")]
    [InlineData("cronjob busy", "JobAlreadyActive", "CHB213", null, "busy-", "Forbid")]
    [InlineData("pod deadline", "pod/deadline {.status.reason}=DeadlineExceeded", "CHB705", "EndedByCluster", "(90s)")]
    // Before a minute is over, an init container that runs is nothing to complain about: the deadline of a pod as old tells when it is.
    [InlineData("pod init-waits", "pod/deadline {.status.reason}=DeadlineExceeded", "CHB541", "InitWaits", "init container wait-for-db", "waiting for db:5432")]
    public async Task Why_names_the_cause_exactly_and_a_walk_ends_there(string target, string sign, string code, string? end, params string[] names)
    {
        StuckStates.Require(string.Join(' ', [target, .. names]));
        await ComeAboutAsync(target, sign);

        var answer = await states.Alice!.AskAsync($"why {Named(target)}");
        var walk = end is null ? "" : await states.Alice!.AskAsync($"walk {Named(target)}");

        var cause = answer.Split("\nNext\n")[0];
        Assert.Contains($" · {code} ", cause, StringComparison.Ordinal);
        Assert.All(names, name => Assert.Contains(StuckStates.Filled(name), cause, StringComparison.Ordinal));
        // Where the cluster knows everything the walk is at its end; else it stands at what only a person knows.
        if (end is not null) Assert.Contains(end.EndsWith('?') ? $" yes --at {end.TrimEnd('?')}" : $"› {end}", walk, StringComparison.Ordinal);
    }

    // For as long as the question takes: nobody else is kept from the node.
    [Theory(Timeout = Limit.OfATest)]
    [InlineData("cordon NODE", "uncordon NODE", "CHB105")]
    [InlineData("taint node NODE dedicated=e2e:NoSchedule", "taint node NODE dedicated-", "CHB103", "dedicated=e2e")]
    public async Task A_pod_for_a_node_that_takes_none_waits_and_why_names_the_node(string shut, string open, string code, params string[] names)
    {
        var node = Environment.GetEnvironmentVariable("CHATOPS_E2E_NODE");
        Assert.SkipUnless(RealCluster.Kubeconfig is not null, "CHATOPS_E2E_KUBECONFIG names no cluster.");
        Assert.SkipUnless(!string.IsNullOrEmpty(node), "CHATOPS_E2E_NODE names no node that may be shut.");
        string[] Command(string words) => [.. words.Split(' ').Select(word => word == "NODE" ? node! : word)];
        var name = $"for-{code.ToLowerInvariant()}";
        await RealCluster.KubectlAsync(Command(shut));
        try
        {
            await RealCluster.KubectlAsync("run", name, "-n", states.Namespace, "--image=busybox:1.35", $"--overrides={{\"spec\":{{\"nodeSelector\":{{\"kubernetes.io/hostname\":\"{node}\"}}}}}}");
            await RealCluster.HappenedAsync(states.Namespace, name, "FailedScheduling");
            var cause = (await states.Alice!.AskAsync($"why pod {name} -n {states.Namespace}")).Split("\nNext\n")[0];
            Assert.Contains($" · {code} ", cause, StringComparison.Ordinal);
            Assert.All([node!, .. names], word => Assert.Contains(word, cause, StringComparison.Ordinal));
            Assert.Contains("› PlacementRule", await states.Alice!.AskAsync($"walk pod {name} -n {states.Namespace}"), StringComparison.Ordinal);
        }
        finally
        {
            await RealCluster.KubectlAsync(Command(open));
        }
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task An_eviction_that_a_budget_refuses_is_named_by_the_node_that_is_drained()
    {
        Assert.SkipUnless(RealCluster.Kubeconfig is not null, "CHATOPS_E2E_KUBECONFIG names no cluster.");
        await ComeAboutAsync("pdb web-stays", "deployment/web {.status.readyReplicas} & pdb/web-stays {.status.expectedPods}=1");
        var node = await RealCluster.KubectlAsync("get", "pods", "-n", states.Namespace, "-l", "app=web", "-o", "jsonpath={.items[0].spec.nodeName}");
        try
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => RealCluster.KubectlAsync("drain", node, "--pod-selector=app=web", "--ignore-daemonsets", "--timeout=3s"));
            Assert.Contains("would violate the pod's disruption budget", refused.Message, StringComparison.Ordinal);

            var answer = await states.Alice!.AskAsync($"why node {node}");
            Assert.All([" · CHB761 ", "poddisruptionbudget/web-stays", "minAvailable: 1", "it is cordoned"], word => Assert.Contains(word, answer, StringComparison.Ordinal));
        }
        finally
        {
            await RealCluster.KubectlAsync("uncordon", node);
        }
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task A_static_pod_that_is_deleted_through_the_API_server_is_back_at_once_and_why_says_whose_it_is()
    {
        StuckStates.Require("static");
        await ComeAboutAsync("pod static", "pod@app=static {.status.containerStatuses[0].lastState.terminated}");
        var name = (await RealCluster.KubectlAsync("get", "pods", "-n", states.Namespace, "-l", "app=static", "-o", "name")).Trim();
        await RealCluster.KubectlAsync("delete", "-n", states.Namespace, name, Limit.OfAWait);
        await RealCluster.KubectlAsync("wait", "-n", states.Namespace, name, "--for=create", Limit.OfAWait);
        await RealCluster.KubectlAsync("wait", "-n", states.Namespace, name, "--for=jsonpath={.status.containerStatuses[0].lastState.terminated}", Limit.OfAWait);

        Assert.Contains("A static pod", await states.Alice!.AskAsync($"why {name.Replace('/', ' ')} -n {states.Namespace}"), StringComparison.Ordinal);
    }

    // "deployment greedy @strict": in the namespace of that guard.
    private string Named(string target) => target.Split(" @") is [var what, var guard] ? $"{what} -n {states.Namespace}-{guard}" : $"{target} -n {states.Namespace}";

    private async Task ComeAboutAsync(string target, string signs)
    {
        var ns = target.Split(" @") is [_, var guard] ? $"{states.Namespace}-{guard}" : states.Namespace;
        foreach (var sign in signs.Split(" & "))
        {
            if (sign.Split(' ') is not [var where, var field])
            {
                await RealCluster.HappenedAsync(ns, target.Split(' ')[1], sign);
                continue;
            }
            string[] which = where.Split('@') is [var kind, var label] ? [kind, "-l", label] : [where];
            await RealCluster.KubectlAsync(["wait", "-n", ns, .. which, $"--for=jsonpath={field}", Limit.OfAWait]);
        }
    }
}
