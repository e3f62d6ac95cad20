using System.Security.Cryptography;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.EndToEnd.Tests.Clusters;

/// <summary>Deletes and access reviews against a real API server, in a namespace of their own.</summary>
public sealed class RealClusterWritesTests : IAsyncLifetime
{
    private readonly string _ns = $"chatops-kube-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
    private RealCluster _cluster = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(RealCluster.Kubeconfig is not null, "CHATOPS_E2E_KUBECONFIG names no cluster.");
        _cluster = new RealCluster();
        await RealCluster.KubectlAsync("create", "namespace", _ns);
        // No node has this name: the pod exists and is nobody's work.
        await RealCluster.KubectlAsync(
            "run", "idle", "-n", _ns, "--image=busybox:1.35", "--overrides", """{"spec":{"nodeSelector":{"no-such-label":"x"},"automountServiceAccountToken":false}}""");
        await RealCluster.KubectlAsync("create", "role", "deleter", "-n", _ns, "--verb=delete", "--resource=pods");
        await RealCluster.KubectlAsync("create", "rolebinding", "deleter", "-n", _ns, "--role=deleter", "--group=shop-operators");
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is null) return;
        await RealCluster.KubectlAsync("delete", "namespace", _ns, "--wait=false");
        await _cluster.DisposeAsync();
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task A_person_without_rights_is_refused_by_the_API_server_in_that_persons_name()
    {
        var (pod, uid) = await PodAsync();

        var failure = (await _cluster.Writer.DeleteAsync(pod, new(uid, 0, DryRun: true), new ActAs("ada", ["nobody"]), Stop)).Failure;

        var forbidden = Assert.IsType<ClusterFailure.Forbidden>(failure);
        Assert.Equal(("delete", ResourceKinds.Pod, _ns, "idle"), (forbidden.Verb, forbidden.Kind, forbidden.Namespace, forbidden.Name));
        Assert.Contains("User \"ada\" cannot delete resource \"pods\"", forbidden.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task A_dry_run_of_a_person_with_the_right_group_changes_nothing_and_the_deletion_deletes()
    {
        var (pod, uid) = await PodAsync();
        var operators = new ActAs("zoë", ["shop-operators"]);

        Assert.Null((await _cluster.Writer.DeleteAsync(pod, new(uid, 0, DryRun: true), operators, Stop)).Failure);
        Assert.Equal(uid.Value, (await _cluster.Reader.GetAsync<Pod>(_ns, "idle", Stop)).Value.Metadata.Uid);

        var successor = await _cluster.Writer.DeleteAsync(pod, new(new("00000000-0000-0000-0000-000000000000"), 0, DryRun: false), operators, Stop);
        Assert.IsType<ClusterFailure.Conflict>(successor.Failure);

        var deleted = await _cluster.Writer.DeleteAsync(pod, new(uid, 0, DryRun: false), operators, Stop);
        Assert.Equal(uid.Value, deleted.Value.GetProperty("metadata").GetProperty("uid").GetString());
        Assert.Equal(new ClusterFailure.NotFound(ResourceKinds.Pod, _ns, "idle"), (await _cluster.Reader.GetAsync<Pod>(_ns, "idle", Stop)).Failure);
    }

    [Theory(Timeout = Limit.OfATest)]
    [InlineData("ada", "shop-operators")]
    [InlineData("ada", "nobody")]
    [InlineData("system:serviceaccount:kube-system:default", "system:masters")]
    public async Task An_access_review_says_what_kubectl_says(string user, string group)
    {
        var answer = await _cluster.Writer.CheckAccessAsync(new(new ActAs(user, [group]), "delete", ResourceKinds.Pod, _ns, "idle"), Stop);

        Assert.Equal(await CanIAsync("delete", "pods/idle", "-n", _ns, "--as", user, "--as-group", group), answer.Value.Allowed);
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task What_everybody_may_is_allowed_to_a_user_without_groups()
    {
        var kind = new ResourceKind("authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview", false);

        var answer = await _cluster.Writer.CheckAccessAsync(new(new ActAs("ada", []), "create", kind, null, null), Stop);

        Assert.True(answer.Value.Allowed);
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task The_bots_own_rights_are_asked_about()
    {
        var answer = await _cluster.Writer.CheckAccessAsync(new(ActAs.Bot, "delete", ResourceKinds.Pod, _ns, null), Stop);

        Assert.Equal(await CanIAsync("delete", "pods", "-n", _ns), answer.Value.Allowed);
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task What_the_cluster_does_not_serve_and_what_is_not_there_are_told_apart()
    {
        var unknown = new ResourceKind("example.org", "v1", "widgets", "Widget", true);

        Assert.Equal(new ClusterFailure.NotServed(unknown), (await _cluster.Reader.GetRawAsync(new(unknown, _ns, "x"), Stop)).Failure);
        Assert.Equal(new ClusterFailure.NotFound(ResourceKinds.Pod, _ns, "x"), (await _cluster.Reader.GetRawAsync(new(ResourceKinds.Pod, _ns, "x"), Stop)).Failure);
        Assert.IsType<ClusterFailure.NotServed>((await _cluster.Reader.GetOpenApiAsync("example.org/v1", Stop)).Failure);
        Assert.Empty((await _cluster.Reader.ListAsync<Pod>(new("no-such-namespace"), Stop)).Value);
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task The_log_of_a_pod_that_never_started_is_refused_in_the_servers_words()
    {
        Assert.Equal(
            new ClusterFailure.NotFound(ResourceKinds.Pod, _ns, "x"), (await _cluster.Reader.ReadLogAsync(new(_ns, "x", null), Stop)).Failure);
        var rejected = Assert.IsType<ClusterFailure.Rejected>((await _cluster.Reader.ReadLogAsync(new(_ns, "idle", "no-such-container"), Stop)).Failure);
        Assert.Contains("no-such-container", rejected.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task The_documentation_of_the_fields_is_read()
    {
        var document = await _cluster.Reader.GetOpenApiAsync("apps/v1", Stop);

        Assert.True(document.Value.GetProperty("components").GetProperty("schemas").TryGetProperty("io.k8s.api.apps.v1.Deployment", out _));
    }

    private async Task<(ResourceRef, ObjectUid)> PodAsync()
    {
        var pod = await _cluster.Reader.GetAsync<Pod>(_ns, "idle", Stop);
        return (new(ResourceKinds.Pod, _ns, "idle"), new(pod.Value.Metadata.Uid));
    }

    private static async Task<bool> CanIAsync(params string[] question)
    {
        try
        {
            return (await RealCluster.KubectlAsync(["auth", "can-i", .. question])).Trim() == "yes";
        }
        catch (InvalidOperationException)
        {
            return false; // "no" ends with exit code 1.
        }
    }
}
