using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using Newtonsoft.Json.Linq;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>That a card asks for itself again when one of some people looks at it, and gets what that person may press.
/// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views</summary>
/// <param name="Card">Which card.</param>
/// <param name="Users">Teams' ids ("29:…") of those for whom it is done.</param>
internal sealed record CardRefresh(CardKey Card, IReadOnlyList<string> Users)
{
    /// <summary>The verb of the action.</summary>
    public const string Verb = "refresh";

    /// <summary>The most people that a card is refreshed for.</summary>
    public const int MostUsers = 60;

    private const int LongestKey = 200;

    /// <summary>The card's member "refresh".</summary>
    public JsonObject Write(CardWriter writer) => new()
    {
        ["action"] = new JsonObject
        {
            ["type"] = "Action.Execute",
            ["title"] = writer.Label(Text.Of("teams.refresh.title")),
            ["verb"] = Verb,
            ["data"] = new JsonObject { ["card"] = Card.Value },
        },
        ["userIds"] = new JsonArray([.. Users.Take(MostUsers).Select(user => (JsonNode)user)]),
    };

    /// <summary>The card that an action's data name; null when they are not this bot's. Forged, they show what the card's own buttons show.</summary>
    public static CardKey? Read(object? data) =>
        data is JObject members && members["card"] is JValue { Value: string { Length: > 0 and <= LongestKey } key } ? new CardKey(key) : null;
}
