using System.Text.Json.Nodes;

namespace ChatOpsBot.Tests.Channels.Slack;

/// <summary>What Slack sends, in its documented shapes: https://docs.slack.dev/reference/events and
/// https://docs.slack.dev/reference/interaction-payloads</summary>
internal static class SlackEvents
{
    private static int s_count;

    public static JsonObject Mention(string text, string user = "U0ALICE", string channel = "C0ONCALL", string ts = "1764000001.000100", string? thread = null) => Callback(
        With(new JsonObject { ["type"] = "app_mention", ["user"] = user, ["text"] = $"<@{FakeSlack.BotUser}> {text}", ["ts"] = ts, ["channel"] = channel, ["team"] = FakeSlack.Team },
            ("thread_ts", thread)));

    public static JsonObject Direct(string text, string user = "U0ALICE", string ts = "1764000002.000100", string? bot = null) => Callback(
        With(new JsonObject
        {
            ["type"] = "message",
            ["channel_type"] = "im",
            ["user"] = user,
            ["text"] = text,
            ["ts"] = ts,
            ["channel"] = "D" + user[1..],
            ["team"] = FakeSlack.Team,
        }, ("bot_id", bot)));

    public static JsonObject Callback(JsonObject happened) => new()
    {
        ["type"] = "event_callback",
        ["team_id"] = FakeSlack.Team,
        ["api_app_id"] = "A0BOT",
        ["event"] = happened,
        ["event_id"] = $"Ev{Interlocked.Increment(ref s_count)}",
        ["event_time"] = 1764000000,
        ["authorizations"] = new JsonArray(new JsonObject { ["enterprise_id"] = null, ["team_id"] = FakeSlack.Team, ["user_id"] = FakeSlack.BotUser, ["is_bot"] = true }),
    };

    public static JsonObject Command(string text, string trigger, string user = "U0ALICE", string channel = "C0ONCALL") => new()
    {
        ["command"] = "/chatops",
        ["text"] = text,
        ["team_id"] = FakeSlack.Team,
        ["user_id"] = user,
        ["user_name"] = "alice",
        ["channel_id"] = channel,
        ["channel_name"] = channel.StartsWith('D') ? "directmessage" : "oncall",
        ["trigger_id"] = trigger,
        ["response_url"] = "https://hooks.slack.com/commands/1",
    };

    public static JsonObject Press(string say, string messageTs, string user = "U0ALICE", string channel = "C0ONCALL", string? thread = null, bool ephemeral = false, string block = "b1",
        string? trigger = null) => new()
        {
            ["type"] = "block_actions",
            ["user"] = new JsonObject { ["id"] = user, ["team_id"] = FakeSlack.Team },
            ["team"] = new JsonObject { ["id"] = FakeSlack.Team },
            ["enterprise"] = null,
            ["trigger_id"] = trigger ?? "no-trigger",
            ["channel"] = new JsonObject { ["id"] = channel },
            ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = messageTs, ["channel_id"] = channel, ["is_ephemeral"] = ephemeral },
            ["message"] = With(new JsonObject { ["ts"] = messageTs }, ("thread_ts", thread)),
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "button", ["action_id"] = "say:0", ["block_id"] = block, ["value"] = say }),
        };

    private static JsonObject With(JsonObject to, params (string Name, string? Value)[] members)
    {
        foreach (var (name, value) in members)
            if (value is not null) to[name] = value;
        return to;
    }
}
