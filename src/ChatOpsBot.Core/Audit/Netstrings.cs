using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatOpsBot.Core.Audit;

/// <summary>The canonical form of fields to be hashed (https://cr.yp.to/proto/netstrings.txt): no two lists of fields have the
/// same one.</summary>
internal static class Netstrings
{
    /// <summary>Length in UTF-8 bytes, colon, text, comma; "-," for an absent field.</summary>
    public static string Of(IEnumerable<string?> fields)
    {
        var form = new StringBuilder();
        foreach (var field in fields)
        {
            if (field is null) form.Append("-,");
            else form.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(field)}:{field},");
        }
        return form.ToString();
    }

    /// <summary>A map as fields: how many pairs, then name and value of each, in ordinal order of names.</summary>
    public static IEnumerable<string?> Pairs(IReadOnlyDictionary<string, string> map) => map
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .SelectMany(pair => new[] { pair.Key, pair.Value })
        .Prepend(map.Count.ToString(CultureInfo.InvariantCulture));

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string Hash(string form) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form)));
}
