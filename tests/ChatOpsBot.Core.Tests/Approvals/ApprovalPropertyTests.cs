using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Core.Identity;
using CsCheck;

namespace ChatOpsBot.Core.Tests.Approvals;

/// <summary>The invariants over random interleavings: people click, time passes, roles and policies change, executors claim, crash and
/// come back, the store fails; all at once on one request.</summary>
public sealed class ApprovalPropertyTests
{
    private static readonly string[] Everybody = ["ann", "lee", "sam", "kim", "bo"];

    private enum Step { Approve, Deny, Cancel, Execute, ExecuteAndCrash, ExecuteChanged, Wait, WaitLong, LoseRole, FailStore, Settle }

    private static readonly Gen<(Step Step, int Who)[]> Steps = Gen.Select(
        Gen.Frequency(
            (8, Gen.Const(Step.Approve)), (1, Gen.Const(Step.Deny)), (1, Gen.Const(Step.Cancel)), (6, Gen.Const(Step.Execute)),
            (2, Gen.Const(Step.ExecuteAndCrash)), (1, Gen.Const(Step.ExecuteChanged)), (2, Gen.Const(Step.Wait)), (1, Gen.Const(Step.WaitLong)),
            (1, Gen.Const(Step.LoseRole)), (1, Gen.Const(Step.FailStore)), (2, Gen.Const(Step.Settle))),
        Gen.Int[0, 4]).Array[1, 14];

    /// <summary>What the world saw of one request.</summary>
    private sealed class World
    {
        public required Bench Bench { get; init; }
        public List<ActionRequest> Executed { get; } = [];

        public async Task TakeAsync(Step step, int who)
        {
            var name = Everybody[who];
            try
            {
                switch (step)
                {
                    case Step.Approve: await Bench.Approve(name); break;
                    case Step.Deny: await Bench.Deny(name); break;
                    case Step.Cancel: await Bench.Cancel(name); break;
                    case Step.Execute: await ExecuteAsync(Bench.Digest, crash: false); break;
                    case Step.ExecuteAndCrash: await ExecuteAsync(Bench.Digest, crash: true); break;
                    case Step.ExecuteChanged: await ExecuteAsync("another digest", crash: false); break;
                    case Step.Wait: await Bench.Store.Turn(); Bench.Time.Advance(TimeSpan.FromMinutes(4)); break;
                    case Step.WaitLong: await Bench.Store.Turn(); Bench.Time.Advance(TimeSpan.FromMinutes(15)); break;
                    case Step.LoseRole: await Bench.Store.Turn(); Bench.People.Set(name, Role.Reader); break;
                    case Step.FailStore:
                        await Bench.Store.Turn();
                        var failures = 1;
                        Bench.Store.WriteFault = _ => failures-- > 0 ? new IOException("store down") : null;
                        break;
                    case Step.Settle: await SettleAsync(); break;
                }
            }
            catch (IOException)
            {
            }
        }

        private async Task ExecuteAsync(string digest, bool crash)
        {
            if (await Bench.Claim(digest) is not TransitionResult.Done claimed) return;
            Executed.Add(claimed.Request);
            if (!crash) await Bench.Finish(RequestTrigger.Succeed);
        }

        // As the executor does: a claim older than its lease is unknown, and what is unknown is looked at.
        private async Task SettleAsync()
        {
            var request = await Bench.Now();
            if (request.State == RequestState.Claimed && request.LastChange.At + Bench.Policy.ClaimLease <= Bench.Time.GetUtcNow()) await Bench.Finish(RequestTrigger.LoseTrack);
            if ((await Bench.Now()).State == RequestState.Indeterminate) await Bench.Finish(Executed.Count > 0 ? RequestTrigger.Succeed : RequestTrigger.Fail);
        }
    }

    private static async Task<World> RunAsync(int quorum, (Step Step, int Who)[] steps, int[] choices)
    {
        var world = new World { Bench = new Bench(quorum) };
        await world.Bench.Asked();
        var interleaving = new Interleaving();
        world.Bench.Store.Turn = interleaving.Turn;
        await interleaving.RunAsync(steps.Select(step => (Func<Task>)(() => world.TakeAsync(step.Step, step.Who))), choices);
        world.Bench.Store.Turn = () => Task.CompletedTask;
        world.Bench.Store.WriteFault = _ => null;

        // The program runs on: what a crash left claimed is settled in the end.
        world.Bench.Time.Advance(world.Bench.Policy.ClaimLease);
        await world.TakeAsync(Step.Settle, 0);
        return world;
    }

    private static Task Check(Func<World, (Step Step, int Who)[], bool> holds) =>
        Gen.Select(Gen.Int[1, 2], Steps, Gen.Int[0, 1000].Array[40]).SampleAsync(async (quorum, steps, choices) => holds(await RunAsync(quorum, steps, choices), steps), iter: 1500);

    [Fact]
    public Task A_request_executes_at_most_once() => Check((world, _) => world.Executed.Count <= 1);

    [Fact]
    public Task Execution_takes_the_quorum_of_distinct_authorized_people_who_are_not_the_requester() => Check((world, _) => world.Executed.All(claimed =>
    {
        var people = claimed.Votes.Where(vote => vote.Approves).Select(vote => vote.Person).ToList();
        return people.Distinct().Count() >= claimed.Quorum && people.Distinct().Count() == people.Count
            && people.All(person => person.Value is "lee" or "sam" or "kim");
    }));

    [Fact]
    public Task A_denial_or_cancellation_before_the_claim_prevents_execution_and_one_after_it_changes_nothing() => Check((world, _) =>
    {
        var states = world.Bench.Store.History.Select(request => request.State).ToList();
        var stopped = states.FindIndex(state => state is RequestState.Denied or RequestState.Cancelled);
        return stopped < 0 || (stopped == states.Count - 1 && world.Executed.Count == 0);
    });

    [Fact]
    public Task Nothing_executes_after_its_time_or_for_a_changed_subject() => Check((world, steps) =>
        world.Executed.All(claimed => claimed.LastChange.At < claimed.ExpiresAt && claimed.Digest == Bench.Digest)
        && (steps.Any(step => step.Step is Step.Execute or Step.ExecuteAndCrash) || world.Executed.Count == 0));

    [Fact]
    public Task Every_transition_is_allowed_by_the_machine_and_ended_requests_stay_ended() => Check((world, _) =>
        world.Bench.Store.History.Zip(world.Bench.Store.History.Skip(1)).All(pair =>
            Enum.GetValues<RequestTrigger>().Any(trigger => RequestMachine.After(pair.First with { Votes = pair.Second.Votes }, trigger) == pair.Second.State)));

    [Fact]
    public Task Every_transition_has_exactly_one_record_and_the_chain_holds() => Check((world, _) =>
    {
        var (history, record) = (world.Bench.Store.History, world.Bench.Store.Audit.Entries);
        return history.Count == record.Count
            && history.Select((request, index) => request.Version == index + 1 && record[index].Draft.Detail["state"] == request.State.ToString()).All(same => same)
            && AuditChain.Verify(record).Fault is null;
    });

    [Fact]
    public Task Nothing_stays_claimed_or_unknown() => Check((world, _) =>
        world.Bench.Store.History[^1].State is not (RequestState.Claimed or RequestState.Indeterminate));

    [Fact]
    public Task Every_state_is_told_to_the_cards() => Check((world, _) =>
        world.Bench.Heard.OrderBy(request => request.Version).SequenceEqual(world.Bench.Store.History));

    [Fact]
    public Task The_order_of_approvals_does_not_matter() =>
        Gen.Select(Gen.Int[1, 3], Gen.Shuffle(Everybody), Gen.Shuffle(Everybody)).SampleAsync(async (quorum, one, other) =>
        {
            async Task<RequestState> After(string[] order)
            {
                var bench = new Bench(quorum);
                await bench.Asked();
                foreach (var who in order) await bench.Approve(who);
                await bench.Claim();
                return (await bench.Now()).State;
            }
            return await After(one) == await After(other);
        }, iter: 200);

    [Fact]
    public Task Taking_away_a_role_adding_a_denial_passing_time_or_tightening_the_policy_never_enables_an_execution() =>
        Gen.Select(Gen.Int[1, 3], Gen.String[Gen.Char["lskab"], 0, 6], Gen.Int[0, 3], Gen.Int[0, 4]).SampleAsync(async (quorum, clicks, harm, who) =>
        {
            async Task<bool> Executes(bool harmed)
            {
                var bench = new Bench(quorum);
                await bench.Asked();
                foreach (var click in clicks) await bench.Approve(Everybody.First(name => name[0] == click));
                var workflow = bench.Workflow;
                if (harmed)
                {
                    switch (harm)
                    {
                        case 0: bench.People.Set(Everybody[who], Role.Reader); break;
                        case 1: await bench.Deny(Everybody[who]); break;
                        case 2: bench.Time.Advance(TimeSpan.FromMinutes(10 + who * 3)); break;
                        default: workflow = bench.With(bench.Policy with { Quorum = Enum.GetValues<RiskTier>().ToDictionary(tier => tier, _ => quorum + 1) }); break;
                    }
                }
                return await workflow.ClaimAsync(new(1), Bench.Digest, default) is TransitionResult.Done;
            }
            return !await Executes(harmed: true) || await Executes(harmed: false);
        }, iter: 500);

    [Fact]
    public async Task The_runs_reach_execution_denial_expiry_staleness_and_settling()
    {
        var reached = new HashSet<RequestState>();
        await Check((world, _) =>
        {
            lock (reached) reached.UnionWith(world.Bench.Store.History.Select(request => request.State));
            return true;
        });
        Assert.Subset(reached, Enum.GetValues<RequestState>().Except([RequestState.Failed]).ToHashSet());
    }
}
