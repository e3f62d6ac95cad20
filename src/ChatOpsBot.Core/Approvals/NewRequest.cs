using ChatOpsBot.Core.Identity;

namespace ChatOpsBot.Core.Approvals;

/// <summary>What somebody asks for.</summary>
/// <param name="Action">The action's code.</param>
/// <param name="About">Names for the record.</param>
/// <param name="Subject">The action's own JSON.</param>
/// <param name="Digest">What votes will bind to.</param>
/// <param name="Saw">What approvers will be shown, in English, for the record.</param>
/// <param name="Requester">Who asks.</param>
/// <param name="Account">From which account.</param>
/// <param name="Reason">Why, in the requester's words; null: none given.</param>
/// <param name="Origin">Where it was asked.</param>
internal sealed record NewRequest(
    string Action, RequestAbout About, string Subject, string Digest, string Saw, Person Requester, AccountId Account, string? Reason, string Origin);
