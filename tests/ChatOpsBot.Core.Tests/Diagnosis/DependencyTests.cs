using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Tests.Clusters;
using ChatOpsBot.Core.Tests.Conversations;

namespace ChatOpsBot.Core.Tests.Diagnosis;

/// <summary>A program crashes because another does not answer: the answer goes on to that one.</summary>
public sealed class DependencyTests
{
    private static string Client(string name) => $$$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{{{name}}}}, namespace: shop, uid: {{{{name}}}} }
        spec: {nodeName: node1, containers: [{name: app, image: app}]}
        status: {phase: Running, containerStatuses: [{name: app, restartCount: 4, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1, reason: Error}}}]}
        """;

    private const string Node = """
        apiVersion: v1
        kind: Node
        metadata: {name: node1}
        status: {conditions: [{type: Ready, status: "True"}]}
        """;

    private const string Service = """
        apiVersion: v1
        kind: Service
        metadata: {name: db, namespace: shop, uid: svc}
        spec: {selector: {app: db}, ports: [{port: 5432}]}
        """;

    private static string Database(string status) => $$$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: db-0, namespace: shop, uid: db, labels: {app: db}}
        spec: {nodeName: node1, containers: [{name: db, image: "db:1", resources: {limits: {memory: 64Mi}}}]}
        status: {{{{status}}}}
        """;

    private const string Killed = "{phase: Running, conditions: [{type: Ready, status: 'False'}], containerStatuses: [{name: db, restartCount: 3, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 137, reason: OOMKilled}}}]}";
    private const string Ready = "{phase: Running, conditions: [{type: Ready, status: 'True'}], containerStatuses: [{name: db, ready: true, state: {running: {}}}]}";

    private static FakeCluster Cluster(string line, params string[] more)
    {
        var cluster = new FakeCluster().Add(Node);
        foreach (var yaml in more.Append(Client("api-1"))) cluster.Add(yaml);
        return cluster.Log("shop", "api-1", "app", $"starting\n{line}\n", previous: true);
    }

    private static Task<string> AskAsync(FakeCluster cluster, string text = "why api-1 -n shop") => new Bot(cluster).ReadAsync(text);

    [Fact]
    public async Task A_service_that_does_not_exist_is_named()
    {
        var read = await AskAsync(Cluster("FATAL: db.shop.svc:5432: connection refused"));
        Assert.Contains("service shop/db: absent", read);
        Assert.Contains("The Service shop/db does not exist: create it", read);
    }

    [Fact]
    public async Task The_pod_that_does_not_answer_is_the_cause_and_the_client_its_victim()
    {
        var read = await AskAsync(Cluster("FATAL: dial tcp db:5432: connection refused", Service, Database(Killed)));
        Assert.StartsWith("shop pod/api-1: db needs more memory than its limit of 64Mi", read);
        Assert.Contains("(pod/db-0)", read);
        Assert.Contains("app exits with code 1", read);
    }

    [Fact]
    public async Task In_a_namespace_victims_stand_under_their_origin()
    {
        var cluster = Cluster("FATAL: dial tcp db:5432: connection refused", Service, Database(Killed), Client("api-2"))
            .Log("shop", "api-2", "app", "FATAL: dial tcp db:5432: connection refused\n", previous: true);
        var read = await AskAsync(cluster, "why -n shop");
        Assert.Contains("causes of trouble: 1;", read);
        Assert.Contains("· db-0, api-2, api-1: db needs more memory", read);
    }

    [Fact]
    public async Task A_service_that_has_ready_pods_is_evidence_and_no_cause()
    {
        var read = await AskAsync(Cluster("FATAL: dial tcp db:5432: connection refused", Service, Database(Ready)));
        Assert.Contains("service shop/db: 1 of 1 pods ready", read);
        Assert.Contains("Correct what the log names", read);
    }

    [Theory]
    [InlineData("ERROR at main:42: no such key")]
    [InlineData("ERROR: https://example.com:443 refused")]
    [InlineData("ERROR: 10.0.0.1:5432 refused")]
    public async Task What_may_be_no_service_is_not_called_one(string line) => Assert.DoesNotContain("does not exist", await AskAsync(Cluster(line)));

    [Theory]
    [InlineData("dial tcp db:5432: refused", "shop/db")]
    [InlineData("postgres://user@db.data.svc.cluster.local:5432/x", "data/db")]
    [InlineData("lookup cache.data.svc on 10.96.0.10:53: no such host", "data/cache")]
    [InlineData("https://example.com:443 refused", null)]
    [InlineData(null, null)]
    public void A_service_is_found_in_a_line_as_programs_write_it(string? line, string? service) =>
        Assert.Equal(service, LoggedService.In(line, "shop") is { } found ? $"{found.Namespace}/{found.Name}" : null);

    [Fact]
    public async Task Two_programs_that_wait_for_each_other_end_no_answer()
    {
        var cluster = new FakeCluster().Add(Node).Add(Service).Add("""
            apiVersion: v1
            kind: Pod
            metadata: {name: db-0, namespace: shop, uid: db, labels: {app: db}}
            spec: {nodeName: node1, containers: [{name: db, image: "db:1"}]}
            status: {phase: Running, containerStatuses: [{name: db, restartCount: 3, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1, reason: Error}}}]}
            """).Log("shop", "db-0", "db", "FATAL: dial tcp db:5432: connection refused\n", previous: true);
        Assert.Contains("db exits with code 1", await AskAsync(cluster, "why db-0 -n shop"));
        Assert.Contains("db exits with code 1", await AskAsync(cluster, "why -n shop"));
    }
}
