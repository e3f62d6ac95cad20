using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOpsBot.Tests.Channels.Slack;

/// <summary>views.*: modals and the App Home. https://docs.slack.dev/reference/methods?family=views</summary>
internal sealed partial class FakeSlack
{
    private readonly Dictionary<string, DateTimeOffset> _triggers = [];
    private readonly Dictionary<string, int> _versions = [];
    private int _issued;

    /// <summary>Views by user (home) or view id (modals).</summary>
    public Dictionary<string, JsonObject> Views { get; } = [];

    /// <summary>A trigger for a modal: "expires in 3 seconds and can be used once",
    /// https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses</summary>
    public string Trigger()
    {
        lock (_lock)
        {
            var id = $"trigger-{++_issued}";
            _triggers[id] = _time.GetUtcNow();
            return id;
        }
    }

    private Answer Open(JsonObject arguments)
    {
        var trigger = Text(arguments, "trigger_id");
        if (!_triggers.Remove(trigger, out var issued)) return Error(trigger.StartsWith("trigger-", StringComparison.Ordinal) ? "exchanged_trigger_id" : "invalid_trigger_id");
        if (_time.GetUtcNow() - issued > TimeSpan.FromSeconds(3)) return Error("expired_trigger_id");
        return Show($"V{Views.Count + 1}", arguments);
    }

    // "hash … protects against possible race conditions": https://docs.slack.dev/reference/methods/views.update
    private Answer Renew(JsonObject arguments)
    {
        var id = Text(arguments, "view_id");
        if (!Views.ContainsKey(id)) return Error("not_found");
        return arguments["hash"] is { } hash && (string?)hash != Hash(id) ? Error("hash_conflict") : Show(id, arguments);
    }

    private Answer Publish(JsonObject arguments) => Text(arguments, "user_id") is { Length: > 0 } user ? Show(user, arguments) : Error("invalid_arguments", "missing required field: user_id");

    private Answer Show(string id, JsonObject arguments)
    {
        var view = arguments["view"] as JsonObject ?? [];
        if (FakeSlackLimits.OfView(view) is { } problem) return Error("invalid_arguments", problem);
        Views[id] = (JsonObject)view.DeepClone();
        _versions[id] = _versions.GetValueOrDefault(id) + 1;
        var shown = (JsonObject)view.DeepClone();
        (shown["id"], shown["team_id"], shown["bot_id"], shown["hash"]) = (id.StartsWith('V') ? id : "V0HOME", Team, "B0BOT", Hash(id));
        return Ok(("view", shown));
    }

    private string Hash(string id) => string.Create(CultureInfo.InvariantCulture, $"1764000000.{id}-{_versions[id]}");
}
