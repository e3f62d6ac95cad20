using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>Whole numbers in a query, and what the API server says of others.</summary>
internal static class QueryNumbers
{
    public static bool TryRead(IQueryCollection query, string name, out long? value, out string? error)
    {
        (value, error) = (null, null);
        var text = query[name].ToString();
        if (text.Length == 0) return true;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            value = number;
            return true;
        }
        error = $"strconv.ParseInt: parsing \"{text}\": invalid syntax";
        return false;
    }

    public static bool IsTrue(IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) && values.ToString() is not ("false" or "0");
}
