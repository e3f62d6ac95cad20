using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Remediation;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Remediation;

public sealed class DeletePodTests
{
    private const string Stuck = "deletionTimestamp: \"2030-01-02T11:50:00Z\", deletionGracePeriodSeconds: 30";

    private static string Pod(string meta = "", string spec = "nodeName: node2") =>
        $"kind: Pod\nmetadata: {{name: x, namespace: shop, uid: uid-x{(meta.Length > 0 ? ", " + meta : "")}}}\nspec: {{{spec}}}\n";

    private static async Task<ActionPlan> PlanAsync(ActionBot bot, string ask)
    {
        var reply = await bot.SayAsync("ann", ask);
        Assert.True(reply.Outcome == Outcome.Answered, bot.English.Read(reply.Title));
        return ActionPlan.Of(bot.Store.History[^1]);
    }

    private static string Lines(ActionBot bot, ActionPlan plan) => string.Join('\n', plan.Reasons.Select(bot.English.Read));

    [Fact]
    public async Task A_static_pod_is_refused_with_the_reason_and_the_path_of_its_manifest()
    {
        var bot = new ActionBot();
        foreach (var ask in new[] { "delete pod proxy-node1 -n shop", "delete pod proxy-node1 -n shop --force" })
        {
            Assert.Equal(
                "proxy-node1 is a static pod: the kubelet on node1 runs it from a manifest file, and what the API shows is a mirror. Deleting the mirror stops nothing, "
                + "and the kubelet makes it again. Remove the manifest on node1 instead: /etc/kubernetes/manifests/proxy.yaml, if the kubelet's staticPodPath is the usual one "
                + "(the API does not know the path).", await bot.ReadAsync("ann", ask));
        }
        Assert.Empty(bot.Store.History);
    }

    [Fact]
    public async Task Force_without_a_normal_delete_before_is_refused_with_a_button_for_it()
    {
        var bot = new ActionBot();
        var words = await bot.ReadAsync("ann", "delete pod checkout-abc-1 -n shop --force");
        Assert.StartsWith("checkout-abc-1 has not been deleted normally yet, and a normal delete comes first", words, StringComparison.Ordinal);
        Assert.Contains("[Delete it normally: delete pod checkout-abc-1 -n shop]", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Force_before_the_grace_period_is_over_is_refused_with_how_long_it_takes()
    {
        var bot = new ActionBot();
        bot.Cluster.Add(Pod("deletionTimestamp: \"2030-01-02T12:00:20Z\", deletionGracePeriodSeconds: 30"));
        Assert.Equal(
            "x is being deleted, and its grace period runs until 12:00:20 (in 20s). Nothing is stuck before that: ask again in 20s.",
            await bot.ReadAsync("ann", "delete pod x -n shop --force"));
    }

    [Fact]
    public async Task A_second_normal_delete_of_a_stuck_pod_is_refused_with_a_way_on()
    {
        var bot = new ActionBot();
        var words = await bot.ReadAsync("ann", "delete pod db-0 -n shop");
        Assert.StartsWith("db-0 was deleted already, and its grace period ended 11:50:00 (10m ago); it is stuck Terminating.", words, StringComparison.Ordinal);
        Assert.Contains("delete pod db-0 -n shop --force]", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Force_does_not_help_against_finalizers_and_says_so()
    {
        var bot = new ActionBot();
        bot.Cluster.Add(Pod("deletionTimestamp: \"2030-01-02T11:50:00Z\", deletionGracePeriodSeconds: 0, finalizers: [example.com/hold]"));
        Assert.StartsWith(
            "x has stopped, as far as the cluster knows, and only its finalizers keep it: example.com/hold.",
            await bot.ReadAsync("ann", "delete pod x -n shop --force"), StringComparison.Ordinal);

        bot.Cluster.Add(Pod(Stuck + ", finalizers: [example.com/hold]"));
        var plan = await PlanAsync(bot, "delete pod x -n shop --force");
        Assert.Contains("Finalizers hold the object back: example.com/hold. A delete, forced or not, does not remove them.", Lines(bot, plan), StringComparison.Ordinal);
        await bot.SayAsync("lee", "approve 1");
        await bot.RunAsync();
        Assert.Equal(
            (RequestState.Succeeded, "The API server accepted the deletion of shop/pod/x; the object stays until these finalizers are removed: example.com/hold."),
            await bot.StandingAsync());
    }

    [Theory]
    [InlineData("--grace 0", "A grace period of 0 is a force-delete. A normal delete comes first")]
    [InlineData("--grace -1", "A grace period cannot be negative.")]
    [InlineData("--force --grace 5", "--force waits for nobody, so --grace does not go with it.")]
    public async Task Contradictory_options_are_refused(string options, string start)
    {
        var bot = new ActionBot();
        Assert.StartsWith(start, await bot.ReadAsync("ann", $"delete pod checkout-abc-1 -n shop {options}"), StringComparison.Ordinal);
        Assert.Empty(bot.Api.DryRuns);
    }

    [Fact]
    public async Task A_stateful_pod_on_a_silent_node_is_critical_and_the_approver_vouches_for_the_machine()
    {
        var bot = new ActionBot();
        var plan = await PlanAsync(bot, "delete pod db-0 -n shop --force");
        Assert.Equal(RiskTier.Critical, plan.Tier);
        var reasons = Lines(bot, plan);
        Assert.Contains("belongs to the StatefulSet db, which promises at most one pod of a name", reasons, StringComparison.Ordinal);
        Assert.Contains("data-db-0. It is still attached to node2", reasons, StringComparison.Ordinal);
        Assert.Contains(
            "Nobody has heard of the node node2 since 11:43:20 (16m ago). The cluster cannot tell a machine without power from one that is cut off: the pod may still run there.",
            reasons, StringComparison.Ordinal);
        Assert.Equal(
            "By approving you say that the machine node2 is switched off or that you know the pod no longer runs there. "
            + "If it is only cut off, two pods called db-0 may write to data-db-0 at the same time and destroy the data.", bot.English.Read(plan.Confirm!));
        Assert.Contains("Bring node2 back", bot.Card(), StringComparison.Ordinal);
        Assert.Contains("kubectl delete node node2", bot.Card(), StringComparison.Ordinal);
        Assert.Contains("node.kubernetes.io/out-of-service=nodeshutdown:NoExecute", bot.Card(), StringComparison.Ordinal);
        Assert.Contains("[Confirm and approve: approve 1]", bot.Card(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node.kubernetes.io/out-of-service")]
    [InlineData("node.cloudprovider.kubernetes.io/shutdown")]
    public async Task A_node_that_is_vouched_to_be_off_needs_no_word_of_the_approver(string taint)
    {
        var bot = new ActionBot();
        bot.Cluster.Add($"kind: Node\nmetadata: {{name: node2}}\nspec: {{taints: [{{key: {taint}, effect: NoExecute}}]}}\nstatus: {{conditions: [{{type: Ready, status: Unknown}}]}}\n")
            .Add(Pod(Stuck + ", ownerReferences: [{kind: ReplicaSet, name: rs, uid: u, controller: true}]"));
        var plan = await PlanAsync(bot, "delete pod x -n shop --force");
        Assert.Null(plan.Confirm);
        Assert.Equal(RiskTier.Medium, plan.Tier);
        Assert.Contains($"The node node2 is marked as switched off (taint {taint}).", Lines(bot, plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_node_is_gone_and_a_stateful_pod_stays_critical()
    {
        var bot = new ActionBot();
        bot.Cluster.Remove<Node>(null, "node2");
        var plan = await PlanAsync(bot, "delete pod db-0 -n shop --force");
        Assert.Null(plan.Confirm);
        Assert.Equal(RiskTier.Critical, plan.Tier);
        Assert.Contains("The Node node2 was deleted; the cluster takes its pods for gone.", Lines(bot, plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_whose_kubelet_answers_is_told_apart_from_a_silent_one()
    {
        var bot = new ActionBot();
        bot.Cluster.Add(Pod(Stuck + ", ownerReferences: [{kind: ReplicaSet, name: rs, uid: u, controller: true}]", "nodeName: node1"));
        var plan = await PlanAsync(bot, "delete pod x -n shop --force");
        Assert.Equal(RiskTier.High, plan.Tier);
        Assert.Contains("The kubelet on node1 answers", Lines(bot, plan), StringComparison.Ordinal);
        Assert.NotNull(plan.Confirm);
    }

    [Fact]
    public async Task What_could_not_be_read_is_said_and_counts_as_danger()
    {
        var bot = new ActionBot();
        bot.Cluster.Fail<Node>(new ClusterFailure.Forbidden("get", ResourceKinds.Node, null, "node2", null, "no"));
        var plan = await PlanAsync(bot, "delete pod db-0 -n shop --force");
        Assert.Contains("The bot could not read the node node2: the pod may still run there.", Lines(bot, plan), StringComparison.Ordinal);
        Assert.Contains("Not read, so not considered: nodes node2", bot.Card(), StringComparison.Ordinal);
        Assert.NotNull(plan.Confirm);
    }

    [Theory]
    [InlineData("checkout-abc-1", RiskTier.Low, "The ReplicaSet checkout-abc makes another one.")]
    [InlineData("lonely", RiskTier.High, "No controller owns it: nothing makes it again.")]
    public async Task The_tier_of_a_normal_delete_comes_from_live_facts(string pod, RiskTier tier, string reason)
    {
        var bot = new ActionBot();
        var plan = await PlanAsync(bot, $"delete pod {pod} -n shop");
        Assert.Equal(tier, plan.Tier);
        Assert.Contains(reason, Lines(bot, plan), StringComparison.Ordinal);
        Assert.Null(Assert.Single(bot.Api.DryRuns).Order.GraceSeconds);
    }

    [Fact]
    public async Task The_last_ready_replica_and_a_spent_budget_raise_the_tier()
    {
        var bot = new ActionBot();
        bot.Cluster.Add("""
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: checkout, namespace: shop}
            spec: {selector: {matchLabels: {app: checkout}}}
            status: {disruptionsAllowed: 0, currentHealthy: 2, desiredHealthy: 2}
            """);
        var plan = await PlanAsync(bot, "delete pod checkout-abc-1 -n shop");
        Assert.Equal(RiskTier.High, plan.Tier);
        Assert.Contains("The PodDisruptionBudget checkout allows no disruption now (2 healthy, 2 wanted); a delete does not ask it.", Lines(bot, plan), StringComparison.Ordinal);

        bot.Cluster.Remove<Pod>("shop", "checkout-abc-2").Remove<PodDisruptionBudget>("shop", "checkout");
        plan = await PlanAsync(bot, "delete pod checkout-abc-1 -n shop --grace 5");
        Assert.Equal(RiskTier.High, plan.Tier);
        Assert.Contains("It is the only ready pod of its controller", Lines(bot, plan), StringComparison.Ordinal);
        Assert.Equal(5, bot.Api.DryRuns[^1].Order.GraceSeconds);
    }

    [Fact]
    public async Task A_normal_delete_is_carried_out_with_the_pods_grace()
    {
        var bot = new ActionBot();
        await PlanAsync(bot, "delete pod checkout-abc-1 -n shop");
        await bot.SayAsync("lee", "approve 1");
        await bot.RunAsync();
        Assert.Equal(
            (RequestState.Succeeded, "The API server accepted the deletion of shop/pod/checkout-abc-1; the kubelet has 30s to stop it."), await bot.StandingAsync());
        Assert.Null(Assert.Single(bot.Api.Deletions).Order.GraceSeconds);
    }

    [Fact]
    public async Task A_requester_without_a_cluster_user_is_refused_with_how_to_configure_one()
    {
        var bot = new ActionBot();
        bot.People.Change("ann", ann => ann with { ActsAs = null });
        Assert.Equal(
            "ann has no user in the cluster to act as. The setting People:ann:KubernetesUser names one; the cluster's RBAC then decides what it may do.",
            await bot.ReadAsync("ann", "delete pod lonely -n shop"));
        Assert.Empty(bot.Api.DryRuns);
    }

    [Fact]
    public async Task A_requester_without_the_right_in_the_cluster_is_refused_before_anything_is_asked_of_approvers()
    {
        var bot = new ActionBot();
        bot.Api.MayDelete = ["lee"];
        Assert.Equal(
            "The cluster does not let ann delete pods in shop. A Role with the verb delete on pods, bound to that user, would allow it. Its authorizer says: no RBAC policy matched",
            await bot.ReadAsync("ann", "delete pod lonely -n shop"));
        Assert.Empty(bot.Store.History);
        var question = Assert.Single(bot.Api.Questions);
        Assert.Equal(("ann", "delete", "shop", "lonely"), (question.As.User, question.Verb, question.Namespace, question.Name));
    }

    [Fact]
    public async Task A_failed_dry_run_makes_no_request()
    {
        var bot = new ActionBot();
        bot.Api.Before = _ => new ClusterFailure.Rejected(400, "BadRequest", "admission webhook denied the request");
        var reply = await bot.SayAsync("ann", "delete pod lonely -n shop");
        Assert.Equal(Outcome.Failed, reply.Outcome);
        Assert.Contains("admission webhook denied the request", bot.English.Read(reply.Title), StringComparison.Ordinal);
        Assert.Empty(bot.Store.History);
    }
}
