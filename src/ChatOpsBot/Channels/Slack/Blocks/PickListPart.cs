using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>Choose one: a menu, whose option's value is the command; a menu that asks the bot as one types when it has more choices
/// than Slack takes (https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element). A command that is too long for an
/// option is a button, which takes a longer one.</summary>
internal static class PickListPart
{
    // An option takes less of a screen than a line: it shows when the menu is open.
    private const int OptionsForALine = 4;

    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(PickList pick, BlockWriter writer)
    {
        var options = Options(pick).ToList();
        var most = Math.Min(BlockLimits.Options, OptionsForALine * writer.Detail.Items);
        var searched = options.Count > BlockLimits.Options && most > 0;
        var shown = searched ? options : options.Take(most).ToList();
        var buttons = pick.Choices.Where(IsLong).Take(Math.Min(writer.Detail.Items, BlockLimits.Actions)).ToList();
        yield return BlockNodes.RichText([BlockNodes.Section(BlockNodes.Run(writer.Value(pick.Prompt)))]);
        if (shown.Count > 0)
        {
            var block = writer.NextBlock();
            if (searched) writer.Search(block, pick);
            yield return BlockNodes.Actions(block, [searched ? Menu("external_select", writer) : Static(shown, writer)]);
        }
        if (buttons.Count > 0)
            foreach (var node in ButtonsPart.Write(new Buttons([.. buttons.Select(choice => new Button(choice.Label, choice.Command))]), writer)) yield return node;
        foreach (var more in writer.MoreBelow("cards.more.items", pick.Choices.Count(choice => IsLong(choice)) - buttons.Count + options.Count - shown.Count)) yield return more;
    }

    /// <summary>What a block_suggestion is answered with: the choices that have what was typed in their label or command, at most
    /// 100. https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload</summary>
    /// <param name="pick">The pick list of the menu.</param>
    /// <param name="reader">Whose language and zone.</param>
    /// <param name="typed">What the person typed so far.</param>
    public static JsonArray Suggestions(PickList pick, Reader reader, string typed)
    {
        var writer = new BlockWriter(reader, Cards.CardDetail.Levels[0], "");
        return BlockNodes.Array(Options(pick)
            .Where(choice => reader.Read(choice.Label).Contains(typed, StringComparison.OrdinalIgnoreCase) || choice.Command.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .Take(BlockLimits.Options)
            .Select(choice => Option(choice, writer)));
    }

    private static IEnumerable<Choice> Options(PickList pick) => pick.Choices
        .Where(choice => !string.IsNullOrWhiteSpace(choice.Command) && !IsLong(choice)).DistinctBy(choice => choice.Command);

    private static bool IsLong(Choice choice) => choice.Command.Length > BlockLimits.OptionValue;

    private static JsonObject Static(IEnumerable<Choice> choices, BlockWriter writer)
    {
        var menu = Menu("static_select", writer);
        menu["options"] = BlockNodes.Array(choices.Select(choice => Option(choice, writer)));
        return menu;
    }

    private static JsonObject Menu(string type, BlockWriter writer) => new()
    {
        ["type"] = type,
        ["action_id"] = writer.NextMenu(),
        ["placeholder"] = BlockNodes.Plain(writer.Label(Text.Of("cards.pick.label"), BlockLimits.Placeholder)),
    };

    private static JsonObject Option(Choice choice, BlockWriter writer) =>
        new() { ["text"] = BlockNodes.Plain(writer.Label(choice.Label, BlockLimits.Option)), ["value"] = choice.Command };
}
