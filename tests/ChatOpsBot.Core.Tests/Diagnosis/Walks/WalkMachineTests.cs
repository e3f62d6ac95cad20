using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Diagnosis.Walks;
using CsCheck;

namespace ChatOpsBot.Core.Tests.Diagnosis.Walks;

public sealed class WalkMachineTests
{
    private static readonly Gen<string> Start = Gen.Int[0, DecisionTree.Starts.Count - 1].Select(index => DecisionTree.Starts[index]);

    private static readonly Gen<WalkTrigger> Trigger = Gen.Frequency(
        (4, Gen.Const(WalkTrigger.Yes)), (4, Gen.Const(WalkTrigger.No)), (2, Gen.Const(WalkTrigger.Back)), (2, Gen.Const(WalkTrigger.Skip)), (2, Gen.Const(WalkTrigger.Overrule)));

    // What the cluster would say: the same question always gets the same answer, and some get none.
    private static readonly Gen<int> World = Gen.Int[0, int.MaxValue];

    [Fact]
    public void Whatever_people_press_a_walk_asks_or_ends_and_its_path_fits_the_tree() =>
        Gen.Select(Start, World, Trigger.Array[0, 40]).Sample((start, world, triggers) =>
        {
            var walk = Advance(At(start), world).Result;
            foreach (var trigger in triggers)
            {
                walk = Press(walk, trigger, world);
                Assert.Equal(DecisionTree.Ends.ContainsKey(walk.Step), walk.Ended);
                Assert.True(walk.Ended || DecisionTree.Questions.ContainsKey(walk.Step));
                Assert.Equal(walk.Step, Replay(start, walk.Answers));
            }
        });

    [Fact]
    public void Back_undoes_exactly_one_step() =>
        Gen.Select(Start, World, Trigger.Array[0, 20]).Sample((start, world, triggers) =>
        {
            var walk = triggers.Aggregate(Advance(At(start), world).Result, (now, trigger) => Press(now, trigger, world));
            var machine = WalkMachine.Of(walk);
            Assert.Equal(walk.Answers.Count > 0, machine.May(WalkTrigger.Back));
            if (walk.Answers.Count == 0) return;
            var back = machine.Back().Result;
            Assert.Equal(walk.Answers.SkipLast(1), back.Answers);
            Assert.Equal(walk.Answers[^1].Step, back.Step);
            Assert.False(back.Ended);
        });

    [Fact]
    public void A_walk_goes_on_from_the_store_as_if_it_had_never_left_memory() =>
        Gen.Select(World, Trigger.Array[1, 20]).Sample((world, triggers) =>
        {
            var walk = Advance(At("T1"), world).Result;
            foreach (var trigger in triggers)
            {
                var json = System.Text.Json.JsonSerializer.Serialize(walk);
                var stored = System.Text.Json.JsonSerializer.Deserialize<Walk>(json)!;
                var (here, there) = (Press(walk, trigger, world), Press(stored, trigger, world));
                Assert.Equal((here.Step, here.Ended, here.Version), (there.Step, there.Ended, there.Version));
                Assert.Equal(here.Answers, there.Answers);
                walk = here;
            }
        });

    [Fact]
    public void A_stopped_walk_takes_nothing_more()
    {
        var stopped = WalkMachine.Of(At("P14")).Stop().Result;
        Assert.Equal(("P14", true), (stopped.Step, stopped.Ended));
        Assert.All(Enum.GetValues<WalkTrigger>(), trigger => Assert.False(WalkMachine.Of(stopped).May(trigger)));
    }

    [Fact]
    public async Task No_question_fails_over_any_recorded_pod()
    {
        var cluster = RecordedShop.Cluster();
        foreach (var pod in (await cluster.ListAsync<Pod>(ListScope.All, TestContext.Current.CancellationToken)).Value)
        {
            var target = new ResourceRef(ResourceKinds.Pod, pod.Metadata.Namespace, pod.Metadata.Name);
            var snapshot = (await WalkSnapshots.ReadAsync(cluster, target, RecordedShop.Now, TestContext.Current.CancellationToken)).Value;
            // A person who overrules can lead the bot to any question.
            foreach (var question in DecisionTree.Questions.Values.Where(question => question.Id[0] != 'W'))
                Assert.NotEmpty(question.Look(snapshot, RecordedShop.Now).Kubectl);
            // What cannot be read is asked, and never a fault.
            var blind = new Snapshot { Target = target, Pod = pod, Gaps = snapshot.Gaps };
            foreach (var question in DecisionTree.Questions.Values.Where(question => question.Id[0] != 'W'))
                Assert.NotEmpty(question.Look(blind, RecordedShop.Now).Kubectl);
        }
    }

    private static Walk At(string step) =>
        new(new(1), 0, new("test"), "shop", "pods", "checkout", "uid", step, [], "ann", "test room", RecordedShop.Now, false);

    private static WalkMachine Advance(Walk walk, int world) => WalkMachine.Of(walk).Advance(question => Look(question, world), RecordedShop.Now);

    private static Answer Look(Question question, int world) =>
        Answer.Of(((question.Id.Sum(letter => letter * 31) ^ world) % 3) switch { 0 => true, 1 => false, _ => null }, "kubectl");

    private static Walk Press(Walk walk, WalkTrigger trigger, int world)
    {
        var machine = WalkMachine.Of(walk);
        if (!machine.May(trigger)) return walk;
        switch (trigger)
        {
            case WalkTrigger.Back: return machine.Back().Result;
            case WalkTrigger.Skip: machine.Skip("ann", RecordedShop.Now); break;
            case WalkTrigger.Overrule when walk.Answers.LastOrDefault(answer => answer.ByPerson is null) is { } last: machine.Overrule(last.Step, "ann", RecordedShop.Now); break;
            case WalkTrigger.Overrule: return walk;
            default: machine.Answer(trigger == WalkTrigger.Yes, "ann", RecordedShop.Now); break;
        }
        return machine.Advance(question => Look(question, world), RecordedShop.Now).Result;
    }

    // The path itself says where the walk must stand.
    private static string Replay(string start, IReadOnlyList<WalkAnswer> answers)
    {
        var step = start;
        foreach (var answer in answers)
        {
            Assert.Equal(step, answer.Step);
            var question = DecisionTree.Questions[step];
            step = answer.Answer == WalkAnswers.Skip ? DecisionTree.AfterSkip(question) : question.After(answer.Answer == WalkAnswers.Yes);
        }
        return step;
    }
}
