using System.Text.Json.Nodes;
using ChatOpsBot.Tests.Channels.Slack;

namespace ChatOpsBot.Tests.Vendors;

/// <summary>A request, and who takes it.</summary>
/// <param name="Sent">The request.</param>
/// <param name="Bolt">Whether Slack's framework takes it.</param>
/// <param name="Why">Why the bot does otherwise; null: it does the same.</param>
internal sealed record SlackRequestRow(SlackRequest Sent, bool Bolt, string? Why = null);

/// <summary>Good and bad requests.</summary>
internal static class SlackRequestTable
{
    private const string Stricter = "What Slack never sends is refused by whoever reads exactly: ";
    private static readonly JsonObject Check = new() { ["ssl_check"] = "1", ["token"] = "old" };
    private static readonly JsonObject Asked = SlackEvents.Command("help", "1.2.3");

    private static SlackRequest Mention => SlackRequest.Event(SlackEvents.Mention("pods"));

    public static Dictionary<string, SlackRequestRow> Rows { get; } = new()
    {
        ["a mention"] = new(Mention, true),
        ["a direct message"] = new(SlackRequest.Event(SlackEvents.Direct("whoami")), true),
        ["the opening of the home tab"] = new(SlackRequest.Event(SlackEvents.Callback(new JsonObject { ["type"] = "app_home_opened", ["user"] = "U0BOB", ["channel"] = "D0BOB", ["tab"] = "home" })), true),
        ["an event sent again"] = new(Mention with { More = [("x-slack-retry-num", "1"), ("x-slack-retry-reason", "http_timeout")] }, true),
        ["an event that nobody listens to"] = new(SlackRequest.Event(SlackEvents.Callback(new JsonObject { ["type"] = "reaction_added", ["user"] = "U0BOB", ["item"] = new JsonObject() })), true),
        ["the verification of the URL"] = new(SlackRequest.Event(new JsonObject { ["type"] = "url_verification", ["challenge"] = "3eZbrw1aB" }), true),
        ["a slash command"] = new(SlackRequest.Command(Asked), true),
        ["a pressed button"] = new(SlackRequest.Interaction(SlackEvents.Press("whoami", "1.1")), true),
        ["a submitted modal"] = new(SlackRequest.Interaction(Interaction("view_submission", ("view", new JsonObject { ["id"] = "V1", ["callback_id"] = "reason", ["private_metadata"] = "" }))), true),
        ["a shortcut"] = new(SlackRequest.Interaction(Interaction("message_action", ("callback_id", "why"), ("trigger_id", "none"), ("channel", new JsonObject { ["id"] = "C0ONCALL" }),
            ("message_ts", "1.1"), ("message", new JsonObject { ["ts"] = "1.1", ["text"] = "web-7d9f8c-x2x4z was evicted" }))), true),
        ["a menu's question for names"] = new(SlackRequest.Interaction(Interaction("block_suggestion", ("block_id", "names:why"), ("action_id", "pick:name"), ("value", "pay"))), true),
        ["an interaction that nobody listens to"] = new(SlackRequest.Interaction(Interaction("teleport")), false,
            "Bolt leaves it unacknowledged for its three seconds and then says 404, so that the person sees an error of the app; the bot acknowledges what does not concern it."),
        ["a check of the certificate"] = new(SlackRequest.Command(Check), true),
        ["a check of the certificate that nobody signed"] = new(SlackRequest.Command(Check) with { Signature = _ => null }, true,
            "The project's design has it verified as everything else: the certificate was shown before the first byte, and of these requests Slack says \"mostly, you may ignore\" them."),
        ["a command in a check of the certificate that nobody signed"] = new(SlackRequest.Command(Merge(Check, Asked)) with { Signature = _ => null }, true, "As above; Bolt takes the check and drops the command."),

        ["another app's secret"] = new(Mention with { Secret = "another" }, false),
        ["the signature of another body"] = new(Mention with { Body = SlackEvents.Mention("delete pod db-0").ToJsonString(), Signature = _ => "v0=" + new string('a', 64) }, false),
        ["the signature of another time"] = new(Mention with { Age = TimeSpan.FromMinutes(20), Timestamp = time => $"{long.Parse(time, System.Globalization.CultureInfo.InvariantCulture) + 1200}" }, false),
        ["a signature in capitals"] = new(Mention with { Signature = signature => "v0=" + signature[3..].ToUpperInvariant() }, false),
        ["a signature of another version"] = new(Mention with { Signature = signature => "v1" + signature[2..] }, false),
        ["a signature without a version"] = new(Mention with { Signature = signature => signature[3..] }, false),
        ["half a signature"] = new(Mention with { Signature = signature => signature[..35] }, false),
        ["an empty signature"] = new(Mention with { Signature = _ => "" }, false),
        ["a signature that is only a version"] = new(Mention with { Signature = _ => "v0=" }, false),
        ["a signature with something behind it"] = new(Mention with { Signature = signature => signature + "=more" }, true, Stricter + "the header is the signature and nothing else."),
        ["no signature"] = new(Mention with { Signature = _ => null }, false),
        ["no time"] = new(Mention with { Timestamp = _ => null }, false),
        ["neither"] = new(Mention with { Signature = _ => null, Timestamp = _ => null }, false),
        ["a time that is no number"] = new(Mention with { Timestamp = _ => "soon" }, false),
        ["an empty time"] = new(Mention with { Timestamp = _ => "" }, false),
        ["a negative time"] = new(Mention with { Timestamp = time => "-" + time }, false),
        ["a time with a fraction"] = new(Mention with { Timestamp = time => time + ".0" }, true, Stricter + "the signature is over the header's own text, which is whole seconds."),
        ["the verification of the URL that nobody signed"] = new(SlackRequest.Event(new JsonObject { ["type"] = "url_verification", ["challenge"] = "x" }) with { Signature = _ => null }, false),

        ["four minutes ago"] = new(Mention with { Age = TimeSpan.FromMinutes(4) }, true),
        ["six minutes ago"] = new(Mention with { Age = TimeSpan.FromMinutes(6) }, false),
        ["four minutes ahead"] = new(Mention with { Age = TimeSpan.FromMinutes(-4) }, true),
        ["six minutes ahead"] = new(Mention with { Age = TimeSpan.FromMinutes(-6) }, true,
            "Slack's documentation compares the absolute difference, \"absolute_value(time.time() - timestamp) > 60 * 5\" (https://docs.slack.dev/authentication/verifying-requests-from-slack); Bolt looks back alone, so that a recorded request of the future could be sent for longer."),

        ["no body"] = new(Mention with { Body = "" }, false),
        ["what is no JSON"] = new(Mention with { Body = "{not json" }, false),
        ["a list"] = new(Mention with { Body = "[]" }, false),
        ["a callback without an event"] = new(SlackRequest.Event(new JsonObject { ["type"] = "event_callback", ["team_id"] = FakeSlack.Team }), false),
        ["an event as text"] = new(Mention with { Type = "text/plain" }, true, Stricter + "events are application/json (https://docs.slack.dev/apis/events-api)."),
        ["a command as JSON"] = new(new SlackRequest("commands", Asked.ToJsonString(), "application/json"), true, Stricter + "commands are forms (https://docs.slack.dev/interactivity/implementing-slash-commands)."),
        ["a command of nobody"] = new(SlackRequest.Command(new JsonObject { ["command"] = "/chatops", ["text"] = "help" }), true, Stricter + "without a user there is nobody whose rights count."),
        ["a form whose type names its letters"] = new(SlackRequest.Command(Asked) with { Type = "application/x-www-form-urlencoded; charset=utf-8" }, false,
            "Looser, and safe: the signature is over the same bytes, which are read the same way; Bolt compares the header letter by letter and takes the form for broken JSON."),
        ["an interaction that is no JSON"] = new(SlackRequest.Interaction(new JsonObject()) with { Body = "payload=%7B" }, false),
        ["an interaction without a payload"] = new(SlackRequest.Interaction(new JsonObject()) with { Body = "other=1" }, false),
        ["three megabytes"] = new(Mention with { Body = Long(3) }, true, "Nothing that Slack sends is larger than 2 MB; Bolt's limit is 4 MB."),
        ["a GET"] = new(Mention with { Method = HttpMethod.Get }, false),
    };

    private static JsonObject Interaction(string type, params (string Name, JsonNode Value)[] members)
    {
        var payload = new JsonObject
        {
            ["type"] = type,
            ["user"] = new JsonObject { ["id"] = "U0ALICE", ["team_id"] = FakeSlack.Team },
            ["team"] = new JsonObject { ["id"] = FakeSlack.Team },
        };
        foreach (var (name, value) in members) payload[name] = value;
        return payload;
    }

    private static JsonObject Merge(JsonObject one, JsonObject other)
    {
        var both = (JsonObject)one.DeepClone();
        foreach (var (name, value) in other) both[name] = value?.DeepClone();
        return both;
    }

    private static string Long(int megabytes) => SlackEvents.Mention(new string('x', megabytes * 1024 * 1024)).ToJsonString();
}
