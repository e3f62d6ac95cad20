using System.Text.Json.Nodes;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Cards;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>What the parts of a card are written with: the reader, how much is shown, and the card's token.</summary>
internal sealed class CardWriter(Reader reader, CardDetail detail, string token, bool filesFollow)
{
    private int _inputs;
    private int _buttons;

    /// <summary>How much is shown.</summary>
    public CardDetail Detail => detail;

    /// <summary>Whether what is too long for the card is offered as a file below it.</summary>
    public bool FilesFollow => filesFollow;

    /// <summary>The words of a text, safe to show, cut to the longest text.</summary>
    public string Read(Text text) => Safe(reader.Read(text), detail.Letters);

    /// <summary>The words of a label or a cell.</summary>
    public string Label(Text text) => Safe(reader.Read(text), detail.ShortLetters).ReplaceLineEndings(" ");

    /// <summary>A cell of the cluster's.</summary>
    public string Cell(string text) => Safe(text, detail.ShortLetters).ReplaceLineEndings(" ");

    /// <summary>"… 12 more rows": nothing when all are shown.</summary>
    public IEnumerable<JsonObject> More(string key, int hidden)
    {
        if (hidden > 0) yield return CardNodes.Line(CardNodes.Run(reader.Read(Text.Of(key, hidden)), subtle: true), "Small");
    }

    /// <summary>The data of a button: the command, and a token that no other button on any card has.</summary>
    public JsonObject Data(string command) => new() { ["say"] = command, ["token"] = NextToken() };

    /// <summary>The data of a pick list's button, and the name of the input that it reads.</summary>
    public (string Input, JsonObject Data) PickData()
    {
        var input = $"pick{++_inputs}";
        return (input, new JsonObject { ["from"] = input, ["token"] = NextToken() });
    }

    private string NextToken() => $"{token}-{++_buttons}";

    // The cut comes first: what is not shown need not be made safe, and a log line may have megabytes.
    private static string Safe(string text, int most) => VisibleText.Cut(CardText.Literal(VisibleText.Cut(text, most)), most);
}
