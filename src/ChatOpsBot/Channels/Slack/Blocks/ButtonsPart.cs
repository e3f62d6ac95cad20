using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>Buttons in the reply's order, which is that of safety; a dangerous one asks before it says anything. The value is the command
/// (docs/decisions/0001): https://docs.slack.dev/reference/block-kit/block-elements/button-element</summary>
internal static class ButtonsPart
{
    /// <summary>Writes them.</summary>
    public static IEnumerable<JsonObject> Write(Buttons buttons, BlockWriter writer)
    {
        var shown = buttons.Items
            .Where(button => !string.IsNullOrWhiteSpace(button.Command) && button.Command.Length <= BlockLimits.ButtonValue)
            .Take(writer.Detail.Items).ToList();
        foreach (var some in shown.Chunk(BlockLimits.Actions)) yield return BlockNodes.Actions(writer.NextBlock(), some.Select(button => Button(button, writer)));
        foreach (var more in writer.MoreBelow("cards.more.items", buttons.Items.Count - shown.Count)) yield return more;
    }

    private static JsonObject Button(Button button, BlockWriter writer)
    {
        var node = new JsonObject
        {
            ["type"] = "button",
            ["action_id"] = writer.NextButton(),
            ["text"] = BlockNodes.Plain(writer.Label(button.Label, BlockLimits.Button)),
            ["value"] = button.Command,
        };
        if (button.Weight == ButtonWeight.Primary) node["style"] = "primary";
        if (button.Weight != ButtonWeight.Dangerous) return node;
        node["style"] = "danger";
        node["confirm"] = Confirm(button.Command, writer);
        return node;
    }

    private static JsonObject Confirm(string command, BlockWriter writer) => new()
    {
        ["title"] = BlockNodes.Plain(writer.Label(Text.Of("cards.confirm.title"), BlockLimits.ConfirmTitle)),
        ["text"] = BlockNodes.Plain(writer.Label(Text.Of("cards.confirm.text", command), BlockLimits.ConfirmText)),
        ["confirm"] = BlockNodes.Plain(writer.Label(Text.Of("cards.confirm.yes"), BlockLimits.ConfirmButton)),
        ["deny"] = BlockNodes.Plain(writer.Label(Text.Of("cards.confirm.no"), BlockLimits.ConfirmButton)),
        ["style"] = "danger",
    };
}
