using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Tests.Clusters;
using ChatOpsBot.Core.Tests.Conversations;

namespace ChatOpsBot.Core.Tests.Diagnosis.Histories;

/// <summary>What `why` says of the time before trouble began.</summary>
public sealed class HistoryTests
{
    private static string Set(string name, int revision, string at, string image, string extra = "") => $$$$$$"""
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: {{{{{{name}}}}}}, namespace: shop, uid: {{{{{{name}}}}}}, creationTimestamp: "{{{{{{at}}}}}}", annotations: {deployment.kubernetes.io/revision: "{{{{{{revision}}}}}}"}, ownerReferences: [{kind: Deployment, name: web, uid: d1, controller: true}]}
        spec:
          replicas: 1
          template:
            metadata: {labels: {app: web, pod-template-hash: {{{{{{name}}}}}} }}
            spec: {containers: [{name: app, image: "{{{{{{image}}}}}}", env: [{name: TOKEN, value: "{{{{{{name}}}}}}"}]{{{{{{extra}}}}}} }]}
        """;

    // Crashes since 11:50:10; revision 2 was rolled out at 11:49.
    private static FakeCluster Shop() => new FakeCluster().Add($$$$$$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop, uid: d1, creationTimestamp: "2025-06-01T05:00:00Z"}
        spec: {replicas: 1, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: "web:2.0"}]}}}
        ---
        {{{{{{Set("web-1", 1, "2025-06-01T05:00:00Z", "web:1.0")}}}}}}
        ---
        {{{{{{Set("web-2", 2, "2025-06-01T11:49:00Z", "web:2.0", ", command: [serve, --fast]")}}}}}}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: shop, creationTimestamp: "2025-06-01T05:00:00Z", managedFields: [
          {manager: kubectl-edit, operation: Update, time: "2025-06-01T11:38:00Z", fieldsV1: {"f:data": {"f:x": {}}}},
          {manager: kubectl-create, operation: Update, time: "2025-06-01T05:00:00Z"},
          {manager: watcher, operation: Update, subresource: status, time: "2025-06-01T11:50:00Z"}]}
        ---
        apiVersion: v1
        kind: Node
        metadata: {name: node1, creationTimestamp: "2025-01-01T00:00:00Z"}
        spec: {taints: [{key: maintenance, effect: NoSchedule, timeAdded: "2025-06-01T11:18:00Z"}]}
        status: {conditions: [{type: Ready, status: "True", lastTransitionTime: "2025-06-01T11:28:00Z", reason: KubeletReady}]}
        ---
        apiVersion: v1
        kind: Event
        metadata: {name: e1, namespace: shop, creationTimestamp: "2025-06-01T11:08:00Z"}
        type: Normal
        reason: ScalingReplicaSet
        message: Scaled up replica set web-1 from 1 to 3
        lastTimestamp: "2025-06-01T11:08:00Z"
        involvedObject: {kind: Deployment, namespace: shop, name: web, uid: d1}
        ---
        apiVersion: v1
        kind: Event
        metadata: {name: e2, namespace: shop, creationTimestamp: "2025-06-01T11:49:00Z"}
        type: Normal
        reason: ScalingReplicaSet
        message: Scaled up replica set web-2 from 0 to 1
        lastTimestamp: "2025-06-01T11:49:01Z"
        involvedObject: {kind: Deployment, namespace: shop, name: web, uid: d1}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web-2-x, namespace: shop, uid: p1, labels: {app: web}, creationTimestamp: "2025-06-01T11:49:00Z", ownerReferences: [{kind: ReplicaSet, name: web-2, uid: web-2, controller: true}]}
        spec: {nodeName: node1, containers: [{name: app, image: "web:2.0", envFrom: [{configMapRef: {name: settings}}]}]}
        status:
          phase: Running
          conditions: [{type: Ready, status: "False", lastTransitionTime: "2025-06-01T11:50:10Z"}]
          containerStatuses:
          - name: app
            restartCount: 4
            state: {waiting: {reason: CrashLoopBackOff, message: back-off}}
            lastState: {terminated: {exitCode: 3, reason: Error, finishedAt: "2025-06-01T11:58:00Z"}}
        """).Log("shop", "web-2-x", "app", "fatal: no such flag --fast\n", previous: true);

    private static async Task<string> WhyAsync(FakeCluster cluster, string text = "why web-2-x -n shop") => await new Bot(cluster).ReadAsync(text);

    [Theory]
    [InlineData("First sign of it on record: 11:50:10")]
    [InlineData("11:49:00 (11m ago): revision 2 of deployment/web: spec.containers[app].image: web:1.0 → web:2.0, spec.containers[app].command set to [serve --fast], spec.containers[app].env[TOKEN].value changed")]
    [InlineData("11:38:00 (22m ago): ConfigMap settings was written (kubectl-edit)")]
    [InlineData("11:28:00 (32m ago): node node1: Ready became True (KubeletReady)")]
    [InlineData("node node1 was tainted maintenance:NoSchedule")]
    public async Task What_changed_in_the_hour_before_is_named_with_its_time(string words) => Assert.Contains(words, await WhyAsync(Shop()));

    [Fact]
    public async Task A_deployments_answer_says_it_as_well() => Assert.Contains("revision 2 of deployment/web: spec.containers[app].image: web:1.0 → web:2.0", await WhyAsync(Shop(), "why deploy/web -n shop"));

    [Fact]
    public async Task A_rollouts_own_scaling_is_no_change_and_somebodys_is()
    {
        var read = await WhyAsync(Shop().Remove<Node>(null, "node1").Remove<ConfigMap>("shop", "settings"));
        Assert.Contains("deployment/web scaled from 1 to 3", read);
        Assert.DoesNotContain("scaled from 0 to 1", read);
    }

    [Fact]
    public async Task Where_nothing_changed_the_answer_says_so()
    {
        var cluster = Shop().Remove<Node>(null, "node1").Remove<ConfigMap>("shop", "settings").Remove<ReplicaSet>("shop", "web-1").Remove<Event>("shop", "e1");
        Assert.Contains("No revision, scaling, node or referenced ConfigMap or Secret changed in the hour before", await WhyAsync(cluster));
    }

    [Fact]
    public async Task What_could_not_be_read_may_hide_a_change_and_is_named()
    {
        var cluster = Shop().Fail<ReplicaSet>(new ClusterFailure.Forbidden("list", ResourceKinds.ReplicaSet, "shop", null, null, ""));
        var read = await WhyAsync(cluster);
        Assert.Contains("Changes there could not be looked for", read);
        Assert.DoesNotContain("No revision", read);
    }

    [Fact]
    public async Task The_value_of_an_environment_variable_is_never_told()
    {
        var read = await WhyAsync(Shop());
        Assert.DoesNotContain("TOKEN].value: ", read);
        Assert.DoesNotContain("→ web-2", read);
    }

    [Fact]
    public async Task A_stateful_sets_revisions_are_those_of_its_controller()
    {
        static string Revision(int number, string at, string image) => $$$$$$"""
            apiVersion: apps/v1
            kind: ControllerRevision
            metadata: {name: db-{{{{{{number}}}}}}, namespace: shop, uid: r{{{{{{number}}}}}}, creationTimestamp: "{{{{{{at}}}}}}", ownerReferences: [{kind: StatefulSet, name: db, uid: s1, controller: true}]}
            revision: {{{{{{number}}}}}}
            data: {spec: {template: {$patch: replace, metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: "{{{{{{image}}}}}}"}]}}}}
            """;
        var cluster = new FakeCluster().Add($$$$$$"""
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db, namespace: shop, uid: s1}
            spec: {replicas: 1, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: "db:2"}]}}}
            ---
            {{{{{{Revision(1, "2025-06-01T05:00:00Z", "db:1")}}}}}}
            ---
            {{{{{{Revision(2, "2025-06-01T11:48:00Z", "db:2")}}}}}}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: db-0, namespace: shop, uid: p1, labels: {app: db}, ownerReferences: [{kind: StatefulSet, name: db, uid: s1, controller: true}]}
            spec: {containers: [{name: db, image: "db:2"}]}
            status:
              phase: Running
              conditions: [{type: Ready, status: "False", lastTransitionTime: "2025-06-01T11:49:00Z"}]
              containerStatuses: [{name: db, restartCount: 3, state: {terminated: {exitCode: 1, reason: Error}}}]
            """);
        Assert.Contains("revision 2 of statefulset/db: spec.containers[db].image: db:1 → db:2", await WhyAsync(cluster, "why db-0 -n shop"));
    }
}
