using System.Globalization;
using System.Net;
using Azure.Identity;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Channels.Teams.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace ChatOpsBot.Host.Channels.Teams.Sending;

/// <summary>What to do after a send that failed. 4xx is final, but for 429 and 412; a new message is not sent again when it may have
/// been shown already, a replacement is.
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit and
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages</summary>
internal static class ConnectorFailures
{
    private static readonly string[] ClosedCodes = ["BotNotInConversationRoster", "BotDisabledByAdmin", "ConversationBlockedByUser", "ConversationNotFound"];

    /// <summary>The result for an exception of the connector client; null when it is none of the connector's: a fault.</summary>
    /// <param name="exception">What the client threw.</param>
    /// <param name="replaces">True for an update of a message.</param>
    /// <param name="now">For Retry-After with a date.</param>
    public static PostingResult? Judge(Exception exception, bool replaces, DateTimeOffset now) => exception switch
    {
        ErrorResponseException error => OfStatus(error.Response, error.Body?.Error?.Code, replaces, now),
        HttpOperationException error => OfStatus(error.Response, null, replaces, now),
        ServiceNotAllowedException refused => new PostingResult.Never(refused.Message, Closed: true),
        AuthenticationFailedException failed => new PostingResult.Later(null, $"no token: {failed.Message}"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } lost =>
            new PostingResult.Later(null, lost.Message),
        HttpRequestException lost => Unsure(lost.Message, replaces),
        TaskCanceledException { InnerException: TimeoutException } => Unsure($"no answer within {TeamsHttp.Deadline.TotalSeconds} s", replaces),
        _ => null,
    };

    private static PostingResult OfStatus(HttpResponseMessageWrapper response, string? code, bool replaces, DateTimeOffset now)
    {
        var why = $"{(int)response.StatusCode} {code ?? response.ReasonPhrase}";
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed => new PostingResult.Later(RetryAfter(response, now), why),
            HttpStatusCode.Forbidden => new PostingResult.Never(why, Closed: code is null || ClosedCodes.Contains(code)),
            HttpStatusCode.NotFound when ClosedCodes.Contains(code) => new PostingResult.Never(why, Closed: true),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented when replaces => new PostingResult.Gone(why),
            HttpStatusCode.NotFound => new PostingResult.Never(why, Closed: true),
            >= HttpStatusCode.InternalServerError => Unsure(why, replaces),
            _ => new PostingResult.Never(why),
        };
    }

    /// <summary>A new message that may have been shown is not posted twice; replacing one twice does no harm.</summary>
    private static PostingResult Unsure(string why, bool replaces) => replaces
        ? new PostingResult.Later(null, why)
        : new PostingResult.Never($"{why}; it may have been shown, so it is not posted again", MayBeShown: true);

    private static TimeSpan? RetryAfter(HttpResponseMessageWrapper response, DateTimeOffset now)
    {
        if (!response.Headers.TryGetValue("Retry-After", out var values) || values.FirstOrDefault() is not { } value) return null;
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 86_400) return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at > now ? at - now : null;
    }
}
