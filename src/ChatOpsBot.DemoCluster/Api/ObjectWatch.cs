using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>watch: one event a line, for as long as the client listens or the time that it asked for.</summary>
internal sealed class ObjectWatch(RecordedWorld world, TimeProvider clock)
{
    private static readonly TimeSpan BookmarkEvery = TimeSpan.FromMinutes(1);

    // The last bookmark comes this long before the end, so that the next watch goes on from there.
    private static readonly TimeSpan BookmarkBeforeEnd = TimeSpan.FromSeconds(2);

    private readonly EventsGroup _events = new(world);

    public Answer Answer(RequestTarget target, IQueryCollection query)
    {
        if (WatchRequest.Parse(query, target.Type, out var refusal) is not { } request) return refusal!;
        return new Answer(200, Api.Answer.JsonType, default)
        {
            Stream = (body, cancellationToken) => StreamAsync(target, request, body, cancellationToken),
        };
    }

    private async Task StreamAsync(RequestTarget target, WatchRequest request, Stream body, CancellationToken cancellationToken)
    {
        var state = Open(target, request, out var feed);
        using var output = new WatchEventWriter(body);
        if (feed is null)
        {
            output.Write("ERROR", Refusal.Expired(request.After!.Value, world.Objects.HistoryStart));
            await output.FlushAsync(cancellationToken);
            return;
        }
        using (feed)
        {
            foreach (var item in state) output.Write("ADDED", item.Body);
            await using var end = clock.CreateTimer(_ => feed.End(), null, request.Timeout, Timeout.InfiniteTimeSpan);
            await using var soon = Bookmarking(request, feed, request.Timeout - BookmarkBeforeEnd, Timeout.InfiniteTimeSpan);
            await using var often = Bookmarking(request, feed, BookmarkEvery, BookmarkEvery);
            await output.FlushAsync(cancellationToken);
            await CopyAsync(target, request, feed, output, cancellationToken);
        }
    }

    // State and feed are of the same moment: nothing is told twice, nothing is left out.
    private List<StoredObject> Open(RequestTarget target, WatchRequest request, out ChangeFeed? feed)
    {
        var type = EventsGroup.Holds(target.Type) ? world.Catalog.Events : target.Type;
        using var exclusive = world.Objects.Exclusive();
        var now = long.Parse(world.Objects.Revision, CultureInfo.InvariantCulture);
        feed = world.Objects.Follow(type, request.After ?? now);
        if (request.After is not null) return [];
        if (request.InitialEvents) world.Objects.Mark(feed!);
        return [.. (EventsGroup.Holds(target.Type) ? _events.List(target.Namespace) : world.Objects.List(type, target.Namespace)).Where(request.Selection.Matches)];
    }

    private ITimer? Bookmarking(WatchRequest request, ChangeFeed feed, TimeSpan first, TimeSpan period) =>
        request.Bookmarks && first > TimeSpan.Zero ? clock.CreateTimer(_ => world.Objects.Mark(feed), null, first, period) : null;

    private async Task CopyAsync(RequestTarget target, WatchRequest request, ChangeFeed feed, WatchEventWriter output, CancellationToken cancellationToken)
    {
        var initial = request.InitialEvents;
        while (await feed.Changes.WaitToReadAsync(cancellationToken))
        {
            while (feed.Changes.TryRead(out var change))
            {
                if (change.Type is null)
                {
                    if (request.Bookmarks) output.Write("BOOKMARK", Bookmark.Of(target.Type, change.Revision, initial));
                    initial = false;
                }
                else if (Event(target, request.Selection, change) is var (type, item)) output.Write(type, item);
            }
            await output.FlushAsync(cancellationToken);
        }
    }

    // What begins to match is ADDED and what no longer matches is DELETED, whatever happened to the object itself.
    private (string Type, JsonObject Item)? Event(RequestTarget target, ListRequest selection, Change change)
    {
        if (EventsGroup.Holds(target.Type)) change = _events.Rename(change);
        return (Matches(change.Before), Matches(change.After)) switch
        {
            (false, true) => ("ADDED", change.After!.Body),
            (true, true) => ("MODIFIED", change.After!.Body),
            (true, false) => ("DELETED", Last(change)),
            _ => null,
        };

        bool Matches(StoredObject? item) => item is not null && (target.Namespace is null || item.Key.Namespace == target.Namespace) && selection.Matches(item);
    }

    private static JsonObject Last(Change change)
    {
        var body = change.Before!.Body.DeepClone().AsObject();
        body["metadata"]!["resourceVersion"] = change.Revision.ToString(CultureInfo.InvariantCulture);
        return body;
    }
}
