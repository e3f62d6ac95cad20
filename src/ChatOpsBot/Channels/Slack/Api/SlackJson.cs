using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsBot.Host.Channels.Slack.Api;

/// <summary>Reads members of Slack's JSON that may be missing, null or of another type than documented: all of that is "not there".</summary>
internal static class SlackJson
{
    /// <summary>A string that is not empty.</summary>
    public static string? Text(this JsonObject? from, string name) =>
        from?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;

    /// <summary>An object.</summary>
    public static JsonObject? Object(this JsonObject? from, string name) => from?[name] as JsonObject;

    /// <summary>The objects of a list.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject? from, string name) => (from?[name] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>Whether something is true.</summary>
    public static bool Flag(this JsonObject? from, string name) => from?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;
}
