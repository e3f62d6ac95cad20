using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Pictures;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>A walk's path: a picture, with its words for whoever cannot see it; in a card that is cut short the words alone.</summary>
internal static class TrailPart
{
    // In base64, beside the words of a card of 28 KB.
    private const int MostBytes = 6 * 1024;

    /// <summary>A picture within the card, as a data URI: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format</summary>
    public static IEnumerable<JsonObject> Write(Trail trail, CardWriter writer)
    {
        if (!writer.Detail.Pictures || TrailPicture.Draw(trail.Steps) is not { Length: <= MostBytes } png) return TextParts.Write(new Paragraph(trail.Words), writer);
        return [new JsonObject { ["type"] = "Image", ["url"] = $"data:image/png;base64,{Convert.ToBase64String(png)}", ["altText"] = writer.Read(trail.Words) }];
    }
}
