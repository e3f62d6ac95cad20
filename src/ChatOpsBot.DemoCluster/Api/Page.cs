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
