using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Clusters;

namespace ChatOpsBot.Core.Tests.Diagnosis.Walks;

/// <summary>Walks under which the cluster changes.</summary>
public sealed class ChangedClusterTests
{
    private readonly FakeCluster _shop = RecordedShop.Cluster();
    private readonly WalkRoom _room;

    public ChangedClusterTests() => _room = new WalkRoom(_shop);

    [Fact]
    public async Task A_pod_that_is_gone_ends_the_questions_and_not_the_walk()
    {
        await _room.SayAsync("walk checkout -n shop");
        _shop.Remove<Pod>("shop", "checkout-66f66c95c6-2ptm8");
        var reply = await _room.SayAsync("walk 1 yes --at P14");
        Assert.Equal(Outcome.Refused, reply.Outcome);
        var text = _room.Read(reply);
        Assert.StartsWith("checkout-66f66c95c6-2ptm8 no longer exists", text, StringComparison.Ordinal);
        Assert.Contains("[Look for its successor: walk checkout-66f66c95c6 -n shop]", text, StringComparison.Ordinal);
        Assert.Equal("P14", (await _room.WalkAsync()).Step);
    }

    [Fact]
    public async Task A_successor_of_the_same_name_is_not_taken_for_the_pod()
    {
        await _room.SayAsync("walk payments-db-0 -n shop");
        Assert.Equal("N4", (await _room.WalkAsync()).Step);
        await ReplaceAsync("payments-db-0", pod => pod with { Metadata = pod.Metadata with { Uid = "another", DeletionTimestamp = null }, Spec = pod.Spec with { NodeName = "node1" } });
        var reply = await _room.SayAsync("walk 1 yes --at N4");
        Assert.StartsWith("payments-db-0 was deleted and another object has its name now", _room.Read(reply), StringComparison.Ordinal);
        Assert.Equal("N4", (await _room.WalkAsync()).Step);
        Assert.Contains("[Check again: walk 1 recheck]", _room.Read(reply), StringComparison.Ordinal);
        await _room.SayAsync("walk 1 recheck");
        Assert.Equal("another", (await _room.WalkAsync()).Uid);
        Assert.NotEqual("N4", (await _room.WalkAsync()).Step);
    }

    [Fact]
    public async Task A_pod_that_works_again_is_said_to()
    {
        await _room.SayAsync("walk checkout -n shop");
        await HealAsync();
        var text = await _room.ReadAsync("walk 1");
        Assert.Contains("checkout-66f66c95c6-2ptm8 works now", text, StringComparison.Ordinal);
        Assert.Contains("\"walk 1 recheck\" asks the cluster again", text, StringComparison.Ordinal);
        await _room.SayAsync("walk 1 recheck");
        Assert.Equal("P20", (await _room.WalkAsync()).Step);
    }

    [Theory]
    [InlineData("walk 1")]
    [InlineData("walk 1 back")]
    [InlineData("walk 1 yes --at P14")]
    [InlineData("walk checkout -n shop")]
    public async Task At_every_step_each_answer_that_would_be_another_now_is_named_and_checking_again_comes_first(string step)
    {
        await _room.SayAsync("walk checkout -n shop");
        await HealAsync();

        var reply = await _room.SayAsync(step);

        var text = _room.Read(reply);
        Assert.Contains("- P6 Is the pod Running? was no at", text, StringComparison.Ordinal);
        var first = reply.Parts.OfType<Buttons>().Single().Items[0];
        Assert.Equal(("walk 1 recheck", ButtonWeight.Primary), (first.Command, first.Weight));
    }

    [Fact]
    public async Task An_end_under_which_the_cluster_changed_says_so()
    {
        await _room.SayAsync("walk checkout -n shop");
        await _room.SayAsync("walk 1 no --at P14");
        await HealAsync();

        var reply = await _room.SayAsync("walk 1");

        Assert.Contains("checkout-66f66c95c6-2ptm8 works now", _room.Read(reply), StringComparison.Ordinal);
        Assert.Single(reply.Parts.OfType<Buttons>().Single().Items, button => button.Command == "walk 1 recheck");
    }

    [Fact]
    public async Task A_walk_under_which_nothing_changed_speaks_of_no_change()
    {
        await _room.SayAsync("walk checkout -n shop");
        Assert.DoesNotContain("has changed since", await _room.ReadAsync("walk 1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_reports_again_is_said_to_work()
    {
        await _room.SayAsync("walk node node3");
        var node = (await _shop.GetAsync<Node>(null, "node3", TestContext.Current.CancellationToken)).Value;
        _shop.Add(node with { Status = node.Status with { Conditions = [new Condition { Type = "Ready", Status = "True" }] } });
        var text = await _room.ReadAsync("walk 1");
        Assert.Contains("node3 works now", text, StringComparison.Ordinal);
        Assert.Contains("- N1 Is the node Ready? was no at", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checking_again_says_which_answers_of_people_the_new_way_does_not_meet()
    {
        await _room.SayAsync("walk checkout -n shop");
        await _room.SayAsync("walk 1 no --at P14");
        await HealAsync();
        Assert.Contains("does not lead past P14 any more", await _room.ReadAsync("walk 1 recheck"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checking_again_keeps_what_people_said()
    {
        await _room.SayAsync("walk checkout -n shop");
        await _room.SayAsync("walk 1 yes --at P14");
        await _room.SayAsync("walk 1 recheck", "lee");
        Assert.Equal(("yes", "ann"), (await _room.WalkAsync()).Answers.Where(answer => answer.Step == "P14").Select(answer => (answer.Answer, answer.ByPerson!)).Single());
    }

    private Task HealAsync() => ReplaceAsync("checkout-66f66c95c6-2ptm8", pod => pod with
    {
        Status = pod.Status with
        {
            Conditions = [new Condition { Type = "Ready", Status = "True" }],
            ContainerStatuses = [new ContainerStatus { Name = "checkout", Ready = true, State = new ContainerState { Running = new RunningState() } }],
        },
    });

    private async Task ReplaceAsync(string name, Func<Pod, Pod> change)
    {
        var pod = (await _shop.GetAsync<Pod>("shop", name, TestContext.Current.CancellationToken)).Value;
        _shop.Add(change(pod));
    }
}
