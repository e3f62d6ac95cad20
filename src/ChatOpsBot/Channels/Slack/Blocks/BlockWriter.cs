using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Cards;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>What the parts of a message are written with: the reader, how much is shown, and the message's token.</summary>
internal sealed class BlockWriter(Reader reader, CardDetail detail, string token)
{
    // Slack refuses empty texts.
    private const string Nothing = "—";

    private readonly Dictionary<string, PickList> _searched = new(StringComparer.Ordinal);
    private int _blocks;
    private int _buttons;
    private int _menus;

    /// <summary>How much is shown.</summary>
    public CardDetail Detail => detail;

    /// <summary>The pick lists that a menu searches, by block_id.</summary>
    public IReadOnlyDictionary<string, PickList> Searched => _searched;

    /// <summary>The words of a text, safe to show, cut to the longest text.</summary>
    public string Read(Text text) => Safe(reader.Read(text), Math.Min(detail.Letters, BlockLimits.Text));

    /// <summary>The words of a label, on one line; a dash where there are none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most letters.</param>
    public string Label(Text text, int most)
    {
        var label = Safe(reader.Read(text), Math.Min(detail.ShortLetters, most)).ReplaceLineEndings(" ");
        return string.IsNullOrWhiteSpace(label) ? Nothing : label;
    }

    /// <summary>A cell or a line of the cluster's.</summary>
    public string Cell(string text) => Safe(text, detail.ShortLetters).ReplaceLineEndings(" ");

    /// <summary>A value on one line, whole; a dash where there is none.</summary>
    public string Value(Text text)
    {
        var value = VisibleText.Cut(Read(text).ReplaceLineEndings(" "), BlockLimits.Field);
        return string.IsNullOrWhiteSpace(value) ? Nothing : value;
    }

    /// <summary>"… 12 more rows" within rich text: nothing when all are shown.</summary>
    public IEnumerable<JsonObject> More(string key, int hidden)
    {
        if (hidden > 0) yield return BlockNodes.Section(BlockNodes.Run(reader.Read(Text.Of(key, hidden)), "italic"));
    }

    /// <summary>"… 12 more" as a block of its own: nothing when all are shown.</summary>
    public IEnumerable<JsonObject> MoreBelow(string key, int hidden)
    {
        if (hidden > 0) yield return BlockNodes.Context(BlockNodes.Plain(reader.Read(Text.Of(key, hidden))));
    }

    /// <summary>The block_id of the next block that can be pressed: the token of this rendering and a number, which no other block
    /// of any message has. It comes back with a press, and tells a double click from the same button on another card.</summary>
    public string NextBlock() => string.Create(CultureInfo.InvariantCulture, $"{token}:{++_blocks}");

    /// <summary>The action_id of the next button.</summary>
    public string NextButton() => string.Create(CultureInfo.InvariantCulture, $"{BlockRenderer.SayAction}{++_buttons}");

    /// <summary>The action_id of the next menu.</summary>
    public string NextMenu() => string.Create(CultureInfo.InvariantCulture, $"{BlockRenderer.PickAction}{++_menus}");

    /// <summary>Says which pick list the menu of a block searches.</summary>
    public void Search(string block, PickList pick) => _searched.Add(block, pick);

    // The cut comes first: what is not shown need not be made safe, and a log line may have megabytes.
    private static string Safe(string text, int most) => VisibleText.Cut(VisibleText.Of(VisibleText.Cut(text, most)), most);
}
