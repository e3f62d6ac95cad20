using System.Globalization;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Approvals;

/// <summary>The audit entry of each move of a request. The record is English: it is for auditors and their scripts.</summary>
internal static class RequestRecord
{
    private const string Bot = "system";

    public static AuditDraft Created(ActionRequest request, NewRequest ask) => Draft(request, "request.created", ask.Requester.Id.Value, ask.Account, null, new()
    {
        ["action"] = request.Action,
        ["target"] = request.About.Target,
        ["risk"] = request.About.Tier.ToString(),
        ["quorum"] = Number(request.Quorum),
        ["expires"] = request.ExpiresAt.ToString("O", CultureInfo.InvariantCulture),
        ["acts-as"] = request.About.ActsAs,
        ["reason"] = ask.Reason ?? "",
        ["saw"] = ask.Saw,
    });

    public static AuditDraft Voted(ActionRequest request, Person person, AccountId account, string? reason) => Draft(
        request, request.State == RequestState.Denied ? "request.denied" : "request.approved", person.Id.Value, account, null, new()
        {
            ["approvals"] = $"{Number(request.Approvals.Count())} of {Number(request.Quorum)}",
            ["reason"] = reason ?? "",
        });

    public static AuditDraft Cancelled(ActionRequest request, Person person, AccountId account) =>
        Draft(request, "request.cancelled", person.Id.Value, account, null, []);

    public static AuditDraft Expired(ActionRequest request) => Draft(request, "request.expired", Bot, null, null, []);

    /// <summary>The bot's own moves: claimed, stale, succeeded, failed, indeterminate.</summary>
    public static AuditDraft Executed(ActionRequest request)
    {
        var detail = new Dictionary<string, string>
        {
            ["target"] = request.About.Target,
            ["requested-by"] = request.Requester.Value,
            ["approved-by"] = string.Join(", ", request.Approvals.Select(vote => vote.Person.Value)),
        };
        if (request.LastChange.Why is { } why) detail["outcome"] = InEnglish(why, request.LastChange.At);
        return Draft(request, $"action.{request.State.ToString().ToLowerInvariant()}", Bot, null, request.About.ActsAs, detail);
    }

    /// <summary>A text as the record keeps it.</summary>
    public static string InEnglish(Text text, DateTimeOffset now) => new Reader(Locale.English, TimeZoneInfo.Utc, now).Read(text);

    private static AuditDraft Draft(
        ActionRequest request, string kind, string who, AccountId? account, string? actedAs, Dictionary<string, string> detail)
    {
        detail["state"] = request.State.ToString();
        detail["digest"] = request.Digest;
        return new(kind, who, account?.Value, actedAs, request.About.Cluster, $"request {request.Id}", request.About.Uid, detail);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
