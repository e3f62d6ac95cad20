using System.Reflection;

namespace ChatOpsBot.Host.Channels.Pictures;

/// <summary>The letters of <see cref="Canvas"/>: DejaVu Sans Mono Bold at 15 pixels, drawn once by ImageMagick, one beside the other, as a
/// grey picture (PGM, https://netpbm.sourceforge.net/doc/pgm.html).</summary>
internal static class Glyphs
{
    /// <summary>The width of a glyph in pixels.</summary>
    public const int Width = 12;

    /// <summary>The height of a glyph in pixels.</summary>
    public const int Height = 18;

    /// <summary>From one letter of a word to the next, in pixels.</summary>
    public const int Advance = 9;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!?✓✗";

    private static readonly byte[] Pixels = Read();

    /// <summary>How much of a pixel a letter covers, 0 to 1.</summary>
    public static double Cover(char letter, int x, int y) =>
        Letters.IndexOf(letter, StringComparison.Ordinal) is var index and >= 0 ? Pixels[(y * Letters.Length + index) * Width + x] / 255.0 : 0;

    // The header is three lines of text; the pixels are what the file ends with.
    private static byte[] Read()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("ChatOpsBot.Host.Channels.Pictures.glyphs.pgm")!;
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray()[^(Letters.Length * Width * Height)..];
    }
}
