using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Pictures;

/// <summary>A walk's path for chats that show pictures but no SVG: a box a question, forth and back like writing that turns at the
/// margin, the answer on the way to the next. There are no words in it, so that it is the same in every language; people's answers are
/// yellow, where the walk stands is dark.</summary>
internal static class TrailPicture
{
    private const int Margin = 12;
    private const int BoxWidth = 46;
    private const int BoxHeight = 30;
    private const int Across = 82;
    private const int Down = 60;
    private const int MostInARow = 7;

    /// <summary>The picture as PNG.</summary>
    public static byte[] Draw(IReadOnlyList<TrailStep> steps)
    {
        var columns = Math.Min(MostInARow, steps.Count);
        var rows = (steps.Count + MostInARow - 1) / MostInARow;
        var canvas = new Canvas(2 * Margin + (columns - 1) * Across + BoxWidth, 2 * Margin + (rows - 1) * Down + BoxHeight);
        foreach (var (index, step) in steps.Index())
        {
            if (index + 1 < steps.Count) Way(canvas, step, Place(index), Place(index + 1));
        }
        foreach (var (index, step) in steps.Index()) Box(canvas, step, Place(index), index + 1 == steps.Count);
        return PngFile.Write(canvas);
    }

    // Rows run to the right and to the left in turn.
    private static (int X, int Y) Place(int index)
    {
        var (row, column) = Math.DivRem(index, MostInARow);
        return (Margin + (row % 2 == 0 ? column : MostInARow - 1 - column) * Across, Margin + row * Down);
    }

    private static void Box(Canvas canvas, TrailStep step, (int X, int Y) at, bool last)
    {
        var fill = last ? Ink.Dark : step.ByPerson ? Ink.Yellow : Ink.Pale;
        canvas.RoundedBox(at.X, at.Y, BoxWidth, BoxHeight, last ? Ink.Dark : Ink.Grey, fill);
        canvas.Write(step.Sign, at.X + BoxWidth / 2, at.Y + BoxHeight / 2, last ? Ink.White : Ink.Dark);
    }

    private static void Way(Canvas canvas, TrailStep step, (int X, int Y) from, (int X, int Y) to)
    {
        var (x, y) = (from.X + BoxWidth / 2, from.Y + BoxHeight / 2);
        var (toX, toY) = (to.X + BoxWidth / 2, to.Y + BoxHeight / 2);
        canvas.Line(x, y, toX, toY, Ink.Grey);
        if (step.Yes is not { } yes) return;
        var ink = yes ? Ink.Green : Ink.Red;
        if (y == toY) canvas.Write(yes ? "✓" : "✗", (x + toX) / 2, y - 9, ink);
        else canvas.Write(yes ? "✓" : "✗", x + 10, (y + toY) / 2, ink);
    }
}
