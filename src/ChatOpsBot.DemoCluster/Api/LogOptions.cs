using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>PodLogOptions, from the query.</summary>
internal sealed record LogOptions(
    string? Container, bool Previous, bool Timestamps, long? TailLines, long? LimitBytes, long? SinceSeconds, DateTimeOffset? SinceTime)
{
    public static LogOptions? Parse(IQueryCollection query, string pod, out Answer? refusal)
    {
        refusal = null;
        if (!QueryNumbers.TryRead(query, "tailLines", out var tail, out var error)
            || !QueryNumbers.TryRead(query, "limitBytes", out var bytes, out error)
            || !QueryNumbers.TryRead(query, "sinceSeconds", out var seconds, out error))
        {
            refusal = Refusal.BadRequest(error!);
            return null;
        }
        DateTimeOffset? since = query["sinceTime"].ToString() is { Length: > 0 } text && DateTimeOffset.TryParse(text, null, out var time) ? time : null;
        if (QueryNumbers.IsTrue(query, "follow")) refusal = Refusal.BadRequest("the demo cluster does not follow logs");
        else if (tail < 0) refusal = Invalid("tailLines", "FieldValueInvalid", $"Invalid value: {tail}: must be greater than or equal to 0");
        else if (bytes < 1) refusal = Invalid("limitBytes", "FieldValueInvalid", $"Invalid value: {bytes}: must be greater than 0");
        else if (since is not null && seconds is not null) refusal = Invalid("[]", "FieldValueForbidden", "Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified");
        else if (seconds < 1) refusal = Invalid("sinceSeconds", "FieldValueInvalid", $"Invalid value: {seconds}: must be greater than 0");
        if (refusal is not null) return null;
        return new LogOptions(
            query["container"].ToString() is { Length: > 0 } name ? name : null,
            QueryNumbers.IsTrue(query, "previous"),
            QueryNumbers.IsTrue(query, "timestamps"),
            tail,
            bytes,
            seconds,
            since);

        Answer Invalid(string field, string reason, string message) => Refusal.Invalid("", "PodLogOptions", pod, field, reason, message);
    }
}
