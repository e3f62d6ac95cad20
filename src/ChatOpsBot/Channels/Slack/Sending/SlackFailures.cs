using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Channels.Slack.Api;

namespace ChatOpsBot.Host.Channels.Slack.Sending;

/// <summary>What to do after a send that failed. A new message is not sent again when it may have been shown already, a replacement is.
/// https://docs.slack.dev/reference/methods/chat.postMessage#errors and https://docs.slack.dev/reference/methods/chat.update#errors</summary>
internal static class SlackFailures
{
    /// <summary>How long a message waits for a token that Slack takes again.</summary>
    public static readonly TimeSpan TokenWait = TimeSpan.FromMinutes(5);

    private static readonly string[] Closed =
        ["channel_not_found", "is_archived", "not_in_channel", "user_disabled", "user_not_found", "user_not_visible", "cannot_dm_bot", "messages_tab_disabled",
         "ekm_access_denied", "no_permission", "restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
         "restricted_action_non_threadable_channel", "restricted_action_thread_locked", "thread_not_found", "team_not_found", "team_access_not_granted"];

    private static readonly string[] Token =
        ["account_inactive", "invalid_auth", "not_authed", "token_revoked", "token_expired", "missing_scope", "not_allowed_token_type", "access_denied", "org_login_required", "app_missing_action_url"];

    private static readonly string[] Missing = ["message_not_found", "cant_update_message", "edit_window_closed", "is_inactive", "channel_type_not_supported"];

    // Slack says of these that something may have succeeded before.
    private static readonly string[] Doubtful = ["fatal_error", "internal_error", "external_channel_migrating"];

    private static readonly string[] Temporary = ["ratelimited", "rate_limited", "service_unavailable", "request_timeout", "team_added_to_org", "accesslimited", "message_limit_exceeded"];

    private static readonly string[] Unfit =
        ["invalid_blocks", "invalid_blocks_format", "invalid_attachments", "msg_blocks_too_long", "msg_too_long", "no_text", "markdown_text_conflict", "block_mismatch", "too_many_attachments"];

    /// <summary>Whether Slack does not take the bot's token (any more).</summary>
    public static bool IsTokens(SlackResult result) => result is SlackResult.Refused { Code: var code } && Token.Contains(code);

    /// <summary>Whether the message's blocks are what is refused.</summary>
    public static bool IsUnfit(SlackResult result) => result is SlackResult.Refused { Code: var code } && Unfit.Contains(code);

    /// <summary>Whether the bot is not where it was asked.</summary>
    public static bool IsElsewhere(SlackResult result) => result is SlackResult.Refused { Code: "not_in_channel" or "channel_not_found" };

    /// <summary>Whether a message to one person in a room could not be shown to that person.</summary>
    public static bool IsUnseen(SlackResult result) => result is SlackResult.Refused { Code: "user_not_in_channel" or "messages_tab_disabled" or "user_not_found" };

    /// <summary>The result of a call that was not ok.</summary>
    /// <param name="result">What Slack said.</param>
    /// <param name="replaces">True for an update of a message.</param>
    public static PostingResult Judge(SlackResult result, bool replaces) => result switch
    {
        SlackResult.Limited limited => new PostingResult.Later(limited.After, limited.Line),
        SlackResult.Unreachable { MayBeDone: false } unreachable => new PostingResult.Later(null, unreachable.Line),
        SlackResult.Unreachable unsure => Unsure(unsure.Line, replaces),
        SlackResult.Refused { Code: var code } refused => Judge(refused, code, replaces),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    private static PostingResult Judge(SlackResult.Refused refused, string code, bool replaces)
    {
        if (Closed.Contains(code)) return new PostingResult.Never(refused.Line, Closed: true);
        if (Token.Contains(code)) return new PostingResult.Later(TokenWait, refused.Line);
        if (Temporary.Contains(code)) return new PostingResult.Later(null, refused.Line);
        if (Doubtful.Contains(code)) return Unsure(refused.Line, replaces);
        return replaces && Missing.Contains(code) ? new PostingResult.Gone(refused.Line) : new PostingResult.Never(refused.Line);
    }

    private static PostingResult Unsure(string why, bool replaces) => replaces
        ? new PostingResult.Later(null, why)
        : new PostingResult.Never($"{why}; it may have been shown, so it is not posted again", MayBeShown: true);
}
