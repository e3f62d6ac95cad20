using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ChatOpsBot.Host.Channels.Pictures;

namespace ChatOpsBot.Tests.Channels.Pictures;

public sealed class PngFileTests
{
    [Fact]
    public void What_was_drawn_can_be_read_from_the_file()
    {
        var canvas = new Canvas(40, 30);
        canvas.Line(2, 16, 38, 16, Ink.Red);
        canvas.RoundedBox(10, 6, 24, 20, Ink.Dark, Ink.Yellow);
        var chunks = Chunks(PngFile.Write(canvas));

        Assert.Equal(["IHDR", "PLTE", "IDAT", "IEND"], chunks.Select(chunk => chunk.Type));
        Assert.Equal((40, 30), (BinaryPrimitives.ReadInt32BigEndian(chunks[0].Content), BinaryPrimitives.ReadInt32BigEndian(chunks[0].Content.AsSpan(4))));
        using var zlib = new ZLibStream(new MemoryStream(chunks[2].Content), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        Assert.Equal(30 * 41, rows.Length);
        Ink At(int x, int y) => chunks[1].Content.AsSpan(rows.ToArray()[y * 41 + 1 + x] * 3, 3) is var color ? new(color[0], color[1], color[2]) : default;
        Assert.Equal((Ink.White, Ink.Red, Ink.Yellow, Ink.Dark), (At(0, 0), At(3, 16), At(22, 12), At(22, 6)));
        // Round: a corner of the box is left white.
        Assert.Equal(Ink.White, At(10, 6));
    }

    // The checksum of the last chunk, which is empty, is the same in every file: https://www.w3.org/TR/png-3/#11IEND
    [Fact]
    public void Each_part_has_its_checksum() => Assert.Equal([0xAE, 0x42, 0x60, 0x82], PngFile.Write(new Canvas(1, 1))[^4..]);

    private static List<(string Type, byte[] Content)> Chunks(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        List<(string, byte[])> chunks = [];
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            chunks.Add((Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }
        return chunks;
    }
}
