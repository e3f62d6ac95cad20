using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Clusters;

namespace ChatOpsBot.Core.Tests.Conversations.Commands;

public sealed class CheckDefinitionTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - name: side
                image: side:1
                resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {memory: 1Mi}}
              - name: app
                image: nginx
                resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {memory: 1Mi}}
                env: [{name: DB_PASSWORD, value: hunter22}]
        """;

    private readonly FakeWriter _api;
    private readonly Bot _bot;

    public CheckDefinitionTests()
    {
        var cluster = Shop.Cluster();
        _api = new FakeWriter(cluster, TimeProvider.System);
        _bot = new Bot(cluster) { Api = _api };
    }

    [Fact]
    public async Task A_definition_is_tried_as_the_one_who_asks_with_its_pod_and_reviewed()
    {
        _api.Warnings = ["would violate PodSecurity"];
        var words = await _bot.ReadAsync("check -n shop\n" + Deployment);
        Assert.StartsWith("deployment/web would be taken; remarks: 1\ndeployment/web in shop, from line 1\n- the API server would create it, asked as ada\n- the API server warns: would violate PodSecurity\n- line 14: Warning CHB952: the image nginx of app has no fixed tag", words);
        Assert.EndsWith("A dry run: nothing was created or changed.", words);
        Assert.Equal([("Deployment", "shop", "ada"), ("Pod", "shop", "ada")], _api.Tries.Select(tried => (tried.Object.Kind, tried.Object.Namespace, tried.As.User)));
    }

    [Fact]
    public async Task The_API_servers_causes_stand_with_their_lines()
    {
        _api.Refuse = _ => new ClusterFailure.Rejected(422, "Invalid", "no") { Causes = [new("spec.template.spec.containers[1].env[0].valueFrom", "Required value"), new("spec.strategy", "bad")] };
        var words = await _bot.ReadAsync("check\n" + Deployment);
        Assert.Contains("faults found: 1", words);
        Assert.Contains("- line 16: spec.template.spec.containers[1].env[0].valueFrom: Required value\n- line 4: spec.strategy: bad", words);
    }

    [Fact]
    public async Task An_unknown_field_stands_with_its_line()
    {
        _api.Refuse = _ => new ClusterFailure.Rejected(400, "BadRequest", "Deployment in version \"v1\" cannot be handled as a Deployment: strict decoding error: unknown field \"spec.template.spec.containers[1].imagee\"");
        Assert.Contains("- line 13: spec.template.spec.containers[1].imagee: unknown field", await _bot.ReadAsync("check\n" + Deployment));
    }

    [Fact]
    public async Task Whoever_may_not_create_it_is_told_so_with_the_rule_that_would_allow_it()
    {
        _api.Refuse = _ => new ClusterFailure.Forbidden("create", ResourceKinds.Deployment, "shop", "web", null, "User \"ada\" cannot create resource \"deployments\"");
        var words = await _bot.ReadAsync("check -n shop\n" + Deployment);
        Assert.Contains("- ada may not create deployments in shop", words);
        Assert.Contains("resources: [\"deployments\"]", words);
    }

    [Fact]
    public async Task A_pod_that_admission_refuses_is_found_though_its_workload_is_taken()
    {
        _api.Refuse = proposed => proposed.Kind == "Pod" ? new ClusterFailure.Forbidden("create", ResourceKinds.Pod, "shop", "", null, "pods is forbidden: exceeded quota: team, requested: pods=1, used: pods=2, limited: pods=2") : null;
        var words = await _bot.ReadAsync("check -n shop\n" + Deployment);
        Assert.Contains("faults found: 1", words);
        Assert.Contains("Error CHB201: the quota team allows no more pods", words);
    }

    [Fact]
    public async Task A_pod_that_the_person_may_not_create_is_not_judged()
    {
        _api.Refuse = proposed => proposed.Kind == "Pod" ? new ClusterFailure.Forbidden("create", ResourceKinds.Pod, "shop", "", null, "User \"ada\" cannot create resource \"pods\"") : null;
        var words = await _bot.ReadAsync("check -n shop\n" + Deployment);
        Assert.Contains("a pod of it was not tried:", words);
        Assert.DoesNotContain("CHB206", words);
    }

    [Fact]
    public async Task Credentials_of_the_definition_are_never_said_again()
    {
        _api.Refuse = _ => new ClusterFailure.Rejected(422, "Invalid", "x") { Causes = [new("data", "Invalid value: \"hunter22\" and \"sw0rdfish\" and c3cwcmRmaXNo")] };
        var words = await _bot.ReadAsync("check\n" + Deployment + "\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: c3cwcmRmaXNo}");
        Assert.DoesNotContain("hunter22", words);
        Assert.DoesNotContain("sw0rdfish", words);
        Assert.DoesNotContain("c3cwcmRmaXNo", words);
    }

    [Theory]
    [InlineData("check\na: b\n  c: d", "Not YAML: line 2, column ")]
    [InlineData("check\nkind: Secret\nkind: x", "Not YAML: line 2, column 1: the key kind stands twice")]
    [InlineData("check\napiVersion: v1\nkind: Pod\n---\nname: web", "What begins on line 4 is no object of Kubernetes: it needs apiVersion and kind")]
    [InlineData("check\n# a: comment", "The definition is empty")]
    public async Task What_is_no_definition_is_refused(string text, string title)
    {
        var reply = await _bot.SayAsync(text);
        Assert.Equal(Outcome.Refused, reply.Outcome);
        Assert.StartsWith(title, await _bot.ReadAsync(text));
        Assert.Empty(_api.Tries);
    }

    [Fact]
    public async Task The_lines_around_a_fault_show_no_data_of_a_Secret() =>
        Assert.DoesNotContain("c3cwcmRmaXNo", await _bot.ReadAsync("check\nkind: Secret\ndata:\n  a: c3cwcmRmaXNo\n b: c3cwcmRmaXNo"));

    [Fact]
    public async Task An_object_whose_namespace_the_definition_makes_is_not_tried_yet()
    {
        _api.Refuse = proposed => proposed.Kind == "Namespace" ? null : new ClusterFailure.NotFound(ResourceKinds.Namespace, null, "new");
        var words = await _bot.ReadAsync("check -n new\napiVersion: v1\nkind: Namespace\nmetadata: {name: new}\n---\n" + Deployment);
        Assert.Contains("- not tried: the namespace new is only made by this definition", words);
        Assert.StartsWith("namespace/new, deployment/web: not tried", words);
    }

    [Fact]
    public async Task A_person_without_a_user_of_the_cluster_gets_the_review_alone()
    {
        var bot = new Bot(Shop.Cluster()) { Api = _api, All = [Askings.Person("ada", Role.Reader) with { ActsAs = null }] };
        var words = await bot.ReadAsync("check\n" + Deployment);
        Assert.Contains("not tried: ada has no user of the cluster", words);
        Assert.Contains("CHB952", words);
        Assert.Empty(_api.Tries);
    }

    [Fact]
    public async Task A_server_that_cannot_be_asked_as_the_person_refuses_nothing()
    {
        _api.Refuse = _ => new ClusterFailure.Forbidden("impersonate", new ResourceKind("", "v1", "users", "User", false), null, "ada", null, "cannot impersonate resource \"users\"");
        var words = await _bot.ReadAsync("check\n" + Deployment);
        Assert.StartsWith("deployment/web: not tried on the API server; remarks: 1", words);
        Assert.DoesNotContain("ada may not", words);
        Assert.Contains("account may not impersonate users", words);
    }

    [Fact]
    public async Task A_value_of_a_wrong_type_is_named_with_its_line_though_nobody_could_be_asked()
    {
        var bot = new Bot(Shop.Cluster()) { All = [Askings.Person("ada", Role.Reader) with { ActsAs = null }], Api = _api };
        Assert.Contains("- line 14: template.spec.containers[1].image has a value of a wrong type", await bot.ReadAsync("check\n" + Deployment.Replace("image: nginx", "image: [nginx]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_list_is_its_objects() =>
        Assert.Contains("configmap/a in default, from line 4", await _bot.ReadAsync("check\napiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"));
}
