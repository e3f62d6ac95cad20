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
        if (!Channels.Contains(channel) && channel is not ['D', ..]) return Error("channel_not_found");
        // The newest first, and of threads the root alone.
        return Page("messages", [.. Messages.Where(message => message.Key.Channel == channel && message.Value["thread_ts"] is null)
            .OrderByDescending(message => message.Key.Ts, StringComparer.Ordinal).Select(message => (JsonNode)Shown(message.Key.Ts, message.Value))], arguments);
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
