using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Slack.Api;
using ChatOpsBot.Host.Channels.Slack.Receiving;

namespace ChatOpsBot.Host.Channels.Slack.Views;

/// <summary>A pressed button whose command takes a reason: the modal that asks for it, and what was said with it.</summary>
/// <param name="Say">The button's command.</param>
/// <param name="Word">What stands between the command and the reason.</param>
/// <param name="Where">Where it was pressed.</param>
/// <param name="Message">The ts of the card, which the answer may replace.</param>
internal sealed record ReasonModal(string Say, string Word, SlackReference Where, string? Message)
{
    /// <summary>Tells this modal from others.</summary>
    public const string Callback = "reason";

    private const string Block = "reason";
    private const string Action = "said";

    // Longer ones are cut by the commands themselves.
    private const int LongestReason = 500;

    // https://docs.slack.dev/reference/views/modal-views
    private const int LongestMetadata = 3000;

    /// <summary>The modal; null when it cannot carry so long a command.</summary>
    public JsonObject? Write(Reader reader)
    {
        var metadata = new JsonObject { ["say"] = Say, ["word"] = Word, ["where"] = Where.Write(), ["message"] = Message }.ToJsonString();
        if (metadata.Length > LongestMetadata) return null;
        var view = ViewNodes.Modal(
            Callback, reader.Read(Text.Of("slack.reason.title")), reader.Read(Text.Of("slack.reason.close")), reader.Read(Text.Of("slack.reason.submit")),
            [
                ViewNodes.Section(Say),
                new JsonObject
                {
                    ["type"] = "input",
                    ["block_id"] = Block,
                    ["optional"] = true,
                    ["label"] = ViewNodes.Plain(reader.Read(Text.Of("slack.reason.label")), 2000),
                    ["element"] = new JsonObject { ["type"] = "plain_text_input", ["action_id"] = Action, ["max_length"] = LongestReason },
                },
            ]);
        view["private_metadata"] = metadata;
        return view;
    }

    /// <summary>What was submitted; null when it is not this modal's.</summary>
    public static Spoken? Read(JsonObject view, SlackAccount who)
    {
        if (view.Text("callback_id") != Callback || view.Text("id") is not { } id || Metadata(view) is not { } metadata) return null;
        if (metadata.Text("say") is not { } say || SlackReference.Read(metadata.Text("where") ?? "") is not { } where) return null;
        var reason = view.Object("state").Object("values").Object(Block).Object(Action).Text("value");
        return new Spoken($"view/{id}", who, where, With(say, (string?)metadata["word"] ?? "", reason), metadata.Text("message"));
    }

    /// <summary>The command with its reason, which is one word in quotes and can be no option.</summary>
    public static string With(string say, string word, string? reason)
    {
        var line = string.Join(' ', (reason ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace('"', '\'').TrimStart('-', ' ');
        return line.Length == 0 ? say : $"{say} {word}{(word.Length == 0 ? "" : " ")}\"{line}\"";
    }

    private static JsonObject? Metadata(JsonObject view)
    {
        try
        {
            return JsonNode.Parse(view.Text("private_metadata") ?? "null") as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
