using System.Text.Json.Nodes;

namespace ChatOpsBot.Host.Channels.Slack.Views;

/// <summary>The pieces of modals and of the App Home. https://docs.slack.dev/reference/views</summary>
internal static class ViewNodes
{
    // https://docs.slack.dev/reference/views/modal-views: title, submit and close take 24 letters.
    private const int Label = 24;

    /// <summary>A modal.</summary>
    public static JsonObject Modal(string callback, string title, string close, string? submit, JsonArray blocks)
    {
        var modal = new JsonObject { ["type"] = "modal", ["callback_id"] = callback, ["title"] = Plain(title, Label), ["close"] = Plain(close, Label), ["blocks"] = blocks };
        if (submit is not null) modal["submit"] = Plain(submit, Label);
        return modal;
    }

    /// <summary>Plain text, in which nothing is mark-up.</summary>
    public static JsonObject Plain(string text, int most) =>
        new() { ["type"] = "plain_text", ["text"] = text.Length <= most ? text : text[..(most - 1)] + "…", ["emoji"] = false };

    /// <summary>A sentence.</summary>
    public static JsonObject Section(string text) => new() { ["type"] = "section", ["text"] = Plain(text, 3000) };

    /// <summary>A heading.</summary>
    public static JsonObject Header(string text) => new() { ["type"] = "header", ["text"] = Plain(text, 150) };

    /// <summary>A line between.</summary>
    public static JsonObject Divider() => new() { ["type"] = "divider" };
}
