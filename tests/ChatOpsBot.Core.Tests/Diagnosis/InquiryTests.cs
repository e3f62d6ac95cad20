using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Tests.Clusters;

namespace ChatOpsBot.Core.Tests.Diagnosis;

public sealed class InquiryTests
{
    [Fact]
    public async Task A_CronJob_whose_last_run_failed_leads_to_what_its_pod_says()
    {
        var inquiry = await AskAsync("cronjob-last-run-failed");
        Assert.Equal(["CHB521", "CHB215"], inquiry.Findings.Where(finding => finding.Code != "CHB706").Select(finding => finding.Code));
        Assert.Equal("pods", inquiry.Findings[0].Subject.Kind.Plural);
    }

    [Fact]
    public async Task While_the_next_run_goes_on_the_failure_of_the_one_before_is_still_told()
    {
        var inquiry = await AskAsync("cronjob-next-run-begun");
        Assert.Equal(("CHB521", "invoices-29927276-wjr6v"), (inquiry.Findings[0].Code, inquiry.Findings[0].Subject.Name));
    }

    [Fact]
    public async Task A_Deployment_that_is_asked_about_names_the_autoscaler_that_cannot_scale_it()
    {
        var inquiry = await AskAsync("autoscaler-no-request", new(ResourceKinds.Deployment, "diag", "api"));
        var finding = Assert.Single(inquiry.Findings, finding => finding.Code == "CHB223");
        Assert.Equal("horizontalpodautoscaler/api", finding.Subject.ToString());
    }

    [Fact]
    public async Task An_autoscaler_whose_pods_are_not_ready_leads_to_the_pods()
    {
        var inquiry = await AskAsync("autoscaler-pods-unready");
        Assert.Equal("pods", inquiry.Findings[0].Subject.Kind.Plural);
        Assert.Equal("CHB227", inquiry.Findings[^1].Code);
    }

    [Fact]
    public async Task A_cordoned_node_names_the_budgets_that_keep_its_pods()
    {
        var inquiry = await AskAsync("node-drain-blocked");
        Assert.Contains(inquiry.Findings, finding => finding is { Code: "CHB761", Subject.Name: "api" });
        Assert.Contains(inquiry.Findings, finding => finding is { Code: "CHB764", Subject.Name: "front" });
        Assert.Contains(inquiry.Findings, finding => finding is { Code: "CHB904", Subject.Name: "node1" });
    }

    [Fact]
    public async Task A_stuck_rollout_leads_to_what_keeps_its_new_pods()
    {
        var inquiry = await AskAsync("rollout-stuck");
        Assert.Equal("CHB210", inquiry.Findings[^1].Code);
        Assert.NotEqual("CHB210", inquiry.Findings[0].Code);
    }

    [Theory]
    [InlineData(false, Confidence.Confirmed, "diagnosis.chb530.title")]
    [InlineData(true, Confidence.Likely, "diagnosis.chb530.granted")]
    public async Task A_refusal_in_a_log_is_asked_of_the_authorizer_where_the_bot_may_ask(bool allowed, Confidence confidence, string title)
    {
        var asked = new List<AccessQuestion>();
        var folder = Path.Combine(ScenarioTests.Folder, "crash-account-refused");
        var cluster = new RecordedCluster(YamlObjects.Read(await File.ReadAllTextAsync(Path.Combine(folder, "objects.yaml"), TestContext.Current.CancellationToken)), Path.Combine(folder, "logs"))
        {
            Authorizer = question => { asked.Add(question); return allowed; },
        };
        var inquiry = (await Inquiry.RunAsync(cluster, ScenarioTests.Target("crash-account-refused"), ScenarioTests.Now("crash-account-refused"), TestContext.Current.CancellationToken)).Value;
        Assert.Equal(confidence, inquiry.Findings[0].Confidence);
        Assert.Equal(title, Assert.IsType<Core.Texts.Text.Keyed>(inquiry.Findings[0].Title).Key);
        var question = Assert.Single(asked);
        Assert.Equal(("system:serviceaccount:diag:robot", "list", "secrets", "diag"), (question.As.User, question.Verb, question.Kind.Plural, question.Namespace));
    }

    [Fact]
    public async Task A_container_that_is_up_again_after_a_crash_and_not_ready_yet_is_explained_by_the_crash_and_not_by_its_probe()
    {
        var cluster = Rollout();
        cluster.Log("shop", "web-1", "web", "FATAL: setting CURRENCY is not a known currency\n", previous: true);
        cluster.Add(Pod("web-1", """
            containerStatuses:
            - {name: web, ready: false, started: true, restartCount: 1, state: {running: {startedAt: "2026-11-24T10:00:10Z"}},
               lastState: {terminated: {exitCode: 3, reason: Error, startedAt: "2026-11-24T09:59:58Z", finishedAt: "2026-11-24T09:59:59Z"}}}
            """));
        cluster.Add("""
            apiVersion: v1
            kind: Event
            metadata: {name: web-1.1, namespace: shop}
            involvedObject: {kind: Pod, name: web-1, namespace: shop, uid: web-1, fieldPath: "spec.containers{web}"}
            reason: Unhealthy
            type: Warning
            message: 'Readiness probe failed: Get "http://10.0.0.1:8080/": dial tcp 10.0.0.1:8080: connect: connection refused'
            lastTimestamp: "2026-11-24T10:00:12Z"
            """);

        var inquiry = (await Inquiry.RunAsync(cluster, new(ResourceKinds.Deployment, "shop", "web"), Then, TestContext.Current.CancellationToken)).Value;

        Assert.Equal("CHB521", inquiry.Findings[0].Code);
    }

    [Fact]
    public async Task A_workload_that_has_all_its_pods_is_well_while_an_old_one_takes_its_leave()
    {
        var cluster = Rollout(ready: 1);
        cluster.Add(Pod("web-1", """
            containerStatuses: [{name: web, ready: false, restartCount: 2, state: {terminated: {exitCode: 3, reason: Error}}}]
            """, leaving: true));

        var inquiry = (await Inquiry.RunAsync(cluster, new(ResourceKinds.Deployment, "shop", "web"), Then, TestContext.Current.CancellationToken)).Value;

        Assert.Equal((Verdict.Healthy, FindingCatalogue.Healthy), (inquiry.Verdict, inquiry.Findings[0].Code));
    }

    private static readonly DateTimeOffset Then = new(2026, 11, 24, 10, 0, 20, TimeSpan.Zero);

    private static FakeCluster Rollout(int ready = 0) => new FakeCluster().Add($$"""
        apiVersion: v1
        kind: Node
        metadata: {name: node1}
        status: {conditions: [{type: Ready, status: "True"}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop, uid: web}
        spec: {replicas: 1, selector: {matchLabels: {app: web} }, template: {metadata: {labels: {app: web} }, spec: {containers: [{name: web, image: web} ] } } }
        status: {replicas: 1, updatedReplicas: 1, readyReplicas: {{ready}}, availableReplicas: {{ready}}}
        ---
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: web-a, namespace: shop, uid: web-a, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: web, controller: true}]}
        spec: {replicas: 1, selector: {matchLabels: {app: web} }, template: {metadata: {labels: {app: web} }, spec: {containers: [{name: web, image: web} ] } } }
        """);

    private static string Pod(string name, string statuses, bool leaving = false) => $"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {name}
          namespace: shop
          uid: {name}
          labels: {"{app: web}"}
          creationTimestamp: "2026-11-24T09:59:57Z"
          {(leaving ? "deletionTimestamp: \"2026-11-24T10:00:25Z\"\n  deletionGracePeriodSeconds: 10" : "annotations: {}")}
          ownerReferences: {"[{apiVersion: apps/v1, kind: ReplicaSet, name: web-a, uid: web-a, controller: true}]"}
        spec:
          nodeName: node1
          restartPolicy: Always
          containers: {"[{name: web, image: web, readinessProbe: {httpGet: {port: 8080, path: /}}, ports: [{containerPort: 8080}]}]"}
        status:
          phase: Running
          conditions: {"[{type: Ready, status: \"False\"}]"}
          {statuses.Trim().Replace("\n", "\n  ", StringComparison.Ordinal)}
        """;

    private static async Task<Inquiry> AskAsync(string scenario, ResourceRef? target = null) => (await Inquiry.RunAsync(
        RecordedCluster.Of(Path.Combine(ScenarioTests.Folder, scenario)), target ?? ScenarioTests.Target(scenario), ScenarioTests.Now(scenario), TestContext.Current.CancellationToken)).Value;
}
