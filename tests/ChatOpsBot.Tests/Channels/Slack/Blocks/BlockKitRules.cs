using System.Text.Json.Nodes;

namespace ChatOpsBot.Tests.Channels.Slack.Blocks;

/// <summary>Slack's own check of a message's blocks, from its reference (https://docs.slack.dev/reference/block-kit): fields that it does
/// not know, types, required fields, lengths and counts, ids that stand twice. It knows what the bot uses and refuses all else, and counts
/// for itself: the renderer's limits are not its.</summary>
internal static class BlockKitRules
{
    private static readonly string[] TextStyles = ["bold", "italic", "strike", "code", "underline"];

    /// <summary>What Slack would refuse; empty when it takes the message.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="text">The message's own text.</param>
    public static IReadOnlyList<string> Check(JsonArray blocks, string text)
    {
        var faults = new Faults();
        // https://docs.slack.dev/reference/methods/chat.postMessage: 4,000 for best results.
        faults.Length(text, 1, 4000, "text");
        // https://docs.slack.dev/reference/block-kit/blocks: 50 in a message.
        faults.Count(blocks, 1, 50, "blocks");
        var ids = new List<string>();
        foreach (var (index, node) in blocks.Index()) Block(faults.Object(node, $"blocks/{index}"), ids, faults);
        faults.Unique(ids, "block_id");
        // "Should be unique among all other action_ids in the containing block"; the bot's are unique in the message.
        faults.Unique(Actions(blocks), "action_id");
        return faults.Found;
    }

    /// <summary>Checks the options with which a block_suggestion is answered.</summary>
    public static IReadOnlyList<string> CheckOptions(JsonArray options)
    {
        var faults = new Faults();
        Options(options, "options", faults);
        return faults.Found;
    }

    private static void Block((JsonObject Node, string At) block, List<string> ids, Faults faults)
    {
        if (block.Node["block_id"] is { } id)
        {
            // Every block: "Maximum length for this field is 255 characters".
            faults.Length(faults.Text(id, block.At + "/block_id"), 1, 255, block.At + "/block_id");
            ids.Add(id.ToString());
        }
        switch (faults.Type(block))
        {
            case "header":
                // https://docs.slack.dev/reference/block-kit/blocks/header-block
                faults.Fields(block, ["type", "text"], ["block_id"]);
                TextObject(block, "text", 150, faults, plain: true);
                break;
            case "section":
                // https://docs.slack.dev/reference/block-kit/blocks/section-block
                faults.Fields(block, ["type"], ["text", "block_id", "fields", "accessory", "expand"]);
                if (block.Node["text"] is not null) TextObject(block, "text", 3000, faults);
                if (block.Node["fields"] is JsonArray fields)
                {
                    faults.Count(fields, 1, 10, block.At + "/fields");
                    foreach (var (index, field) in fields.Index()) TextObject(faults.Object(field, $"{block.At}/fields/{index}"), 2000, faults);
                }
                else if (block.Node["text"] is null) faults.Add(block.At, "a section has a text or fields");
                break;
            case "context":
                // https://docs.slack.dev/reference/block-kit/blocks/context-block
                faults.Fields(block, ["type", "elements"], ["block_id"]);
                foreach (var element in faults.Elements(block, 1, 10)) TextObject(element, 3000, faults);
                break;
            case "actions":
                // https://docs.slack.dev/reference/block-kit/blocks/actions-block
                faults.Fields(block, ["type", "elements"], ["block_id"]);
                foreach (var element in faults.Elements(block, 1, 25)) Interactive(element, faults);
                break;
            case "rich_text":
                // https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
                faults.Fields(block, ["type", "elements"], ["block_id"]);
                foreach (var element in faults.Elements(block, 1, int.MaxValue)) RichText(element, faults);
                break;
            case var type:
                faults.Add(block.At, $"no block of a message is called {type}");
                break;
        }
    }

    private static void RichText((JsonObject Node, string At) element, Faults faults)
    {
        switch (faults.Type(element))
        {
            case "rich_text_section":
                faults.Fields(element, ["type", "elements"], []);
                foreach (var run in faults.Elements(element, 1, int.MaxValue)) Run(run, faults);
                break;
            case "rich_text_preformatted":
                faults.Fields(element, ["type", "elements"], ["border", "language"]);
                foreach (var run in faults.Elements(element, 1, int.MaxValue)) Run(run, faults);
                break;
            case "rich_text_list":
                faults.Fields(element, ["type", "style", "elements"], ["indent", "offset", "border"]);
                faults.OneOf(element, "style", "bullet", "ordered");
                foreach (var item in faults.Elements(element, 1, int.MaxValue))
                {
                    if (faults.Type(item) != "rich_text_section") faults.Add(item.At, "a list has sections");
                    RichText(item, faults);
                }
                break;
            case var type:
                faults.Add(element.At, $"rich text has no {type}");
                break;
        }
    }

    private static void Run((JsonObject Node, string At) run, Faults faults)
    {
        if (faults.Type(run) != "text") faults.Add(run.At, "the bot writes nothing into rich text but text: no mentions, no links");
        faults.Fields(run, ["type", "text"], ["style"]);
        faults.Length(faults.Text(run.Node["text"], run.At), 1, int.MaxValue, run.At);
        if (run.Node["style"] is not JsonObject style) return;
        faults.Fields((style, run.At + "/style"), [], TextStyles);
        foreach (var (name, value) in style) if (value is not JsonValue flag || !flag.TryGetValue<bool>(out _)) faults.Add(run.At, $"{name} is a boolean");
    }

    private static void Interactive((JsonObject Node, string At) element, Faults faults)
    {
        switch (faults.Type(element))
        {
            case "button":
                // https://docs.slack.dev/reference/block-kit/block-elements/button-element
                faults.Fields(element, ["type", "text"], ["action_id", "url", "value", "style", "confirm", "accessibility_label"]);
                TextObject(element, "text", 75, faults, plain: true);
                if (element.Node["value"] is { } value) faults.Length(faults.Text(value, element.At), 1, 2000, element.At + "/value");
                if (element.Node["style"] is not null) faults.OneOf(element, "style", "primary", "danger");
                if (element.Node["confirm"] is { } confirm) Confirm(faults.Object(confirm, element.At + "/confirm"), faults);
                break;
            case "static_select":
                // https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#static_select
                faults.Fields(element, ["type", "options"], ["action_id", "placeholder", "initial_option", "confirm", "focus_on_load"]);
                TextObject(element, "placeholder", 150, faults, plain: true);
                if (element.Node["options"] is JsonArray options) Options(options, element.At + "/options", faults);
                else faults.Add(element.At, "options is a list");
                break;
            case "external_select":
                // https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select
                faults.Fields(element, ["type"], ["action_id", "placeholder", "initial_option", "min_query_length", "confirm", "focus_on_load"]);
                TextObject(element, "placeholder", 150, faults, plain: true);
                break;
            case var type:
                faults.Add(element.At, $"the bot has no {type}");
                break;
        }
        faults.Length(faults.Text(element.Node["action_id"], element.At), 1, 255, element.At + "/action_id");
    }

    private static void Options(JsonArray options, string at, Faults faults)
    {
        faults.Count(options, 1, 100, at);
        foreach (var (index, node) in options.Index())
        {
            // https://docs.slack.dev/reference/block-kit/composition-objects/option-object
            var option = faults.Object(node, $"{at}/{index}");
            faults.Fields(option, ["text", "value"], ["description", "url"]);
            TextObject(option, "text", 75, faults, plain: true);
            faults.Length(faults.Text(option.Node["value"], option.At), 1, 150, option.At + "/value");
        }
        faults.Unique(options.Select(option => option!["value"]?.ToString() ?? ""), at + " value");
    }

    private static void Confirm((JsonObject Node, string At) confirm, Faults faults)
    {
        // https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object
        faults.Fields(confirm, ["title", "text", "confirm", "deny"], ["style"]);
        TextObject(confirm, "title", 100, faults, plain: true);
        TextObject(confirm, "text", 300, faults, plain: true);
        TextObject(confirm, "confirm", 30, faults, plain: true);
        TextObject(confirm, "deny", 30, faults, plain: true);
        if (confirm.Node["style"] is not null) faults.OneOf(confirm, "style", "primary", "danger");
    }

    private static void TextObject((JsonObject Node, string At) owner, string field, int most, Faults faults, bool plain = false) =>
        TextObject(faults.Object(owner.Node[field], $"{owner.At}/{field}"), most, faults, plain);

    private static void TextObject((JsonObject Node, string At) text, int most, Faults faults, bool plain = false)
    {
        // https://docs.slack.dev/reference/block-kit/composition-objects/text-object
        var type = faults.Type(text);
        if (type == "plain_text") faults.Fields(text, ["type", "text"], ["emoji"]);
        else if (type == "mrkdwn" && !plain) faults.Fields(text, ["type", "text"], ["verbatim"]);
        else faults.Add(text.At, $"{type} is no text that stands here");
        var words = faults.Text(text.Node["text"], text.At);
        faults.Length(words, 1, most, text.At);
        if (string.IsNullOrWhiteSpace(words)) faults.Add(text.At, "a text has letters");
    }

    private static IEnumerable<string> Actions(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(member => member is { Key: "action_id", Value: JsonValue id } ? [id.ToString()] : Actions(member.Value)),
        JsonArray items => items.SelectMany(Actions),
        _ => [],
    };
}
