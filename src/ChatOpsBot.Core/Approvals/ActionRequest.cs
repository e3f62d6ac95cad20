using System.Text.Json.Serialization;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Approvals;

/// <summary>A request's number, as people type it.</summary>
public readonly record struct RequestId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The states of a request.</summary>
public enum RequestState
{
    Pending,
    Approved,
    Denied,
    Expired,
    Cancelled,
    Stale,
    Claimed,
    Succeeded,
    Failed,
    Indeterminate,
}

/// <summary>Somebody's yes or no.</summary>
public sealed record Vote(PersonId Person, AccountId Account, bool Approves, string? Reason, string Digest, DateTimeOffset At);

/// <summary>How dangerous an action is, judged by live facts. The tier sets the quorum.</summary>
public enum RiskTier
{
    Low,
    Medium,
    High,
    Critical,
}

/// <summary>What a request is about, for the record and for lists; opaque names here.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Target">The object: shop/pod/checkout-0.</param>
/// <param name="Uid">The object's UID.</param>
/// <param name="ActsAs">The cluster user that the action is made as.</param>
/// <param name="Tier">How dangerous it is.</param>
public sealed record RequestAbout(string Cluster, string Target, string Uid, string ActsAs, RiskTier Tier);

/// <summary>How a request came to the state it is in.</summary>
/// <param name="By">Who did it; null: the bot.</param>
/// <param name="At">When.</param>
/// <param name="Why">The reason that was given or found; null: none.</param>
public sealed record StateChange(PersonId? By, DateTimeOffset At, Text? Why);

/// <summary>A request for a dangerous action. Approvals know nothing of clusters: what is approved is an opaque subject and its digest.</summary>
/// <param name="Id">The number.</param>
/// <param name="Version">Counts transitions; the token of every compare-and-swap.</param>
/// <param name="State">Where it stands.</param>
/// <param name="LastChange">How it came there: who denied, cancelled, voted last; when it was claimed; why it is stale.</param>
/// <param name="Action">The action's code: delete-pod.</param>
/// <param name="About">What it is about, for the record.</param>
/// <param name="Subject">The action's own JSON: target, UID, options, preview. Opaque here.</param>
/// <param name="Digest">What the votes bind to: SHA-256 over action, cluster, UID, policy version and dry-run result.</param>
/// <param name="Requester">Who asked.</param>
/// <param name="RequesterAccount">From which account.</param>
/// <param name="Quorum">How many approvals it takes.</param>
/// <param name="Votes">The votes so far.</param>
/// <param name="CreatedAt">When it was asked.</param>
/// <param name="ExpiresAt">After this nothing executes.</param>
/// <param name="Outcome">How it ended, as JSON of a text; null before.</param>
/// <param name="Origin">Where it was asked: "channel conversation", opaque here.</param>
public sealed record ActionRequest(
    RequestId Id,
    long Version,
    RequestState State,
    StateChange LastChange,
    string Action,
    RequestAbout About,
    string Subject,
    string Digest,
    PersonId Requester,
    AccountId RequesterAccount,
    int Quorum,
    IReadOnlyList<Vote> Votes,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    string? Outcome,
    string Origin)
{
    /// <summary>The approvals that fill the quorum: of this very digest, one a person, none of the requester's.</summary>
    [JsonIgnore]
    public IEnumerable<Vote> Approvals => Votes
        .Where(vote => vote.Approves && vote.Digest == Digest && vote.Person != Requester)
        .DistinctBy(vote => vote.Person);

    /// <summary>Whether it waits for people or for its execution.</summary>
    [JsonIgnore]
    public bool IsOpen => State is RequestState.Pending or RequestState.Approved;
}

/// <summary>Keeps requests. A transition, its audit entry, and nothing else, are one transaction.</summary>
public interface IRequestStore
{
    /// <summary>Adds a request under the next number (the given Id is ignored; Version is 1) with its audit entry.</summary>
    Task<ActionRequest> AddAsync(ActionRequest request, Func<ActionRequest, AuditDraft> audit, CancellationToken cancellationToken);

    /// <summary>One request, or null.</summary>
    Task<ActionRequest?> FindAsync(RequestId id, CancellationToken cancellationToken);

    /// <summary>Requests in the given states, oldest first.</summary>
    Task<IReadOnlyList<ActionRequest>> ListAsync(IReadOnlyCollection<RequestState> states, CancellationToken cancellationToken);

    /// <summary>The newest requests in any state, newest first.</summary>
    Task<IReadOnlyList<ActionRequest>> LatestAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Replaces the stored request by <paramref name="next"/> and appends the audit entry, if the stored version is still
    /// <c>next.Version - 1</c>.</summary>
    /// <returns>False when somebody else was faster: nothing was written.</returns>
    Task<bool> TryReplaceAsync(ActionRequest next, AuditDraft audit, CancellationToken cancellationToken);

    /// <summary>Requests whose newest version no observer has been told of (see <see cref="ToldAsync"/>), oldest first.</summary>
    Task<IReadOnlyList<ActionRequest>> UntoldAsync(CancellationToken cancellationToken);

    /// <summary>Records that observers know this version; does nothing when there is a newer one.</summary>
    Task ToldAsync(ActionRequest request, CancellationToken cancellationToken);
}
