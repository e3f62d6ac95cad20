using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Cards;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>A message, ready for chat.postMessage and chat.update.</summary>
/// <param name="Blocks">Block Kit.</param>
/// <param name="Text">The whole reply without blocks, as mrkdwn: for notifications, and for screen readers, which read it in the
/// blocks' place (https://docs.slack.dev/reference/methods/chat.postMessage#text_and_blocks).</param>
internal sealed record RenderedMessage(JsonArray Blocks, string Text)
{
    /// <summary>The pick lists behind external_select menus, by the block_id with which a block_suggestion asks for options:
    /// <see cref="PickListPart.Suggestions"/> answers it.</summary>
    public IReadOnlyDictionary<string, PickList> Searched { get; init; } = new Dictionary<string, PickList>();
}

/// <summary>A reply as Block Kit. Every reply has one: what is too long is cut, and the message says how much.</summary>
internal static class BlockRenderer
{
    /// <summary>What the action_id of every button starts with; its value is the command.</summary>
    public const string SayAction = "say:";

    /// <summary>What the action_id of every menu starts with; the chosen option's value is the command.</summary>
    public const string PickAction = "pick:";

    /// <summary>The longest token: with a number behind it it is a block_id.</summary>
    public const int LongestToken = BlockLimits.Id - 10;

    /// <summary>Renders a reply.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="reader">Whose language and zone.</param>
    /// <param name="token">Unique for this rendering: the block_id of everything that can be pressed starts with it.</param>
    public static RenderedMessage Render(Reply reply, Reader reader, string token)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(token.Length, LongestToken, nameof(token));
        var text = Mrkdwn.Escape(VisibleText.Of(PlainText.Render(reply, reader, width: null)).TrimEnd(), BlockLimits.MessageText);
        // A message without words is no_text.
        if (text.Length == 0) text = TitlePart.None;
        foreach (var detail in CardDetail.Levels)
        {
            var writer = new BlockWriter(reader, detail, token);
            var blocks = BlockNodes.Array(Write(reply, writer));
            if (BlockSize.Fits(blocks) || detail == CardDetail.Levels[^1]) return new RenderedMessage(blocks, text) { Searched = writer.Searched };
        }
        throw new InvalidOperationException("There is a last level.");
    }

    private static IEnumerable<JsonObject> Write(Reply reply, BlockWriter writer)
    {
        var shown = CardParts.Shown(reply, writer.Detail);
        return
        [
            .. TitlePart.Write(reply, writer),
            .. shown.SelectMany(part => Write(part, writer)),
            .. writer.MoreBelow("cards.more.parts", reply.Parts.Count - shown.Count),
        ];
    }

    private static IEnumerable<JsonObject> Write(ReplyPart part, BlockWriter writer) => part switch
    {
        Paragraph paragraph => ParagraphPart.Write(paragraph, writer),
        Trail trail => TrailPart.Write(trail, writer),
        Bullets bullets => BulletsPart.Write(bullets, writer),
        Facts facts => FactsPart.Write(facts, writer),
        Table table => TablePart.Write(table, writer),
        Code code => CodePart.Write(code, writer),
        Buttons buttons => ButtonsPart.Write(buttons, writer),
        PickList pick => PickListPart.Write(pick, writer),
        Picture picture => PicturePart.Write(picture, writer),
        Attachment attachment => AttachmentPart.Write(attachment, writer),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part.GetType().Name),
    };
}
