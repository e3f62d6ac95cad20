using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>Choose one: a button each while they are few, else a list with one button.</summary>
internal static class PickListPart
{
    private const int LongestCommand = 1000;

    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(PickList pick, CardWriter writer)
    {
        var choices = pick.Choices.Where(choice => choice.Command.Length <= LongestCommand).Take(writer.Detail.Items).ToList();
        yield return CardNodes.Line(CardNodes.Run(writer.Read(pick.Prompt)));
        if (choices.Count is > 0 and <= ButtonsPart.MostInASet)
        {
            foreach (var row in ButtonsPart.Rows(choices.Select(choice => ButtonsPart.Action(writer.Label(choice.Label), writer.Data(choice.Command), ButtonWeight.Normal, inputs: false))))
                yield return row;
        }
        else if (choices.Count > 0)
        {
            var (input, data) = writer.PickData();
            yield return new JsonObject
            {
                ["type"] = "Input.ChoiceSet",
                ["id"] = input,
                ["style"] = "compact",
                ["isRequired"] = true,
                ["errorMessage"] = writer.Label(Text.Of("cards.pick.required")),
                ["label"] = writer.Label(Text.Of("cards.pick.label")),
                ["choices"] = CardNodes.Array(choices.Select(choice => new JsonObject { ["title"] = writer.Label(choice.Label), ["value"] = choice.Command })),
            };
            foreach (var row in ButtonsPart.Rows([ButtonsPart.Action(writer.Label(Text.Of("cards.pick.choose")), data, ButtonWeight.Primary, inputs: true)])) yield return row;
        }
        foreach (var more in writer.More("cards.more.items", pick.Choices.Count - choices.Count)) yield return more;
    }
}
