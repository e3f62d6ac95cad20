using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>A part of a list, and where the next one begins.</summary>
internal sealed record Page(IReadOnlyList<StoredObject> Items, string Revision, string? Continue, int? Remaining)
{
    public static Page Of(IReadOnlyList<StoredObject> matching, ListRequest request, string revision)
    {
        if (request.After is { } after)
        {
            matching = [.. matching.Where(o => string.CompareOrdinal(Key(o), after.Start) >= 0)];
            revision = after.Revision;
        }
        if (request.Limit <= 0 || matching.Count <= request.Limit) return new Page(matching, revision, null, null);
        IReadOnlyList<StoredObject> items = [.. matching.Take(request.Limit)];
        var next = new ContinueToken(revision, Key(items[^1]) + "\0");
        // A selector would make the count a lie, so the API server leaves it out.
        int? remaining = request.HasSelector ? null : matching.Count - items.Count;
        return new Page(items, revision, next.Encode(), remaining);
    }

    private static string Key(StoredObject item) => $"{item.Key.Namespace}/{item.Key.Name}";
}

/// <summary>Opaque to clients; the shape is the API server's.</summary>
internal sealed record ContinueToken(string Revision, string Start)
{
    public string Encode()
    {
        var json = new JsonObject { ["v"] = "meta.k8s.io/v1", ["rv"] = long.Parse(Revision, null), ["start"] = Start };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString())).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    public static ContinueToken? Decode(string token)
    {
        try
        {
            var base64 = token.Replace('-', '+').Replace('_', '/');
            var json = JsonNode.Parse(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
            return json?["rv"]?.GetValue<long>() is { } revision && json["start"]?.GetValue<string>() is { } start
                ? new ContinueToken(revision.ToString(System.Globalization.CultureInfo.InvariantCulture), start)
                : null;
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
