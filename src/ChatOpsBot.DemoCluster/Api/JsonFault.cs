namespace ChatOpsBot.DemoCluster.Api;

/// <summary>What Go's JSON parser says of a text that is none, for the mistakes that it can be told of from the outside.</summary>
internal static class JsonFault
{
    public static string Of(string text)
    {
        var trimmed = text.TrimStart();
        if (trimmed.Length == 0) return "unexpected end of JSON input";
        if (trimmed[0] is not ('{' or '[')) return $"invalid character '{trimmed[0]}' looking for beginning of value";
        var next = trimmed[1..].TrimStart();
        if (next.Length == 0) return "unexpected end of JSON input";
        return trimmed[0] == '{' && next[0] is not ('"' or '}')
            ? $"invalid character '{next[0]}' looking for beginning of object key string"
            : "unexpected end of JSON input";
    }
}
