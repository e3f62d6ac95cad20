using System.Text.Json;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Texts;
using Microsoft.Extensions.Logging;

namespace ChatOpsBot.Core.Approvals;

/// <summary>Makes requests and moves them. Every move is one compare-and-swap together with one audit entry; whoever loses the race
/// reads again and decides again. When the store fails nothing has moved and the exception goes on to the caller.</summary>
internal sealed partial class ApprovalWorkflow(
    IRequestStore store, IPeople people, ApprovalPolicy policy, TimeProvider time, IEnumerable<IRequestObserver> observers, ILogger<ApprovalWorkflow> log)
{
    private const int Attempts = 16;

    /// <summary>Makes a request, unless nobody could ever approve it or the same is waiting already.</summary>
    public async Task<TransitionResult> CreateAsync(NewRequest ask, CancellationToken cancellationToken)
    {
        if (!policy.Enabled) return new TransitionResult.Refused(new Refusal.ActionsOff(), null);
        if (!ask.Requester.Is(Role.Requester)) return new TransitionResult.Refused(new Refusal.NotRequester(ask.Requester.Id), null);
        var quorum = policy.QuorumOf(ask.About.Tier);
        var approvers = people.ApproversBesides(ask.Requester.Id).Count();
        if (approvers < quorum) return new TransitionResult.Refused(new Refusal.QuorumUnreachable(quorum, approvers, ask.About.Tier), null);

        var now = time.GetUtcNow();
        var open = await store.ListAsync([RequestState.Pending, RequestState.Approved, RequestState.Claimed], cancellationToken);
        if (open.FirstOrDefault(other => other.Digest == ask.Digest && (!other.IsOpen || now < other.ExpiresAt)) is { } same)
            return new TransitionResult.Refused(new Refusal.AlreadyAsked(same.Id), same);

        var request = new ActionRequest(
            default, 1, RequestState.Pending, new(ask.Requester.Id, now, Said(ask.Reason)), ask.Action, ask.About, ask.Subject,
            ask.Digest, ask.Requester.Id, ask.Account, quorum, [], now, now + policy.Expiry, null, ask.Origin);
        var added = await store.AddAsync(request, stored => RequestRecord.Created(stored, ask), cancellationToken);
        await TellAsync(added, cancellationToken);
        return new TransitionResult.Done(added);
    }

    /// <summary>Counts a person's approval.</summary>
    public Task<TransitionResult> ApproveAsync(RequestId id, Person person, AccountId account, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(id, (request, now) =>
        {
            if (RefusalOf(RequestTrigger.Approve, request, person) is { } refusal) return Ruling.Refuse(refusal);
            var voted = request with { Votes = [.. request.Votes, new(person.Id, account, true, reason, request.Digest, now)] };
            return Move(voted, RequestTrigger.Approve, new(person.Id, now, Said(reason)), next => RequestRecord.Voted(next, person, account, reason));
        }, cancellationToken);

    /// <summary>Stops a request by an approver's word, or by the requester's own, which is a cancellation.</summary>
    public async Task<TransitionResult> DenyAsync(RequestId id, Person person, AccountId account, string? reason, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is { } mine && mine.Requester == person.Id)
            return await CancelAsync(id, person, account, cancellationToken);
        return await ChangeAsync(id, (request, now) =>
        {
            if (RefusalOf(RequestTrigger.Deny, request, person) is { } refusal) return Ruling.Refuse(refusal);
            var voted = request with { Votes = [.. request.Votes, new(person.Id, account, false, reason, request.Digest, now)] };
            return Move(voted, RequestTrigger.Deny, new(person.Id, now, Said(reason)), next => RequestRecord.Voted(next, person, account, reason));
        }, cancellationToken);
    }

    /// <summary>Takes a request back; only the requester may.</summary>
    public Task<TransitionResult> CancelAsync(RequestId id, Person person, AccountId account, CancellationToken cancellationToken) =>
        ChangeAsync(id, (request, now) =>
        {
            if (RefusalOf(RequestTrigger.Cancel, request, person) is { } refusal) return Ruling.Refuse(refusal);
            return Move(request, RequestTrigger.Cancel, new(person.Id, now, null), next => RequestRecord.Cancelled(next, person, account));
        }, cancellationToken);

    /// <summary>Whether a person may approve, deny or cancel a request as it stands; a requester cancels and does not deny.</summary>
    public async Task<bool> MayAsync(RequestTrigger decision, RequestId id, Person person, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } request && time.GetUtcNow() < request.ExpiresAt
        && (decision == RequestTrigger.Cancel || request.Requester != person.Id) && RefusalOf(decision, request, person) is null;

    /// <summary>Ends every request whose time is over.</summary>
    public async Task<IReadOnlyList<ActionRequest>> ExpireDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var expired = new List<ActionRequest>();
        foreach (var request in await store.ListAsync([RequestState.Pending, RequestState.Approved], cancellationToken))
        {
            if (now < request.ExpiresAt) continue;
            if (await ChangeAsync(request.Id, (_, _) => Ruling.Refuse(new Refusal.NotDue()), cancellationToken)
                is TransitionResult.Refused { Why: Refusal.TooLate, Request: { } ended }) expired.Add(ended);
        }
        return expired;
    }

    /// <summary>Takes an approved request for execution: one caller gets it, once. The requester and every counted approver are
    /// authorized again, and what was approved must be what is now to be done.</summary>
    /// <param name="id">Which.</param>
    /// <param name="digest">The digest of the same action planned anew a moment ago.</param>
    /// <param name="cancellationToken">Stops waiting; nothing is claimed.</param>
    public Task<TransitionResult> ClaimAsync(RequestId id, string digest, CancellationToken cancellationToken) =>
        ChangeAsync(id, (request, now) =>
        {
            if (request.State != RequestState.Approved) return Ruling.Refuse(new Refusal.AlreadyDecided());
            if (!policy.Enabled) return Ruling.Refuse(new Refusal.ActionsOff());
            if (digest != request.Digest) return LoseGrounds(request, now, Text.Of("approvals.stale.changed"));
            if (!people.StillHolds(request.Requester, request.RequesterAccount, Role.Requester))
                return LoseGrounds(request, now, Text.Of("approvals.stale.requester", people.NameOf(request.Requester)));
            var lost = request.Approvals.Where(vote => !people.StillHolds(vote.Person, vote.Account, Role.Approver)).ToList();
            if (request.Approvals.Count() - lost.Count < Math.Max(request.Quorum, policy.QuorumOf(request.About.Tier)))
            {
                return LoseGrounds(request, now, lost.Count == 0
                    ? Text.Of("approvals.stale.quorum")
                    : Text.Of("approvals.stale.approver", Text.List(lost.Select(vote => people.NameOf(vote.Person)))));
            }
            return Move(request, RequestTrigger.Claim, new(null, now, null), RequestRecord.Executed);
        }, cancellationToken);

    /// <summary>Drops an approved request whose grounds are gone.</summary>
    public Task<TransitionResult> LoseGroundsAsync(RequestId id, Text why, CancellationToken cancellationToken) =>
        ChangeAsync(id, (request, now) => request.State == RequestState.Approved
            ? LoseGrounds(request, now, why)
            : Ruling.Refuse(new Refusal.AlreadyDecided()), cancellationToken);

    /// <summary>Records how an execution ended, or that nobody knows.</summary>
    /// <param name="id">Which.</param>
    /// <param name="end">Succeed, Fail, LoseItsGrounds or LoseTrack.</param>
    /// <param name="outcome">The outcome as a sentence.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<TransitionResult> FinishAsync(RequestId id, RequestTrigger end, Text outcome, CancellationToken cancellationToken) =>
        ChangeAsync(id, (request, now) => Move(request with { Outcome = JsonSerializer.Serialize(outcome) }, end, new(null, now, outcome), RequestRecord.Executed), cancellationToken);

    /// <summary>Tells observers of what they were not told, because a process ended between a change and its telling, or an observer failed.</summary>
    /// <param name="age">Younger changes are left to the process that made them.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task TellUntoldAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() - age;
        foreach (var request in await store.UntoldAsync(cancellationToken))
        {
            if (request.LastChange.At <= until) await TellAsync(request, cancellationToken);
        }
    }

    private static Refusal? RefusalOf(RequestTrigger decision, ActionRequest request, Person person) => decision switch
    {
        RequestTrigger.Approve when request.Votes.FirstOrDefault(vote => vote.Person == person.Id && vote.Approves && vote.Digest == request.Digest) is { } before =>
            new Refusal.AlreadyVoted(before.At),
        RequestTrigger.Approve when request.State == RequestState.Approved => new Refusal.AlreadyDecided(),
        _ when !request.IsOpen => new Refusal.AlreadyDecided(),
        RequestTrigger.Approve when person.Id == request.Requester => new Refusal.RequesterCannotApprove(),
        RequestTrigger.Cancel => person.Id == request.Requester ? null : new Refusal.NotYours(),
        _ => person.Is(Role.Approver) ? null : new Refusal.NotApprover(person.Id),
    };

    private async Task<TransitionResult> ChangeAsync(RequestId id, Func<ActionRequest, DateTimeOffset, Ruling> rule, CancellationToken cancellationToken)
    {
        ActionRequest? request = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            request = await store.FindAsync(id, cancellationToken);
            if (request is null) return new TransitionResult.Refused(new Refusal.NoSuchRequest(id), null);
            var now = time.GetUtcNow();
            var ruling = request switch
            {
                { State: RequestState.Expired } => Ruling.Refuse(new Refusal.TooLate()),
                { IsOpen: true } when now >= request.ExpiresAt => Expire(request, now),
                _ => rule(request, now),
            };
            if (ruling.Next is null) return new TransitionResult.Refused(ruling.Refusal!, request);
            if (!await store.TryReplaceAsync(ruling.Next, ruling.Record!, cancellationToken)) continue;
            LogMoved(id.Value, request.State, ruling.Next.State);
            await TellAsync(ruling.Next, cancellationToken);
            return ruling.Refusal is null ? new TransitionResult.Done(ruling.Next) : new TransitionResult.Refused(ruling.Refusal, ruling.Next);
        }
        return new TransitionResult.Refused(new Refusal.LostRace(), request);
    }

    private static Ruling Move(ActionRequest request, RequestTrigger trigger, StateChange change, Func<ActionRequest, AuditDraft> record)
    {
        if (RequestMachine.After(request, trigger) is not { } state) return Ruling.Refuse(new Refusal.AlreadyDecided());
        var next = request with { Version = request.Version + 1, State = state, LastChange = change };
        return new(next, record(next), null);
    }

    private static Text.Literal? Said(string? reason) => reason is null ? null : new Text.Literal(reason);

    private static Ruling Expire(ActionRequest request, DateTimeOffset now) =>
        Move(request, RequestTrigger.Expire, new(null, now, null), RequestRecord.Expired) with { Refusal = new Refusal.TooLate() };

    private static Ruling LoseGrounds(ActionRequest request, DateTimeOffset now, Text why) =>
        Move(request, RequestTrigger.LoseItsGrounds, new(null, now, why), RequestRecord.Executed) with { Refusal = new Refusal.Stale(why) };

    // The state is committed, whatever observers make of it; until all know it, it stays on record as untold.
    private async Task TellAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var observer in observers) await observer.ChangedAsync(request, cancellationToken);
            await store.ToldAsync(request, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogObserverFault(fault, request.Id.Value);
        }
    }

    [LoggerMessage(300, LogLevel.Information, "Request {Id}: {From} to {To}")]
    private partial void LogMoved(long id, RequestState from, RequestState to);

    [LoggerMessage(301, LogLevel.Error, "The card of request {Id} could not be published; it is tried again")]
    private partial void LogObserverFault(Exception fault, long id);

    /// <summary>A move (with its record), a refusal, or both: an expired request is ended and its late click refused.</summary>
    private sealed record Ruling(ActionRequest? Next, AuditDraft? Record, Refusal? Refusal)
    {
        public static Ruling Refuse(Refusal why) => new(null, null, why);
    }
}
