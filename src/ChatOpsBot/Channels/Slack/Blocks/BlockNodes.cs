using System.Text.Json.Nodes;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>The blocks of Block Kit that the bot uses: https://docs.slack.dev/reference/block-kit/blocks. What comes from the cluster
/// or from people stands in plain_text and in text elements of rich_text only, which read no markup: neither mentions nor links nor
/// formatting.</summary>
internal static class BlockNodes
{
    /// <summary>A plain_text object.</summary>
    public static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = false };

    /// <summary>A mrkdwn object. Its text is the bot's own, or went through <see cref="Slack.Blocks.Mrkdwn"/>.</summary>
    public static JsonObject Mrkdwn(string text) => new() { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true };

    /// <summary>A line in small grey letters.</summary>
    public static JsonObject Context(JsonObject text) => new() { ["type"] = "context", ["elements"] = new JsonArray(text) };

    /// <summary>Rich text: sections, lists and preformatted lines.</summary>
    public static JsonObject RichText(IEnumerable<JsonObject> elements) => new() { ["type"] = "rich_text", ["elements"] = Array(elements) };

    /// <summary>A paragraph of rich text.</summary>
    public static JsonObject Section(params IEnumerable<JsonObject> runs) => new() { ["type"] = "rich_text_section", ["elements"] = Array(runs) };

    /// <summary>Lines in a fixed-width face.</summary>
    public static JsonObject Preformatted(string text) => new() { ["type"] = "rich_text_preformatted", ["elements"] = Array([Run(text)]) };

    /// <summary>A piece of rich text.</summary>
    /// <param name="text">As it is; not empty.</param>
    /// <param name="style">bold, italic or code; null: none.</param>
    public static JsonObject Run(string text, string? style = null)
    {
        var run = new JsonObject { ["type"] = "text", ["text"] = text };
        if (style is not null) run["style"] = new JsonObject { [style] = true };
        return run;
    }

    /// <summary>Buttons and menus in a row.</summary>
    /// <param name="id">The block_id.</param>
    /// <param name="elements">One to <see cref="BlockLimits.Actions"/>.</param>
    public static JsonObject Actions(string id, IEnumerable<JsonObject> elements) =>
        new() { ["type"] = "actions", ["block_id"] = id, ["elements"] = Array(elements) };

    /// <summary>A list of nodes.</summary>
    public static JsonArray Array(IEnumerable<JsonObject> nodes) => new([.. nodes]);
}
