using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Clusters;

namespace ChatOpsBot.Core.Tests.Conversations.Commands;

public sealed class ReadingCommandTests
{
    private readonly Bot _bot = new(Shop.Cluster());

    [Fact]
    public async Task Events_of_a_pod_have_warnings_first_and_leave_a_predecessors_out()
    {
        var words = await _bot.ReadAsync("events checkout");
        Assert.Contains("2m (x7) | Warning | BackOff | Back-off restarting, token=[redacted]\n30s | Normal | Pulled | pulled", words);
        Assert.DoesNotContain("OfAPredecessor", words);
    }

    [Fact]
    public async Task Events_of_a_namespace_name_their_objects() => Assert.Contains("pod/checkout-7d-a", await _bot.ReadAsync("events -n shop"));

    [Theory]
    [InlineData("events deploy/web", "deployment/web | scaled", "replicaset/web-1 | created", "pod/web-1-a | killed")]
    [InlineData("events rs/web-1", "replicaset/web-1 | created", "pod/web-1-a | killed")]
    [InlineData("events cronjob/nightly", "cronjob/nightly | made", "job/nightly-1 | began", "pod/nightly-1-x | failed")]
    [InlineData("events svc/web", "pod/web-1-a | killed", "service/web | no address")]
    [InlineData("events pod/web-1-a", "Killing | killed")]
    public async Task Events_of_a_workload_come_with_those_of_what_is_below_it(string text, params string[] rows)
    {
        var table = Assert.Single((await new Bot(Events()).SayAsync(text)).Parts.OfType<Table>());
        Assert.Equal(rows, table.Rows.Select(row => string.Join(" | ", row.Skip(row.Count - 2))));
    }

    [Fact]
    public async Task What_is_below_a_workload_and_cannot_be_read_is_said_to_be_left_out()
    {
        var words = await new Bot(Events().Fail<Pod>(new ClusterFailure.TimedOut("GET /pods", TimeSpan.FromSeconds(10)))).ReadAsync("events deploy/web");
        Assert.Contains("left out: GET /pods had no answer within 10s", words);
        Assert.Contains("replicaset/web-1 | created", words);
    }

    [Theory]
    [InlineData("yaml checkout-7d-a")]
    [InlineData("yaml deploy/checkout")]
    [InlineData("yaml secret db")]
    [InlineData("get secret db -o yaml")]
    [InlineData("describe deploy checkout -n shop")]
    [InlineData("describe secret db -n shop")]
    [InlineData("describe checkout")]
    public async Task No_credential_is_shown(string text)
    {
        var words = await _bot.ReadAsync(text);
        Assert.Equal(Outcome.Answered, (await _bot.SayAsync(text)).Outcome);
        Assert.DoesNotContain("hunter2", words);
        Assert.DoesNotContain("aHVudGVyMg", words);
    }

    [Fact]
    public async Task Describe_shows_conditions_and_events()
    {
        Assert.Contains("Ready | False |  | ContainersNotReady | containers with unready status: [app]", await _bot.ReadAsync("describe checkout"));
        Assert.Contains("BackOff", await _bot.ReadAsync("describe checkout"));
        Assert.Contains("MinimumReplicasUnavailable", await _bot.ReadAsync("describe deploy checkout"));
    }

    [Fact]
    public async Task A_bare_name_that_no_pod_has_is_looked_for_among_other_kinds() => Assert.StartsWith("Node node1", await _bot.ReadAsync("describe node1"));

    [Fact]
    public async Task Top_says_when_metrics_are_not_served() => Assert.Contains("metrics-server",
        await new Bot(Shop.Cluster().Fail<PodMetrics>(new ClusterFailure.NotServed(ResourceKinds.PodMetrics))).ReadAsync("top pods"));

    [Fact]
    public async Task Top_shows_kubectls_columns()
    {
        var bot = new Bot(Shop.Cluster().Add("""
            kind: PodMetrics
            metadata: {name: checkout-7d-a, namespace: shop}
            containers: [{name: app, usage: {cpu: 1500001n, memory: 20480Ki}}, {name: proxy, usage: {cpu: 1m, memory: 1Mi}}]
            ---
            kind: NodeMetrics
            metadata: {name: node1}
            usage: {cpu: 500m, memory: 512Mi}
            """));
        Assert.Contains("checkout-7d-a | 3m | 21Mi", await bot.ReadAsync("top pods -n shop"));
        Assert.Contains("app | 2m | 100m | - | 20Mi | 64Mi | 128Mi", await bot.ReadAsync("top checkout"));
        Assert.Contains("node1 | 500m | 25% | 512Mi | 50%", await bot.ReadAsync("top nodes"));
    }

    [Fact]
    public async Task Use_changes_what_later_commands_mean()
    {
        Assert.Contains("namespace shpo", await _bot.ReadAsync("use shpo"));
        Assert.StartsWith("3 pods in all", await _bot.ReadAsync("pods"));
        Assert.Contains("and shop", await _bot.ReadAsync("use shop"));
        Assert.StartsWith("2 pods in shop", await _bot.ReadAsync("pods"));
        Assert.StartsWith("3 pods in all", await _bot.ReadAsync("pods -A"));
        Assert.Contains("all namespaces", await _bot.ReadAsync("use -A"));
        Assert.StartsWith("3 pods in all", await _bot.ReadAsync("pods"));
    }

    [Fact]
    public async Task Status_names_the_cluster_that_cannot_be_reached()
    {
        var bot = new Bot(Shop.Cluster(), new FakeCluster { Cluster = new ClusterName("prod") }.Fail(_ => new ClusterFailure.Unreachable("https://prod:6443", "refused")));
        var words = await bot.ReadAsync("status");
        Assert.Contains("Cluster test: reachable, v1.34.4", words);
        Assert.Contains("Cluster prod: The API server https://prod:6443 cannot be reached", words);
    }

    [Theory]
    [InlineData("pods -n shop")]
    [InlineData("pod checkout -n shop")]
    [InlineData("logs checkout -n shop")]
    [InlineData("events -n shop")]
    [InlineData("yaml checkout -n shop")]
    [InlineData("describe checkout -n shop")]
    [InlineData("deployments")]
    [InlineData("explain pod")]
    public async Task A_cluster_that_fails_is_said_to_fail(string text)
    {
        var bot = new Bot(new FakeCluster().Fail(_ => new ClusterFailure.TimedOut("GET /api", TimeSpan.FromSeconds(10))));
        var reply = await bot.SayAsync(text);
        Assert.Equal(Outcome.Failed, reply.Outcome);
        Assert.Contains("GET /api had no answer within 10s", await bot.ReadAsync(text));
    }

    [Theory]
    [InlineData("nodes")]
    [InlineData("namespaces")]
    [InlineData("deploy -A")]
    [InlineData("svc -n shop -o wide")]
    public async Task Lists_answer(string text) => Assert.Equal(Outcome.Answered, (await _bot.SayAsync(text)).Outcome);

    [Theory]
    [InlineData("help")]
    [InlineData("help logs")]
    [InlineData("logs --help")]
    public async Task Help_is_made_of_the_grammar(string text) => Assert.Contains("log", await _bot.ReadAsync(text));

    private static FakeCluster Events()
    {
        var cluster = new FakeCluster().Add("""
            kind: Namespace
            metadata: {name: shop}
            ---
            kind: Deployment
            metadata: {name: web, namespace: shop, uid: d}
            spec: {selector: {matchLabels: {app: web}}}
            ---
            kind: ReplicaSet
            metadata: {name: web-1, namespace: shop, uid: r, labels: {app: web}, ownerReferences: [{kind: Deployment, name: web, uid: d, controller: true}]}
            spec: {selector: {matchLabels: {app: web}}}
            ---
            kind: Pod
            metadata: {name: web-1-a, namespace: shop, uid: p, labels: {app: web}, ownerReferences: [{kind: ReplicaSet, name: web-1, uid: r, controller: true}]}
            ---
            kind: Pod
            metadata: {name: stranger, namespace: shop, uid: s, labels: {app: stranger}}
            ---
            kind: Service
            metadata: {name: web, namespace: shop, uid: v}
            spec: {selector: {app: web}}
            ---
            kind: CronJob
            metadata: {name: nightly, namespace: shop, uid: c}
            ---
            kind: Job
            metadata: {name: nightly-1, namespace: shop, uid: j, ownerReferences: [{kind: CronJob, name: nightly, uid: c, controller: true}]}
            ---
            kind: Pod
            metadata: {name: nightly-1-x, namespace: shop, uid: x, ownerReferences: [{kind: Job, name: nightly-1, uid: j, controller: true}]}
            """);
        (string Kind, string Name, string? Uid, string Message)[] events =
        [
            ("Deployment", "web", "d", "scaled"), ("ReplicaSet", "web-1", "r", "created"), ("Pod", "web-1-a", "p", "killed"),
            ("Pod", "stranger", "s", "of a stranger"), ("Pod", "web-1-a", "before", "of a predecessor"), ("Service", "web", null, "no address"),
            ("CronJob", "nightly", "c", "made"), ("Job", "nightly-1", "j", "began"), ("Pod", "nightly-1-x", "x", "failed"),
        ];
        foreach (var (at, (kind, name, uid, message)) in events.Index())
        {
            cluster.Add(new Event
            {
                Metadata = new() { Name = $"e{at}", Namespace = "shop" },
                Type = "Normal",
                Reason = "Killing",
                Message = message,
                InvolvedObject = new() { Kind = kind, Name = name, Namespace = "shop", Uid = uid },
                LastTimestamp = Askings.Now.AddMinutes(-at),
            });
        }
        return cluster;
    }
}
