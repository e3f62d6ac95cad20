using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOpsBot.Tests.Channels.Slack;

/// <summary>users.*, usergroups.* and conversations.*: who is there, and where.</summary>
internal sealed partial class FakeSlack
{
    /// <summary>The channels that the bot is in. Direct messages are opened by the first message.</summary>
    public HashSet<string> Channels { get; } = ["C0ONCALL"];

    /// <summary>Channels that nobody writes to any more.</summary>
    public HashSet<string> Archived { get; } = [];

    /// <summary>Users as users.info tells of them; whoever is not here cannot be whispered to.</summary>
    public Dictionary<string, (string Name, string Locale, string Zone)> Users { get; } = new()
    {
        ["U0ALICE"] = ("Alice", "en-US", "Europe/Berlin"),
        ["U0BOB"] = ("Bob", "zh-CN", "Asia/Shanghai"),
    };

    /// <summary>User groups and their members.</summary>
    public Dictionary<string, string[]> Groups { get; } = [];

    /// <summary>What the token may beside what every call here needs. https://docs.slack.dev/reference/scopes</summary>
    public HashSet<string> Scopes { get; } = ["im:history"];

    private static string DirectOf(string user) => "D" + user[1..];

    private Answer User(JsonObject arguments)
    {
        var id = Text(arguments, "user");
        return Users.TryGetValue(id, out var user)
            ? Ok(("user", new JsonObject { ["id"] = id, ["team_id"] = Team, ["real_name"] = user.Name, ["locale"] = user.Locale, ["tz"] = user.Zone }))
            : Error("user_not_found");
    }

    private Answer Members(JsonObject arguments) => Groups.TryGetValue(Text(arguments, "usergroup"), out var members)
        ? Ok(("users", new JsonArray([.. members.Select(member => (JsonNode)member)])))
        : Error("no_such_subteam");

    private Answer Info(JsonObject arguments)
    {
        var id = Text(arguments, "channel");
        return Channels.Contains(id) || Archived.Contains(id) || id is ['D', ..] ? Ok(("channel", Conversation(id))) : Error("channel_not_found");
    }

    private Answer Direct(JsonObject arguments) =>
        Text(arguments, "users") is var user && Users.ContainsKey(user) ? Ok(("channel", new JsonObject { ["id"] = DirectOf(user) })) : Error("user_not_found");

    private Answer List(JsonObject arguments) => Page("channels", [.. Channels.Order(StringComparer.Ordinal).Select(id => (JsonNode)Conversation(id))], arguments);

    private Answer History(JsonObject arguments)
    {
        var channel = Text(arguments, "channel");
        if (Unreadable(channel) is { } refusal) return refusal;
        // The newest first, and of threads the root alone.
        return Page("messages", [.. Messages.Where(message => message.Key.Channel == channel && message.Value["thread_ts"] is null && IsAsked(message.Key.Ts, arguments))
            .OrderByDescending(message => message.Key.Ts, StringComparer.Ordinal).Select(message => (JsonNode)Read(message.Key.Ts, message.Value, arguments))], arguments);
    }

    // The oldest first, the root before them: https://docs.slack.dev/reference/methods/conversations.replies
    private Answer Replies(JsonObject arguments)
    {
        var (channel, thread) = (Text(arguments, "channel"), Text(arguments, "ts"));
        if (Unreadable(channel) is { } refusal) return refusal;
        var files = Files.Where(file => file.Channel == channel && file.Thread == thread).Select(file => (JsonNode)new JsonObject
        {
            ["type"] = "message",
            ["thread_ts"] = thread,
            ["files"] = new JsonArray(new JsonObject { ["name"] = file.Name }),
        });
        return Page("messages", [.. Messages.Where(message => message.Key.Channel == channel)
            .Where(message => message.Key.Ts == thread || ((string?)message.Value["thread_ts"] == thread && IsAsked(message.Key.Ts, arguments)))
            .OrderBy(message => message.Key.Ts, StringComparer.Ordinal).Select(message => (JsonNode)Read(message.Key.Ts, message.Value, arguments)), .. files], arguments);
    }

    private static bool IsAsked(string ts, JsonObject arguments) =>
        Text(arguments, "oldest") is not { Length: > 0 } oldest || double.Parse(ts, CultureInfo.InvariantCulture) > double.Parse(oldest, CultureInfo.InvariantCulture);

    private Answer? Unreadable(string channel)
    {
        if (!Channels.Contains(channel) && channel is not ['D', ..]) return Error("channel_not_found");
        var needed = channel[0] switch { 'D' => "im:history", 'G' => "groups:history", _ => "channels:history" };
        if (Scopes.Contains(needed)) return null;
        var refusal = Error("missing_scope");
        refusal.Body["needed"] = needed;
        return refusal;
    }

    // Metadata is told to who asks for it: https://docs.slack.dev/messaging/message-metadata
    private static JsonObject Read(string ts, JsonObject message, JsonObject arguments)
    {
        var shown = Shown(ts, message);
        if (Text(arguments, "include_all_metadata") is "true" or "1" && message["metadata"] is { } metadata) shown["metadata"] = metadata.DeepClone();
        return shown;
    }

    private JsonObject Conversation(string id) => new()
    {
        ["id"] = id,
        ["is_im"] = id is ['D', ..],
        ["is_member"] = Channels.Contains(id),
        ["is_archived"] = Archived.Contains(id),
    };

    // https://docs.slack.dev/apis/web-api/pagination
    private static Answer Page(string name, IReadOnlyList<JsonNode> all, JsonObject arguments)
    {
        var limit = int.TryParse(Text(arguments, "limit"), CultureInfo.InvariantCulture, out var asked) ? asked : 100;
        var from = 0;
        if (Text(arguments, "cursor") is { Length: > 0 } cursor && (!int.TryParse(cursor, CultureInfo.InvariantCulture, out from) || from > all.Count)) return Error("invalid_cursor");
        var next = from + limit < all.Count ? (from + limit).ToString(CultureInfo.InvariantCulture) : "";
        return Ok((name, new JsonArray([.. all.Skip(from).Take(limit)])), ("response_metadata", new JsonObject { ["next_cursor"] = next }));
    }
}
