using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Cards;

/// <summary>How much of a reply is shown; the rest is counted ("… 12 more rows").</summary>
/// <param name="Parts">Parts of the reply.</param>
/// <param name="Rows">Rows of a table.</param>
/// <param name="Lines">Lines of code.</param>
/// <param name="Items">Bullets, facts, choices of a pick list.</param>
/// <param name="Letters">Letters of one text.</param>
internal sealed record CardDetail(int Parts, int Rows, int Lines, int Items, int Letters)
{
    /// <summary>Letters of a cell, a label, a title of a button.</summary>
    public int ShortLetters => Math.Min(Letters, 200);

    /// <summary>Lines of a file.</summary>
    public int FileLines => Math.Min(Lines, Attachment.ShownLines);

    /// <summary>Whether there is room for pictures, which take some KB each.</summary>
    public bool Pictures => Letters >= 700;

    /// <summary>From one screen of everything down to the title alone. The first that fits is sent.</summary>
    public static IReadOnlyList<CardDetail> Levels { get; } =
    [
        new(40, 25, 60, 30, 4000),
        new(40, 18, 40, 20, 1500),
        new(30, 12, 24, 14, 700),
        new(20, 8, 12, 8, 300),
        new(10, 4, 6, 5, 160),
        new(6, 2, 3, 3, 80),
        new(0, 0, 0, 0, 80),
    ];
}
