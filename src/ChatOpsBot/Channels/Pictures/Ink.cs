namespace ChatOpsBot.Host.Channels.Pictures;

/// <summary>A color: red, green and blue from 0 to 255.</summary>
internal readonly record struct Ink(byte R, byte G, byte B)
{
    public static readonly Ink White = new(255, 255, 255);
    public static readonly Ink Pale = new(0xF0, 0xF4, 0xF8);
    public static readonly Ink Yellow = new(0xFF, 0xEE, 0xBF);
    public static readonly Ink Grey = new(0x7B, 0x87, 0x94);
    public static readonly Ink Dark = new(0x1F, 0x29, 0x33);
    public static readonly Ink Green = new(0x1B, 0x7F, 0x3B);
    public static readonly Ink Red = new(0xB4, 0x23, 0x18);

    /// <summary>This ink over another, in eighths: a picture of few colors makes a small file.</summary>
    /// <param name="under">What is below.</param>
    /// <param name="cover">How much of it is covered, 0 to 1.</param>
    public Ink Over(Ink under, double cover)
    {
        var share = Math.Round(Math.Clamp(cover, 0, 1) * 8) / 8;
        return new(Mix(R, under.R, share), Mix(G, under.G, share), Mix(B, under.B, share));
    }

    private static byte Mix(byte over, byte under, double share) => (byte)Math.Round(over * share + under * (1 - share));
}
