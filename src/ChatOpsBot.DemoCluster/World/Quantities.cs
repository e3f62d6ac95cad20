using System.Globalization;

namespace ChatOpsBot.DemoCluster.World;

/// <summary>Kubernetes quantities as numbers: <c>100m</c>, <c>64Mi</c>, <c>2</c>.</summary>
internal static class Quantities
{
    private static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1024m), ("Mi", 1048576m), ("Gi", 1073741824m), ("Ti", 1099511627776m),
        ("n", 0.000000001m), ("u", 0.000001m), ("m", 0.001m), ("k", 1000m), ("M", 1000000m), ("G", 1000000000m), ("", 1m),
    ];

    /// <summary>0 for what is no quantity.</summary>
    public static decimal Parse(string? text)
    {
        if (text is null) return 0;
        var (suffix, factor) = Suffixes.First(s => text.EndsWith(s.Suffix, StringComparison.Ordinal));
        return decimal.TryParse(text.AsSpan(0, text.Length - suffix.Length), CultureInfo.InvariantCulture, out var number) ? number * factor : 0;
    }

    /// <summary>As Kubernetes writes an amount of a resource.</summary>
    public static string Format(string resource, decimal amount) => resource switch
    {
        _ when resource.EndsWith("cpu", StringComparison.Ordinal) => amount == decimal.Truncate(amount) ? $"{amount:0}" : $"{amount * 1000:0}m",
        _ when amount >= 1048576 => amount % 1073741824 == 0 ? $"{amount / 1073741824:0}Gi" : $"{amount / 1048576:0}Mi",
        _ => $"{amount:0}",
    };
}
