using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Requests;

/// <summary>What waits for somebody's decision, for channels that can show it beside the conversation.</summary>
internal sealed class WaitingRequests(IRequestStore store, IPeople people, TimeProvider time)
{
    /// <summary>The requests that the person behind an account may decide on, the first to expire first, each as a few lines with a
    /// button to look at it. Deciding takes the whole card, which says what is at stake.</summary>
    public async Task<IReadOnlyList<Reply>> ForAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (people.Find(account) is not { } person) return [];
        var pending = await store.ListAsync([RequestState.Pending], cancellationToken);
        return [.. pending
            .Where(request => time.GetUtcNow() < request.ExpiresAt && people.ApproversBesides(request.Requester).Any(approver => approver.Id == person.Id))
            .OrderBy(request => request.ExpiresAt)
            .Select(Line)];
    }

    private Reply Line(ActionRequest request) => new()
    {
        Title = Text.Of("requests.line", request.Id.Value, request.Action, Neutral.Line(request.About.Target)),
        Tone = RequestCard.ToneOf(request.State),
        Parts =
        [
            new Facts(
            [
                new(Text.Of("requests.fact.asked-by"), people.NameOf(request.Requester)),
                new(Text.Of("requests.fact.risk"), RefusalTexts.Tier(request.About.Tier)),
                new(Text.Of("requests.fact.approvals"), Text.Of("requests.approvals", request.Approvals.Count(), request.Quorum)),
                new(Text.Of("requests.fact.expires"), request.ExpiresAt),
            ]),
            new Buttons([new(Text.Of("requests.button.details"), $"requests {request.Id}")]),
        ],
    };
}
