using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>Names with values: a table without lines. A FactSet would read markdown into names of the cluster.</summary>
internal static class FactsPart
{
    /// <summary>Writes them.</summary>
    public static IEnumerable<JsonObject> Write(Facts facts, CardWriter writer)
    {
        var shown = facts.Items.Take(writer.Detail.Items).ToList();
        foreach (var (index, fact) in shown.Index())
        {
            yield return new JsonObject
            {
                ["type"] = "ColumnSet",
                ["spacing"] = index == 0 ? "Small" : "None",
                ["columns"] = CardNodes.Array([
                    CardNodes.Column("120px", CardNodes.Line(CardNodes.Run(writer.Label(fact.Name), bold: true))),
                    CardNodes.Column("stretch", CardNodes.Line(CardNodes.Run(writer.Read(fact.Value).ReplaceLineEndings(" ")))),
                ]),
            };
        }
        foreach (var more in writer.More("cards.more.items", facts.Items.Count - shown.Count)) yield return more;
    }
}
