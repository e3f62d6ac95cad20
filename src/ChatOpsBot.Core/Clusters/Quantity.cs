using System.Globalization;

namespace ChatOpsBot.Core.Clusters;

/// <summary>An amount as the Kubernetes API writes it ("100m", "64Mi", "2", "1e3"), in base units: cores, bytes, pieces.
/// The grammar is that of k8s.io/apimachinery/pkg/api/resource.Quantity.</summary>
public readonly record struct Quantity(decimal Value) : IComparable<Quantity>
{
    private static readonly (string Suffix, decimal Factor)[] Units =
    [
        ("Ki", 1024m), ("Mi", 1048576m), ("Gi", 1073741824m), ("Ti", 1099511627776m), ("Pi", 1125899906842624m), ("Ei", 1152921504606846976m),
        ("n", 0.000000001m), ("u", 0.000001m), ("m", 0.001m),
        ("k", 1e3m), ("M", 1e6m), ("G", 1e9m), ("T", 1e12m), ("P", 1e15m), ("E", 1e18m),
    ];

    public static readonly Quantity Zero = new(0);

    /// <summary>Reads an amount; what cannot be read is zero, because the API server has checked it before.</summary>
    public static Quantity Of(string? written)
    {
        if (string.IsNullOrWhiteSpace(written)) return Zero;
        if (decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain)) return new(plain);
        foreach (var (suffix, factor) in Units)
            if (written.EndsWith(suffix, StringComparison.Ordinal)
                && decimal.TryParse(written[..^suffix.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return new(number * factor);
        return Zero;
    }

    /// <summary>The amount of one resource in a map such as requests or allocatable.</summary>
    public static Quantity Of(IReadOnlyDictionary<string, string> amounts, string resource) => Of(amounts.GetValueOrDefault(resource));

    /// <summary>Processor time as kubectl writes it: whole cores, else millicores ("2", "250m").</summary>
    public string AsCpu() => Value == decimal.Truncate(Value)
        ? Value.ToString("0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(Value * 1000)}m");

    /// <summary>Memory or storage in the largest binary unit that leaves at least one ("64Mi", "1.5Gi").</summary>
    public string AsBytes()
    {
        foreach (var (suffix, factor) in Units.Take(6).Reverse())
            if (Math.Abs(Value) >= factor)
                return (Value / factor).ToString("0.#", CultureInfo.InvariantCulture) + suffix;
        return Value.ToString("0", CultureInfo.InvariantCulture);
    }

    /// <summary>The amount in the form that its resource is written in.</summary>
    public string As(string resource) => resource switch
    {
        "cpu" => AsCpu(),
        "memory" or "storage" or "ephemeral-storage" => AsBytes(),
        _ => Value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Value.CompareTo(other.Value);

    public static Quantity operator +(Quantity a, Quantity b) => new(a.Value + b.Value);
    public static Quantity operator -(Quantity a, Quantity b) => new(a.Value - b.Value);
    public static bool operator <(Quantity a, Quantity b) => a.Value < b.Value;
    public static bool operator >(Quantity a, Quantity b) => a.Value > b.Value;
    public static bool operator <=(Quantity a, Quantity b) => a.Value <= b.Value;
    public static bool operator >=(Quantity a, Quantity b) => a.Value >= b.Value;
}
