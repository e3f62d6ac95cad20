using System.Text.Json.Nodes;

namespace ChatOpsBot.Host.Channels.Slack.Api;

/// <summary>How a call of the Web API ended. https://docs.slack.dev/apis/web-api/#responses</summary>
internal abstract record SlackResult
{
    private SlackResult() { }

    /// <summary>Done.</summary>
    /// <param name="Body">The whole answer.</param>
    public sealed record Ok(JsonObject Body) : SlackResult;

    /// <summary>Slack refused, with HTTP 200 and ok: false.</summary>
    /// <param name="Code">Slack's word for it: channel_not_found …</param>
    /// <param name="Details">What else it said (response_metadata), for the record.</param>
    public sealed record Refused(string Code, string? Details) : SlackResult;

    /// <summary>HTTP 429. https://docs.slack.dev/apis/web-api/rate-limits</summary>
    public sealed record Limited(TimeSpan? After) : SlackResult;

    /// <summary>No answer that says how it ended.</summary>
    /// <param name="Why">For the record.</param>
    /// <param name="MayBeDone">Whether Slack may have done it all the same.</param>
    public sealed record Unreachable(string Why, bool MayBeDone) : SlackResult;

    /// <summary>One line for the log and for the health page.</summary>
    public string Line => this switch
    {
        Ok => "ok",
        Refused refused => refused.Details is null ? refused.Code : $"{refused.Code} ({refused.Details})",
        Limited limited => $"429, again after {limited.After?.TotalSeconds ?? 0} s",
        Unreachable unreachable => unreachable.Why,
        _ => ToString()!,
    };
}
