namespace ChatOpsBot.Host.Channels.Pictures;

/// <summary>A small picture of boxes, lines and letters on white, without fonts or drawing libraries of the machine: those for .NET
/// bring tens of megabytes of native code for each system.</summary>
internal sealed class Canvas
{
    private const double Radius = 8;
    private readonly Ink[] _pixels;

    /// <summary>A white sheet, in pixels.</summary>
    public Canvas(int width, int height)
    {
        (Width, Height) = (width, height);
        _pixels = new Ink[width * height];
        Array.Fill(_pixels, Ink.White);
    }

    /// <summary>In pixels.</summary>
    public int Width { get; }

    /// <summary>In pixels.</summary>
    public int Height { get; }

    /// <summary>The pixels of a row.</summary>
    public ReadOnlySpan<Ink> Row(int y) => _pixels.AsSpan(y * Width, Width);

    /// <summary>A box with round corners and a frame of one pixel.</summary>
    public void RoundedBox(int left, int top, int width, int height, Ink frame, Ink fill)
    {
        for (var y = top; y < top + height; y++)
        {
            for (var x = left; x < left + width; x++)
            {
                // How far the middle of the pixel lies within the edge.
                var (fromX, fromY) = (Math.Abs(x + 0.5 - left - width / 2.0), Math.Abs(y + 0.5 - top - height / 2.0));
                var (outX, outY) = (Math.Max(0, fromX - width / 2.0 + Radius), Math.Max(0, fromY - height / 2.0 + Radius));
                var within = outX > 0 && outY > 0
                    ? Radius - Math.Sqrt(outX * outX + outY * outY)
                    : Math.Min(width / 2.0 - fromX, height / 2.0 - fromY);
                Cover(x, y, frame, within + 0.5);
                Cover(x, y, fill, within - 0.5);
            }
        }
    }

    /// <summary>A line two pixels wide, along a row or a column.</summary>
    public void Line(int fromX, int fromY, int toX, int toY, Ink ink)
    {
        for (var y = Math.Min(fromY, toY) - 1; y < Math.Max(fromY, toY) + 1; y++)
        {
            for (var x = Math.Min(fromX, toX) - 1; x < Math.Max(fromX, toX) + 1; x++) Cover(x, y, ink, 1);
        }
    }

    /// <summary>Letters around a point. What the glyphs lack leaves a gap.</summary>
    public void Write(string letters, int middleX, int middleY, Ink ink)
    {
        var (left, top) = (middleX - letters.Length * Glyphs.Advance / 2 - (Glyphs.Width - Glyphs.Advance) / 2, middleY - Glyphs.Height / 2);
        foreach (var (index, letter) in letters.Index())
        {
            for (var y = 0; y < Glyphs.Height; y++)
            {
                for (var x = 0; x < Glyphs.Width; x++) Cover(left + index * Glyphs.Advance + x, top + y, ink, Glyphs.Cover(letter, x, y));
            }
        }
    }

    private void Cover(int x, int y, Ink ink, double cover)
    {
        if (cover > 0 && x >= 0 && x < Width && y >= 0 && y < Height) _pixels[y * Width + x] = ink.Over(_pixels[y * Width + x], cover);
    }
}
