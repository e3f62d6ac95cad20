using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Slack.Api;
using ChatOpsBot.Host.Channels.Slack.Blocks;

namespace ChatOpsBot.Host.Channels.Slack.Receiving;

/// <summary>A press on a button or a choice from a list. What it says is no more than the person could as well have typed.
/// https://docs.slack.dev/reference/interaction-payloads/block_actions-payload</summary>
/// <param name="Say">The command.</param>
/// <param name="Action">The button's action_id and its block's block_id: they tell one rendering of a card from the next.</param>
internal sealed record Press(string Say, string Action)
{
    private const int LongestSay = 4000;

    /// <summary>Reads an action; null when it is not this bot's.</summary>
    public static Press? Read(JsonObject action)
    {
        if (action.Text("action_id") is not { } id) return null;
        var say = id.StartsWith(BlockRenderer.SayAction, StringComparison.Ordinal) ? action.Text("value")
            : id.StartsWith(BlockRenderer.PickAction, StringComparison.Ordinal) ? action.Object("selected_option").Text("value") : null;
        return string.IsNullOrWhiteSpace(say) || say.Length > LongestSay ? null : new Press(say.Trim(), $"{id}/{action.Text("block_id")}");
    }

    /// <summary>What stays the same when it is pressed twice, or sent again.</summary>
    public string Key(string container, SlackAccount who) =>
        $"{container}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{who.Id}\n{Action}\n{Say}")).AsSpan(0, 16))}";
}
