using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Tests.Clusters;
using ChatOpsBot.Core.Tests.Diagnosis.Walks;

namespace ChatOpsBot.Core.Tests.Diagnosis.Tree;

/// <summary>The questions P20, S4 and I3, which the bot answers by trying.</summary>
public sealed class PortQuestionTests
{
    private const string Controller = """
        kind: Pod
        metadata: {name: ingress-nginx-controller-1, namespace: ingress-nginx, labels: {app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller}}
        spec: {containers: [{name: controller, ports: [{name: https, containerPort: 443}, {name: http, containerPort: 80}]}]}
        status: {conditions: [{type: Ready, status: "True"}]}
        """;

    private static readonly PortAnswer Ok = new PortAnswer.Http("HTTP/1.1 200 OK", 200);
    private readonly FakeCluster _shop = RecordedShop.Cluster();
    private readonly List<PodPort> _tried = [];
    private readonly WalkRoom _room;

    public PortQuestionTests() => _room = new WalkRoom(_shop);

    [Fact]
    public async Task An_app_that_answers_is_reached_at_its_pod_and_through_its_Service()
    {
        Answers(_ => Ok);
        var text = await _room.ReadAsync("walk web -n shop");
        Assert.Contains("P20 Through a port-forward to the pod, can you reach the app? yes (bot)", text, StringComparison.Ordinal);
        Assert.Contains("S4 Through a port-forward to the Service, can you reach the app? yes (bot)", text, StringComparison.Ordinal);
        Assert.Contains("No ready pod of the Ingress controller k8s.io/ingress-nginx was found by its labels", text, StringComparison.Ordinal);
        Assert.Equal("I3", (await _room.WalkAsync()).Step);
        Assert.Equal(8080, Assert.Single(_tried.Distinct()).Port);
        Assert.Contains("through the API server's port-forward; GET `/` was answered: `HTTP/1.1 200 OK`", await _room.ReadAsync("walk 1 summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_answers_with_an_error_is_reached_and_its_status_is_told()
    {
        Answers(_ => new PortAnswer.Http("HTTP/1.1 500 Internal Server Error", 500));
        await _room.SayAsync("walk web -n shop");
        Assert.Contains("was answered: `HTTP/1.1 500 Internal Server Error`", await _room.ReadAsync("walk 1 summary"), StringComparison.Ordinal);
        Assert.Equal("I3", (await _room.WalkAsync()).Step);
    }

    [Fact]
    public async Task What_is_refused_at_localhost_is_not_listened_on_at_any_address()
    {
        Answers(_ => new PortAnswer.Refused());
        var text = await _room.ReadAsync("walk web -n shop");
        Assert.Contains("› P20 › P21 › ListenEverywhere", text, StringComparison.Ordinal);
        Assert.Contains("refuses the connection inside the pod", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_try_asks_a_person_and_says_why()
    {
        Answers(port => new PortAnswer.Failed(new ClusterFailure.Forbidden("get", ResourceKinds.Pod, port.Namespace, port.Pod, "portforward", "no")));
        var text = await _room.ReadAsync("walk web -n shop");
        Assert.Contains("P20 Through a port-forward to the pod", text, StringComparison.Ordinal);
        Assert.Contains("The bot could not try it.", text, StringComparison.Ordinal);
        Assert.Contains("pods/portforward", text, StringComparison.Ordinal);
        Assert.Contains("[Yes: walk 1 yes --at P20]", text, StringComparison.Ordinal);
        Assert.Contains("The bot could not try it.", await _room.ReadAsync("walk 1", "bo"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_is_not_permitted_a_person_is_asked_without_a_word_of_it()
    {
        var text = await _room.ReadAsync("walk web -n shop");
        Assert.Contains("kubectl port-forward pod/web-", text, StringComparison.Ordinal);
        Assert.DoesNotContain("The bot could not", text, StringComparison.Ordinal);
        Assert.Contains("the cluster's setting PortForward", await _room.ReadAsync("walk 1 why"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_says_nothing_is_a_persons_to_judge()
    {
        Answers(_ => new PortAnswer.Silent(TimeSpan.FromSeconds(3)));
        Assert.Contains("gave no answer to GET / within 3s", await _room.ReadAsync("walk web -n shop"), StringComparison.Ordinal);
        Assert.Equal("P20", (await _room.WalkAsync()).Step);
    }

    [Fact]
    public async Task A_person_overrules_what_the_bot_tried()
    {
        Answers(_ => Ok);
        await _room.SayAsync("walk web -n shop");
        await _room.SayAsync("walk 1 overrule --at P20");
        var walk = await _room.WalkAsync();
        Assert.Equal(("P20", "no", true), walk.Answers.Where(answer => answer.ByPerson == "ann").Select(answer => (answer.Step, answer.Answer, answer.Overruled)).Single());
        Assert.Equal("P21", walk.Step);
    }

    [Fact]
    public async Task A_person_who_answers_otherwise_than_the_bot_after_going_back_overrules_it()
    {
        Answers(_ => Ok);
        await _room.SayAsync("walk service web -n shop");
        while ((await _room.WalkAsync()).Step != "S4") await _room.SayAsync("walk 1 back");
        await _room.SayAsync("walk 1 no --at S4");
        Assert.True((await _room.WalkAsync()).Answers.Single(answer => answer.Step == "S4").Overruled);
    }

    [Fact]
    public async Task A_Service_whose_pods_refuse_its_targetPort_is_not_kube_proxys_fault()
    {
        Answers(_ => new PortAnswer.Refused());
        Assert.Contains("S1 › S4 › S5 › S8 › ListenEverywhere", await _room.ReadAsync("walk service web -n shop"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "I4")]
    [InlineData(500, "I4")]
    [InlineData(302, "I4")]
    [InlineData(404, "I3")]
    [InlineData(503, "I3")]
    public async Task The_Ingress_controllers_pod_is_asked_for_the_first_rules_host(int status, string step)
    {
        _shop.Add(Controller);
        Answers(port => port.Port == 80 ? new PortAnswer.Http($"HTTP/1.1 {status} X", status) : Ok);
        await _room.SayAsync("walk web -n shop");
        Assert.Contains(new PodPort("ingress-nginx", "ingress-nginx-controller-1", 80, "shop.example"), _tried);
        Assert.Equal(step, (await _room.WalkAsync()).Step);
    }

    [Fact]
    public async Task Ports_that_differ_are_a_persons_to_weigh()
    {
        _shop.Add(Pod("ports: [{containerPort: 8080}, {containerPort: 9090}, {containerPort: 53, protocol: UDP}]"));
        Answers(port => port.Port == 8080 ? Ok : new PortAnswer.Refused());
        await _room.SayAsync("walk pod bare -n shop");
        Assert.Equal("P20", (await _room.WalkAsync()).Step);
        Assert.Equal([8080, 9090], _tried.Select(port => port.Port).Distinct());
    }

    [Fact]
    public async Task A_pod_that_declares_no_port_is_tried_at_those_of_its_probes_and_of_no_other_is_nothing_tried()
    {
        _shop.Add(Pod("readinessProbe: {httpGet: {path: /ready, port: 8081}}"));
        Answers(_ => Ok);
        await _room.SayAsync("walk pod bare -n shop");
        Assert.Equal(8081, Assert.Single(_tried.Distinct()).Port);

        _tried.Clear();
        _shop.Add(Pod("image: busybox").Replace("bare", "unknown", StringComparison.Ordinal));
        await _room.SayAsync("walk pod unknown -n shop");
        Assert.Empty(_tried);
        Assert.Equal("P20", (await _room.WalkAsync(2)).Step);
    }

    private void Answers(Func<PodPort, PortAnswer> answer) => _shop.Ports = port =>
    {
        _tried.Add(port);
        return answer(port);
    };

    private static string Pod(string field) => $$"""
        kind: Pod
        metadata: {name: bare, namespace: shop, uid: bare-1, creationTimestamp: "2026-11-24T15:00:00Z"}
        spec: {nodeName: node1, containers: [{name: app, {{field}} }]}
        status:
          phase: Running
          conditions: [{type: PodScheduled, status: "True"}, {type: Ready, status: "True"}]
          containerStatuses: [{name: app, ready: true, started: true, restartCount: 0, state: {running: {startedAt: "2026-11-24T15:00:00Z"} } }]
        """;
}
