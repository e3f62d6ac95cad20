namespace ChatOpsBot.DemoCluster.World;

/// <summary>Names and ids that nobody chose. The same seed gives the same ones in the same order.</summary>
internal sealed class Identities(int? seed)
{
    private readonly Random _random = seed is { } value ? new Random(value) : new Random();

    public string Uid()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_random) _random.NextBytes(bytes);
        bytes[7] = (byte)((bytes[7] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes).ToString();
    }

    /// <summary>Five letters as Kubernetes picks them: no vowels, so that no word comes out.</summary>
    public string Suffix()
    {
        lock (_random) return new(_random.GetItems<char>("bcdfghjklmnpqrstvwxz2456789", 5));
    }

    public string ContainerId()
    {
        Span<byte> bytes = stackalloc byte[32];
        lock (_random) _random.NextBytes(bytes);
        return $"containerd://{Convert.ToHexStringLower(bytes)}";
    }

    /// <summary>Between 0 and 1.</summary>
    public double Fraction()
    {
        lock (_random) return _random.NextDouble();
    }
}
