using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Cards;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>A card, ready for the wire.</summary>
/// <param name="Json">Adaptive Card 1.5.</param>
/// <param name="Summary">One line for notifications.</param>
/// <param name="Detail">How much it shows.</param>
internal sealed record RenderedCard(string Json, string Summary, CardDetail Detail);

/// <summary>A reply as an Adaptive Card 1.5. Every reply has one: what is too long is cut, and the card says how much.</summary>
internal static class CardRenderer
{
    private const int SummaryLetters = 200;

    // The card goes into JSON and not into HTML; Chinese stays readable and takes three bytes instead of six.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Renders a reply.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="reader">Whose language and zone.</param>
    /// <param name="token">Unique for this rendering: the buttons' tokens start with it.</param>
    /// <param name="limit">Bytes of the card's JSON.</param>
    /// <param name="filesFollow">Whether what is too long for it is offered as a file below it.</param>
    /// <param name="refresh">For whom it is shown otherwise; null: it is the same for everybody.</param>
    public static RenderedCard Render(Reply reply, Reader reader, string token, int limit = CardSize.Limit, bool filesFollow = false, CardRefresh? refresh = null)
    {
        var summary = VisibleText.Cut(CardText.Literal(reader.Read(reply.Title)), SummaryLetters).ReplaceLineEndings(" ");
        RenderedCard? card = null;
        foreach (var detail in CardDetail.Levels)
        {
            card = new(Write(reply, new CardWriter(reader, detail, token, filesFollow), summary, refresh).ToJsonString(Json), summary, detail);
            if (CardSize.Fits(card.Json, limit)) break;
        }
        return card!;
    }

    private static JsonObject Write(Reply reply, CardWriter writer, string summary, CardRefresh? refresh)
    {
        var shown = CardParts.Shown(reply, writer.Detail);
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["fallbackText"] = summary,
            ["body"] = CardNodes.Array([
                .. TitlePart.Write(reply, writer),
                .. shown.SelectMany(part => Write(part, writer)),
                .. writer.More("cards.more.parts", reply.Parts.Count - shown.Count),
            ]),
        };
        // Columns and logs want the whole width of the chat; a few words would be lost in it.
        if (shown.Any(part => part is Table or Code)) card["msteams"] = new JsonObject { ["width"] = "Full" };
        if (refresh is not null) card["refresh"] = refresh.Write(writer);
        return card;
    }

    private static IEnumerable<JsonObject> Write(ReplyPart part, CardWriter writer) => part switch
    {
        Paragraph paragraph => TextParts.Write(paragraph, writer),
        Trail trail => TrailPart.Write(trail, writer),
        Bullets bullets => TextParts.Write(bullets, writer),
        Facts facts => FactsPart.Write(facts, writer),
        Table table => TablePart.Write(table, writer),
        Code code => CodePart.Write(code, writer),
        Buttons buttons => ButtonsPart.Write(buttons, writer),
        PickList pick => PickListPart.Write(pick, writer),
        Picture picture => TextParts.Write(picture, writer),
        Attachment attachment => AttachmentPart.Write(attachment, writer),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part.GetType().Name),
    };
}
