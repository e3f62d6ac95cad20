using Xunit.v3;

namespace ChatOpsBot.EndToEnd.Tests.Clusters.StuckStates;

/// <summary>`ask "why X"` against each stuck state that really came about: the finding's code, and the exact name in title or evidence.</summary>
// In the order of the rows: the states that take longest come last, and come about meanwhile.
[Collection("the cluster")]
[TestCaseOrderer(typeof(UnorderedTestCaseOrderer))]
public sealed class StuckStateTests(StuckStates states) : IClassFixture<StuckStates>
{
    // Which event tells that the state has come about, or which field of which object.
    [Theory]
    [InlineData("pod no-such-node", "FailedScheduling", "CHB104", "disk=nvme")]
    [InlineData("pod too-large", "FailedScheduling", "CHB102", "400 cpu")]
    [InlineData("pod unbound-claim", "FailedScheduling", "CHB111", "claim ledger-data", "StorageClass fast-ssd")]
    [InlineData("pvc ledger-data", "ProvisioningFailed", "CHB251", "StorageClass fast-ssd")]
    [InlineData("pod volume-map-missing", "FailedMount", "CHB301", "ConfigMap shop-settings")]
    [InlineData("pod volume-secret-missing", "FailedMount", "CHB301", "Secret shop-tls")]
    [InlineData("pod volume-key-missing", "FailedMount", "CHB302", "ConfigMap app-config", "key settings.yaml", "LOG_LEVEL")]
    [InlineData("pod key-missing", "Failed", "CHB502", "ConfigMap app-config", "key LOG_LEVL", "LOG_LEVEL")]
    [InlineData("pod secret-missing", "Failed", "CHB501", "Secret db-credentials")]
    [InlineData("pod runs-as-root", "Failed", "CHB503", "busybox:1.35", "runAsNonRoot")]
    [InlineData("pod tag-missing", "Failed", "CHB401", "REGISTRY/demo/busybox:9.9")]
    [InlineData("pod registry-unknown", "Failed", "CHB402", "registry.nowhere.example")]
    [InlineData("pod no-pull-secret", "Failed", "CHB403", "registry PRIVATE", "spec.imagePullSecrets: none")]
    [InlineData("pod exits-with-error", "BackOff", "CHB521", "code 3", "FATAL: no database at orders-db:5432")]
    [InlineData("pod out-of-memory", "BackOff", "CHB522", "40Mi", "OOMKilled")]
    [InlineData("pod liveness-kills", "Killing", "CHB523", "HTTP GET :9191/healthz", "nothing listens on the port")]
    [InlineData("pod program-missing", "Failed", "CHB504", "program gunicorn")]
    [InlineData("pod command-not-found", "BackOff", "CHB528", "/srv/start-server: not found")]
    [InlineData("job report", "BackoffLimitExceeded", "CHB521", "code 4", "ERROR: month 13 is out of range", "pod/report-")]
    [InlineData("job over-quota", "FailedCreate", "CHB201", "quota no-timed-pods")]
    [InlineData("pod readiness-refused", "Unhealthy", "CHB602", "TCP :9292")]
    [InlineData("pod readiness-says-no", "Unhealthy", "CHB604", "cache is cold")]
    [InlineData("pod init-fails", "BackOff", "CHB521", "init container migrate", "code 5", "ERROR: relation orders does not exist")]
    [InlineData("pod held", "pod/held {.status.containerStatuses[0].state.terminated}", "CHB751", "finalizer backup.example.org/copy")]
    [InlineData("service selects-nothing", "deployment/web {.status.readyReplicas}", "CHB801", "app=wbe", "app=web")]
    [InlineData("service wrong-port", "endpointslice@kubernetes.io/service-name=wrong-port {.endpoints[0].conditions.ready}=true", "CHB805", "port 3000", "http=8080")]
    [InlineData("service wrong-port-name", "endpointslice@kubernetes.io/service-name=wrong-port-name {.endpoints[0].conditions.ready}=true", "CHB804", "named grpc", "http=8080")]
    [InlineData("pod static", "pod@app=static {.status.containerStatuses[0].lastState.terminated}", "CHB521", "code 6", "ERROR: no certificate in /etc/pki", "A static pod")]
    [InlineData("pod evicted", "pod/evicted {.status.reason}=Evicted", "CHB702", "emptyDir d", "3Mi")]
    [InlineData("pod deadline", "pod/deadline {.status.reason}=DeadlineExceeded", "CHB705", "70")]
    // Before a minute is over, an init container that runs is nothing to complain about: the deadline of a pod as old tells when it is.
    [InlineData("pod init-waits", "pod/deadline {.status.reason}=DeadlineExceeded", "CHB541", "init container wait-for-db", "waiting for db:5432")]
    public async Task Why_names_the_cause_exactly(string target, string sign, string code, params string[] names)
    {
        StuckStates.Require(string.Join(' ', [target, .. names]));
        await ComeAboutAsync(target, sign);

        using var people = new TerminalPeople();
        var answer = await people.AskAsync($"why {target} -n {states.Namespace}", "alice");

        var cause = answer.Split("\nNext\n")[0];
        Assert.Contains($" · {code} ", cause, StringComparison.Ordinal);
        Assert.All(names, name => Assert.Contains(StuckStates.Filled(name), cause, StringComparison.Ordinal));
    }

    private async Task ComeAboutAsync(string target, string sign)
    {
        if (sign.Split(' ') is [var where, var field])
        {
            string[] which = where.Split('@') is [var kind, var label] ? [kind, "-l", label] : [where];
            await RealCluster.KubectlAsync(["wait", "-n", states.Namespace, .. which, $"--for=jsonpath={field}", "--timeout=150s"]);
            return;
        }
        await RealCluster.HappenedAsync(states.Namespace, target.Split(' ')[1], sign);
    }
}
