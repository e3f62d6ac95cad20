using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace ChatOpsBot.Host.Channels.Pictures;

/// <summary>A canvas as PNG with a palette: https://www.w3.org/TR/png-3/.</summary>
internal static class PngFile
{
    private const int MostColors = 256;

    /// <summary>The file's bytes.</summary>
    /// <exception cref="InvalidOperationException">More than 256 colors: a programming error.</exception>
    public static byte[] Write(Canvas canvas)
    {
        Dictionary<Ink, byte> palette = [];
        var rows = new byte[canvas.Height * (canvas.Width + 1)];
        for (var y = 0; y < canvas.Height; y++)
        {
            // Each row begins with its filter: none.
            var at = y * (canvas.Width + 1) + 1;
            foreach (var ink in canvas.Row(y))
            {
                if (!palette.TryGetValue(ink, out var color))
                {
                    if (palette.Count == MostColors) throw new InvalidOperationException("More than 256 colors.");
                    palette.Add(ink, color = (byte)palette.Count);
                }
                rows[at++] = color;
            }
        }

        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, canvas.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), canvas.Height);
        // Eight bits a pixel, each the number of a color in the palette.
        (header[8], header[9]) = (8, 3);
        Chunk(file, "IHDR", header);
        Chunk(file, "PLTE", [.. palette.OrderBy(entry => entry.Value).SelectMany(entry => new[] { entry.Key.R, entry.Key.G, entry.Key.B })]);
        Chunk(file, "IDAT", Compress(rows));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Compress(byte[] rows)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize)) zlib.Write(rows);
        return compressed.ToArray();
    }

    private static void Chunk(MemoryStream file, string type, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. content];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(body));
        file.Write(number);
    }
}
