using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis.Reviews;

namespace ChatOpsBot.EndToEnd.Tests.Clusters;

/// <summary>Definitions tried on a real API server and reviewed, in a namespace of their own.</summary>
public sealed class RealClusterDryRunTests : IAsyncLifetime
{
    private static readonly ActAs Operator = new("zoë", ["shop-operators"]);
    private readonly string _ns = $"chatops-check-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
    private RealCluster _cluster = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(RealCluster.Kubeconfig is not null, "CHATOPS_E2E_KUBECONFIG names no cluster.");
        _cluster = new RealCluster();
        await RealCluster.KubectlAsync("create", "namespace", _ns);
        await RealCluster.KubectlAsync("create", "rolebinding", "operators", "-n", _ns, "--clusterrole=edit", "--group=shop-operators");
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is null) return;
        await RealCluster.KubectlAsync("delete", "namespace", _ns, "--wait=false");
        await _cluster.DisposeAsync();
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task A_sound_deployment_and_its_pod_are_taken_and_nothing_is_there_afterwards()
    {
        var web = Deployment();
        Assert.False((await _cluster.Writer.TryAsync(web, Operator, Stop)).Value.Exists);
        Assert.Null((await _cluster.Writer.TryAsync(Proposal.Read(web).PodToTry()!, Operator, Stop)).Failure);
        Assert.Empty((await _cluster.Reader.ListAsync<Deployment>(new ListScope(_ns), Stop)).Value);
        Assert.Empty((await _cluster.Reader.ListAsync<Pod>(new ListScope(_ns), Stop)).Value);
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task What_exists_is_tried_as_a_change_and_stays_as_it_is()
    {
        await RealCluster.KubectlAsync("create", "deployment", "web", "-n", _ns, "--image=nginx:1.27", "--replicas=0");
        await RealCluster.KubectlAsync("run", "bare", "-n", _ns, "--image=busybox:1.35", "--overrides", """{"spec":{"nodeSelector":{"no-such-label":"x"}}}""");
        Assert.True((await _cluster.Writer.TryAsync(Deployment(), Operator, Stop)).Value.Exists);
        Assert.Equal(0, (await _cluster.Reader.GetAsync<Deployment>(_ns, "web", Stop)).Value.Spec.Replicas);

        var selector = Deployment();
        selector.Body["spec"]!["selector"]!["matchLabels"]!["app"] = "other";
        selector.Body["spec"]!["template"]!["metadata"]!["labels"]!["app"] = "other";
        Assert.Contains(Assert.IsType<ClusterFailure.Rejected>((await _cluster.Writer.TryAsync(selector, Operator, Stop)).Failure).Causes, cause => cause.Field == "spec.selector");

        // A running pod as it was written: what admission added to its lists is no change.
        var bare = Object("v1", "Pod", "bare", """{"containers":[{"name":"bare","image":"busybox:1.36"}],"nodeSelector":{"no-such-label":"x"}}""");
        Assert.True((await _cluster.Writer.TryAsync(bare, Operator, Stop)).Value.Exists);
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task Unknown_fields_missing_fields_kinds_and_rights_are_refused_by_name()
    {
        var misspelt = Deployment();
        misspelt.Body["spec"]!["template"]!["spec"]!["containers"]![0]!["imagee"] = "x";
        Assert.Contains("unknown field \"spec.template.spec.containers[0].imagee\"", Assert.IsType<ClusterFailure.Rejected>((await _cluster.Writer.TryAsync(misspelt, Operator, Stop)).Failure).Message);

        var bad = Deployment();
        bad.Body["spec"]!["template"]!["spec"]!["restartPolicy"] = "Never";
        Assert.Contains(Assert.IsType<ClusterFailure.Rejected>((await _cluster.Writer.TryAsync(bad, Operator, Stop)).Failure).Causes, cause => cause.Field == "spec.template.spec.restartPolicy");

        Assert.IsType<ClusterFailure.NotServed>((await _cluster.Writer.TryAsync(Object("apps/v1", "Widget", "a", "{}"), Operator, Stop)).Failure);
        Assert.Equal("create", Assert.IsType<ClusterFailure.Forbidden>((await _cluster.Writer.TryAsync(Deployment(), new ActAs("nobody", []), Stop)).Failure).Verb);
        var elsewhere = Deployment() with { Namespace = "no-such-namespace" };
        elsewhere.Body["metadata"]!.AsObject().Remove("namespace");
        Assert.Equal(ResourceKinds.Namespace, Assert.IsType<ClusterFailure.NotFound>((await _cluster.Writer.TryAsync(elsewhere, ActAs.Bot, Stop)).Failure).Kind);
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task What_admission_says_of_its_pod_is_a_finding()
    {
        await RealCluster.KubectlAsync("create", "quota", "team", "-n", _ns, "--hard=pods=0");
        Assert.Contains("CHB201", await FoundAsync(Deployment()));
        await RealCluster.KubectlAsync("delete", "quota", "team", "-n", _ns);

        var account = Deployment();
        account.Body["spec"]!["template"]!["spec"]!["serviceAccountName"] = "lost";
        Assert.Contains("CHB203", await FoundAsync(account));

        await RealCluster.KubectlAsync("label", "namespace", _ns, "pod-security.kubernetes.io/enforce=restricted", "pod-security.kubernetes.io/warn=restricted");
        Assert.Contains("CHB202", await FoundAsync(Deployment()));
        Assert.Contains((await _cluster.Writer.TryAsync(Deployment(), Operator, Stop)).Value.Warnings, warning => warning.Contains("would violate PodSecurity", StringComparison.Ordinal));
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task A_reviewer_finds_what_the_cluster_lacks()
    {
        var faulty = Deployment();
        var pod = faulty.Body["spec"]!["template"]!["spec"]!;
        pod["nodeSelector"] = new JsonObject { ["no-such-label"] = "x" };
        pod["containers"]![0]!["envFrom"] = new JsonArray(new JsonObject { ["secretRef"] = new JsonObject { ["name"] = "lost" } });
        var found = await FoundAsync(faulty);
        Assert.Contains("CHB104", found);
        Assert.Contains("CHB501", found);
        Assert.DoesNotContain("CHB104", await FoundAsync(Deployment()));
    }

    private async Task<List<string>> FoundAsync(ProposedObject proposed)
    {
        var proposal = Proposal.Read(proposed);
        var refused = (await _cluster.Writer.TryAsync(proposal.PodToTry()!, Operator, Stop)).Failure as ClusterFailure.Forbidden;
        return [.. (await new ProposalReview(_cluster.Reader, [proposal], TimeProvider.System.GetUtcNow(), Stop).FindAsync(proposal, refused?.Message)).Select(finding => finding.Code)];
    }

    private ProposedObject Deployment() => Object("apps/v1", "Deployment", "web",
        """{"replicas":1,"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"nginx","image":"nginx:1.27"}]}}}""");

    private ProposedObject Object(string version, string kind, string name, string spec) => new(version, kind, _ns, name, new JsonObject
    {
        ["apiVersion"] = version,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = _ns },
        ["spec"] = JsonNode.Parse(spec),
    });
}
