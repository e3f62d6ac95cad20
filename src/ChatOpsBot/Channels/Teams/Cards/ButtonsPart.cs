using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Cards;
using ChatOpsBot.Host.Channels.Teams.Receiving;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>Buttons: Action.Execute, and Action.Submit with the same data for clients that do not know it.
/// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/overview</summary>
internal static class ButtonsPart
{
    /// <summary>Teams shows six actions of a set at once.</summary>
    public const int MostInASet = 6;

    private const int LongestTitle = 60;

    // A card on a phone without its padding, and what bold letters of 14 pixels and the room around them take.
    private const int RowPixels = 288;
    private const int LetterPixels = 9;
    private const int WidePixels = 15;
    private const int AroundPixels = 32;

    // Hangul, and all Chinese and Japanese behind it.
    private const int FirstWide = 0x1100;

    // A longer command than a person would type does not fit a card; Press reads no longer one either.
    private const int LongestCommand = 1000;

    /// <summary>Writes them.</summary>
    public static IEnumerable<JsonObject> Write(Buttons buttons, CardWriter writer) => Rows(buttons.Items
        .Where(button => button.Command.Length <= LongestCommand)
        .Take(writer.Detail.Items)
        .Select(button => Action(writer.Label(button.Label), writer.Data(button.Command), button.Weight, inputs: false)));

    /// <summary>Actions in rows that a narrow client can show: Teams cuts the titles of a row that is too wide, down to half a letter,
    /// instead of beginning another.</summary>
    public static IEnumerable<JsonObject> Rows(IEnumerable<JsonObject> actions)
    {
        List<JsonObject> row = [];
        var used = 0;
        foreach (var action in actions)
        {
            var pixels = AroundPixels + action["title"]!.GetValue<string>().EnumerateRunes().Sum(rune => rune.Value < FirstWide ? LetterPixels : WidePixels);
            if (row.Count == MostInASet || (row.Count > 0 && used + pixels > RowPixels))
            {
                yield return Set(row);
                row = [];
                used = 0;
            }
            row.Add(action);
            used += pixels;
        }
        if (row.Count > 0) yield return Set(row);
    }

    /// <summary>One action.</summary>
    /// <param name="title">What stands on it; plain text.</param>
    /// <param name="data">What comes back.</param>
    /// <param name="weight">How it looks.</param>
    /// <param name="inputs">Whether it sends the card's inputs along: only a pick list's does, for a required choice would block the others.</param>
    public static JsonObject Action(string title, JsonObject data, ButtonWeight weight, bool inputs)
    {
        var submit = Common("Action.Submit", title, data, weight, inputs);
        var execute = Common("Action.Execute", title, (JsonObject)data.DeepClone(), weight, inputs);
        execute["verb"] = Press.Verb;
        execute["fallback"] = submit;
        return execute;
    }

    private static JsonObject Set(IEnumerable<JsonObject> actions) => new() { ["type"] = "ActionSet", ["actions"] = CardNodes.Array(actions) };

    private static JsonObject Common(string type, string title, JsonObject data, ButtonWeight weight, bool inputs)
    {
        var action = new JsonObject { ["type"] = type, ["title"] = VisibleText.Cut(title, LongestTitle), ["data"] = data };
        if (!inputs) action["associatedInputs"] = "none";
        if (weight == ButtonWeight.Primary) action["style"] = "positive";
        if (weight == ButtonWeight.Dangerous) action["style"] = "destructive";
        return action;
    }
}
