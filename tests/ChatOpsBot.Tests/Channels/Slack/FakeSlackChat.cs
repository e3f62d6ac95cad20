using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOpsBot.Tests.Channels.Slack;

/// <summary>chat.*: what stands in channels. https://docs.slack.dev/reference/methods?family=chat</summary>
internal sealed partial class FakeSlack
{
    // "1 per second … short bursts": https://docs.slack.dev/apis/web-api/rate-limits#posting-messages. More than this in a row are refused.
    public const int Burst = 5;

    private readonly Dictionary<string, DateTimeOffset> _full = [];
    private int _ts;

    /// <summary>What stands in the channels, by channel and ts.</summary>
    public Dictionary<(string Channel, string Ts), JsonObject> Messages { get; } = [];

    /// <summary>What only one person saw.</summary>
    public List<JsonObject> Whispers { get; } = [];

    private Answer Post(JsonObject arguments)
    {
        var asked = Text(arguments, "channel");
        if (Refusal(asked, arguments) is { } refusal) return refusal;
        var channel = asked.StartsWith('U') ? DirectOf(asked) : asked;
        var now = _time.GetUtcNow();
        var until = _full.TryGetValue(channel, out var full) && full > now ? full : now;
        if (until - now > TimeSpan.FromSeconds(Burst - 1)) return Limited("1");
        _full[channel] = until + TimeSpan.FromSeconds(1);
        var ts = string.Create(CultureInfo.InvariantCulture, $"{now.ToUnixTimeSeconds()}.{++_ts:000000}");
        Messages[(channel, ts)] = (JsonObject)arguments.DeepClone();
        return Ok(("channel", channel), ("ts", ts), ("message", Shown(ts, Messages[(channel, ts)])));
    }

    private Answer Update(JsonObject arguments)
    {
        var key = Key(arguments);
        // "channel_not_found" for a user's id: https://docs.slack.dev/reference/methods/chat.update
        if (!Messages.TryGetValue(key, out var old)) return Error(key.Channel.StartsWith('U') ? "channel_not_found" : "message_not_found");
        if (Refusal(key.Channel, arguments) is { } refusal) return refusal;
        var thread = old["thread_ts"]?.DeepClone();
        Messages[key] = (JsonObject)arguments.DeepClone();
        if (thread is not null) Messages[key]["thread_ts"] = thread;
        return Ok(("channel", key.Channel), ("ts", key.Ts), ("text", Text(arguments, "text")), ("message", Shown(key.Ts, Messages[key])));
    }

    private Answer Delete(JsonObject arguments)
    {
        var key = Key(arguments);
        return Messages.Remove(key) ? Ok(("channel", key.Channel), ("ts", key.Ts)) : Error("message_not_found");
    }

    private Answer Whisper(JsonObject arguments)
    {
        if (Refusal(Text(arguments, "channel"), arguments) is { } refusal) return refusal;
        if (!Users.ContainsKey(Text(arguments, "user"))) return Error("user_not_in_channel");
        Whispers.Add((JsonObject)arguments.DeepClone());
        return Ok(("message_ts", "1764000000.900000"));
    }

    private Answer? Refusal(string channel, JsonObject arguments)
    {
        if (Archived.Contains(channel)) return Error("is_archived");
        if (!Channels.Contains(channel) && channel is not ['U' or 'D', ..]) return Error(channel is [] or ['G', ..] ? "channel_not_found" : "not_in_channel");
        if (Text(arguments, "text").Length == 0 && arguments["blocks"] is not JsonArray { Count: > 0 }) return Error("no_text");
        if (Text(arguments, "text").Length > FakeSlackLimits.LongestText) return Error("msg_too_long");
        return arguments["blocks"] is JsonArray blocks && FakeSlackLimits.OfBlocks(blocks, FakeSlackLimits.MessageBlocks) is { } problem ? Error("invalid_blocks", problem) : null;
    }

    private static JsonObject Shown(string ts, JsonObject message)
    {
        var shown = new JsonObject { ["type"] = "message", ["ts"] = ts, ["user"] = BotUser, ["bot_id"] = "B0BOT", ["team"] = Team };
        foreach (var name in (string[])["text", "thread_ts", "blocks"]) if (message[name] is { } value) shown[name] = value.DeepClone();
        return shown;
    }

    private static (string Channel, string Ts) Key(JsonObject arguments) => (Text(arguments, "channel"), Text(arguments, "ts"));
}
