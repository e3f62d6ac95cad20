using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Tests.Identity;
using ChatOpsBot.Core.Texts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Core.Tests.Approvals;

/// <summary>The workflow with everything around it in memory, and shorthands for people's clicks.</summary>
internal sealed class Bench : IRequestObserver
{
    public const string Digest = "d1";

    public static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public Bench(int quorum = 1) : this(new ApprovalPolicy { Enabled = true, Quorum = Enum.GetValues<RiskTier>().ToDictionary(tier => tier, _ => quorum) })
    {
    }

    public Bench(ApprovalPolicy policy)
    {
        Policy = policy;
        Time = new FakeTimeProvider(Noon);
        Store = new MemoryRequestStore(Time);
        Workflow = With(policy);
    }

    public ApprovalPolicy Policy { get; }

    public FakeTimeProvider Time { get; }

    public TestPeople People { get; } = new();

    public MemoryRequestStore Store { get; }

    public ApprovalWorkflow Workflow { get; }

    /// <summary>What observers heard.</summary>
    public List<ActionRequest> Heard { get; } = [];

    public Exception? ObserverFault { get; set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ApprovalWorkflow With(ApprovalPolicy policy) => new(Store, People, policy, Time, [this], NullLogger<ApprovalWorkflow>.Instance);

    public Task<TransitionResult> Ask(string who = "ann", RiskTier tier = RiskTier.High, string digest = Digest) => Workflow.CreateAsync(
        new("delete-pod", new("demo", "shop/pod/db-0", "uid-1", who, tier), "{}", digest, "Deletes pod db-0.", People[who], Account(who), "stuck", "cli room"), Cancellation);

    public async Task<ActionRequest> Asked(string who = "ann", RiskTier tier = RiskTier.High) => Done(await Ask(who, tier));

    public Task<TransitionResult> Approve(string who, long id = 1) => Workflow.ApproveAsync(new(id), People[who], Account(who), null, Cancellation);

    public Task<TransitionResult> Deny(string who, string? reason = null, long id = 1) => Workflow.DenyAsync(new(id), People[who], Account(who), reason, Cancellation);

    public Task<TransitionResult> Cancel(string who, long id = 1) => Workflow.CancelAsync(new(id), People[who], Account(who), Cancellation);

    public Task<TransitionResult> Claim(string digest = Digest, long id = 1) => Workflow.ClaimAsync(new(id), digest, Cancellation);

    public Task<TransitionResult> Finish(RequestTrigger end, long id = 1) => Workflow.FinishAsync(new(id), end, "The pod is gone.", Cancellation);

    public async Task<ActionRequest> Now(long id = 1) => (await Store.FindAsync(new(id), Cancellation))!;

    public static ActionRequest Done(TransitionResult result) => Assert.IsType<TransitionResult.Done>(result).Request;

    public static T Refused<T>(TransitionResult result) where T : Refusal => Assert.IsType<T>(Assert.IsType<TransitionResult.Refused>(result).Why);

    /// <summary>The English sentence of a refusal.</summary>
    public string Sentence(TransitionResult result)
    {
        var refused = Assert.IsType<TransitionResult.Refused>(result);
        return new Reader(Locale.English, TimeZoneInfo.Utc, Time.GetUtcNow()).Read(refused.Why.Explain(refused.Request, People));
    }

    public Task ChangedAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        Heard.Add(request);
        return ObserverFault is null ? Task.CompletedTask : Task.FromException(ObserverFault);
    }

    public static AccountId Account(string who) => new($"cli:{who}");
}
