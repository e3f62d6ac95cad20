using System.Globalization;

namespace ChatOpsBot.Host.Channels.Web.Page.Parts;

/// <summary>The order of a table's cells as a person expects it: numbers by size (2 before 10, 9/10 before 10/10), kubectl's ages by
/// length (5m before 2h3m), everything else by letters.</summary>
internal sealed class CellOrder : IComparer<string>
{
    /// <summary>The order.</summary>
    public static readonly CellOrder Instance = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var (one, other) = (x ?? "", y ?? "");
        return Age(one) is { } age && Age(other) is { } otherAge ? age.CompareTo(otherAge)
            : CultureInfo.InvariantCulture.CompareInfo.Compare(one, other, CompareOptions.NumericOrdering | CompareOptions.IgnoreCase);
    }

    // "3d4h", "5m12s": seconds; null when it is no age.
    private static long? Age(string text)
    {
        long total = 0, number = 0;
        var digits = false;
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit(letter))
            {
                if (number > int.MaxValue) return null;
                (number, digits) = (number * 10 + (letter - '0'), true);
                continue;
            }
            long unit = letter switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, 'y' => 365 * 86400, _ => 0 };
            if (unit == 0 || !digits) return null;
            (total, number, digits) = (total + number * unit, 0, false);
        }
        return text.Length > 0 && !digits ? total : null;
    }
}
