using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Cards;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>The title, as a header while it fits one; above it the tone by symbol and word.</summary>
internal static class TitlePart
{
    /// <summary>What stands in an empty title's place.</summary>
    public const string None = "—";

    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(Reply reply, BlockWriter writer)
    {
        if (CardStatus.Word(reply) is { } word)
            yield return BlockNodes.Context(BlockNodes.Mrkdwn($"{Emoji(reply)} *{Mrkdwn.Escape(writer.Label(word, BlockLimits.Header), BlockLimits.Header)}*"));
        var title = writer.Read(reply.Title).Trim();
        if (title.Length == 0) title = None;
        yield return title.Length <= BlockLimits.Header && !title.Contains('\n', StringComparison.Ordinal)
            ? new JsonObject { ["type"] = "header", ["text"] = BlockNodes.Plain(title) }
            : BlockNodes.RichText([BlockNodes.Section(BlockNodes.Run(title, "bold"))]);
    }

    private static string Emoji(Reply reply) => (reply.Outcome, reply.Tone) switch
    {
        (Outcome.Refused, _) => ":no_entry:",
        (Outcome.NothingFound, _) => ":mag:",
        (Outcome.Asked, _) => ":question:",
        (Outcome.Failed, _) => ":x:",
        (_, Tone.Good) => ":white_check_mark:",
        (_, Tone.Warning) => ":warning:",
        _ => ":red_circle:",
    };
}
