using System.Text.Json.Nodes;

namespace ChatOpsBot.Tests.Channels.Slack;

/// <summary>What Slack refuses of messages and views: nothing that runs here enforces it.</summary>
internal static class FakeSlackLimits
{
    // "You can include up to 50 blocks in each message, and 100 blocks in modals or Home tabs": https://docs.slack.dev/reference/block-kit/blocks
    public const int MessageBlocks = 50;
    public const int ViewBlocks = 100;

    // "Messages are truncated after 40,000 characters": https://docs.slack.dev/changelog/2018-truncating-really-long-messages
    public const int LongestText = 40_000;

    // https://docs.slack.dev/reference/views: title, submit, close 24; private_metadata 3000; callback_id 255.
    private const int ViewLabel = 24;
    private const int Metadata = 3000;

    private const int LongestId = 255;

    /// <summary>What is wrong with blocks; null when nothing is.</summary>
    public static string? OfBlocks(JsonArray blocks, int most)
    {
        if (blocks.Count > most) return $"no more than {most} items allowed [json-pointer:/blocks]";
        var ids = new HashSet<string>();
        foreach (var block in blocks.OfType<JsonObject>())
        {
            if (block["block_id"] is { } id && (((string)id!).Length > LongestId || !ids.Add((string)id!))) return $"block_id {id} is too long or there twice";
            if (OfBlock(block) is { } problem) return problem;
        }
        return blocks.All(block => block is JsonObject) ? null : "a block is no object";
    }

    /// <summary>What is wrong with a view; null when nothing is.</summary>
    public static string? OfView(JsonObject view)
    {
        foreach (var name in (string[])["title", "submit", "close"])
            if (view[name] is JsonObject text && Length(text) is 0 or > ViewLabel) return $"{name} is empty or longer than {ViewLabel}";
        if ((string?)view["type"] == "modal" && view["title"] is null) return "a modal has a title";
        if (((string?)view["private_metadata"])?.Length > Metadata) return "private_metadata is too long";
        return view["blocks"] is JsonArray blocks ? OfBlocks(blocks, ViewBlocks) : "a view has blocks";
    }

    private static string? OfBlock(JsonObject block) => (string?)block["type"] switch
    {
        // https://docs.slack.dev/reference/block-kit/blocks/section-block: text 3000; fields 10 of 2000.
        "section" => OfText(block["text"], 3000)
            ?? (block["fields"] is JsonArray fields ? fields.Count > 10 ? "more than 10 fields" : fields.Select(field => OfText(field, 2000)).FirstOrDefault(problem => problem is not null) : null)
            ?? (block["text"] is null && block["fields"] is null ? "a section has text or fields" : null)
            ?? (block["accessory"] is JsonObject accessory ? OfElement(accessory) : null),
        // https://docs.slack.dev/reference/block-kit/blocks/header-block
        "header" => block["text"] is null ? "a header has text" : OfText(block["text"], 150),
        // https://docs.slack.dev/reference/block-kit/blocks/actions-block: 25 elements, action_id unique among them.
        "actions" => block["elements"] is JsonArray { Count: > 0 and <= 25 } elements
            ? OfElements(elements)
            : "actions have 1 to 25 elements",
        // https://docs.slack.dev/reference/block-kit/blocks/context-block
        "context" => block["elements"] is JsonArray { Count: > 0 and <= 10 } parts ? parts.Select(part => OfText(part, 3000)).FirstOrDefault(problem => problem is not null) : "a context has 1 to 10 elements",
        // https://docs.slack.dev/reference/block-kit/blocks/input-block: label and hint 2000.
        "input" => OfText(block["label"], 2000) ?? (block["element"] is JsonObject element ? OfElement(element) : "an input has an element"),
        "divider" or "image" or "rich_text" or "table" or "markdown" => null,
        var type => $"unsupported type: {type}",
    };

    private static string? OfElements(JsonArray elements)
    {
        if (elements.Select(element => (string?)element?["action_id"]).Where(id => id is not null).GroupBy(id => id).Any(same => same.Count() > 1)) return "action_id is there twice";
        return elements.OfType<JsonObject>().Select(OfElement).FirstOrDefault(problem => problem is not null);
    }

    private static string? OfElement(JsonObject element)
    {
        if (((string?)element["action_id"])?.Length > LongestId) return "action_id is too long";
        return (string?)element["type"] switch
        {
            // https://docs.slack.dev/reference/block-kit/block-elements/button-element
            "button" => OfText(element["text"], 75) ?? (((string?)element["value"])?.Length > 2000 ? "a button's value is too long" : null),
            // https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element: 100 options of text 75 and value 150; placeholder 150.
            "static_select" or "external_select" => (element["placeholder"] is null ? null : OfText(element["placeholder"], 150)) ?? OfOptions(element["options"] as JsonArray),
            _ => null,
        };
    }

    /// <summary>What is wrong with options; null when nothing is. https://docs.slack.dev/reference/block-kit/composition-objects/option-object</summary>
    public static string? OfOptions(JsonArray? options)
    {
        if (options is null) return null;
        if (options.Count > 100) return "more than 100 options";
        return options.OfType<JsonObject>().Select(option => OfText(option["text"], 75) ?? (((string?)option["value"])?.Length is 0 or > 150 ? "an option's value is empty or too long" : null))
            .FirstOrDefault(problem => problem is not null);
    }

    private static string? OfText(JsonNode? text, int most)
    {
        if (text is not JsonObject node) return text is null ? null : "a text is an object";
        if ((string?)node["type"] is "image") return null;
        if ((string?)node["type"] is not ("plain_text" or "mrkdwn")) return "a text is plain_text or mrkdwn";
        var length = Length(node);
        return length == 0 || length > most ? $"must be more than 0 and less than {most + 1} characters" : null;
    }

    private static int Length(JsonObject text) => ((string?)text["text"])?.Length ?? 0;
}
