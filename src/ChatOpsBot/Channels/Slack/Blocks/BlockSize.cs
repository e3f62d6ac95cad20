using System.Text.Json.Nodes;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>How large the blocks of a message are together.</summary>
internal static class BlockSize
{
    /// <summary>Whether Slack takes so many blocks with so many letters in one message.</summary>
    public static bool Fits(JsonArray blocks) => blocks.Count <= BlockLimits.Blocks && Letters(blocks) <= BlockLimits.Letters;

    private static int Letters(JsonNode? node) => node switch
    {
        JsonObject item => BlockLimits.ObjectLetters + item.Sum(member => member is { Key: "text", Value: JsonValue text } ? text.GetValue<string>().Length : Letters(member.Value)),
        JsonArray items => items.Sum(Letters),
        _ => 0,
    };
}
