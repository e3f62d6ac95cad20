using System.Globalization;
using ChatOpsBot.DemoCluster.World;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>The query of a watch.</summary>
/// <param name="Selection">What is watched.</param>
/// <param name="After">The resourceVersion after which changes are told; null for the state first and then its changes.</param>
/// <param name="Bookmarks">Whether the client asks to be told how far it has come.</param>
/// <param name="InitialEvents">Whether the state comes first whatever the resourceVersion, with a bookmark at its end.</param>
/// <param name="Timeout">When the server ends it.</param>
internal sealed record WatchRequest(ListRequest Selection, long? After, bool Bookmarks, bool InitialEvents, TimeSpan Timeout)
{
    // The API server takes between half an hour and an hour when nothing is asked for.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public static WatchRequest? Parse(IQueryCollection query, ResourceType type, out Answer? refusal)
    {
        if (query["resourceVersion"].ToString() is { Length: > 0 } unread && !ulong.TryParse(unread, NumberStyles.None, null, out _))
        {
            refusal = Refusal.InternalError($"resourceVersion: Invalid value: \"{unread}\": strconv.ParseUint: parsing \"{unread}\": invalid syntax");
            return null;
        }
        if (ListRequest.Parse(query, type, out refusal) is not { } selection) return null;
        if (!QueryNumbers.TryRead(query, "timeoutSeconds", out var seconds, out var error))
        {
            refusal = Refusal.BadRequest(error!);
            return null;
        }
        var initial = query.ContainsKey("sendInitialEvents") ? QueryNumbers.IsTrue(query, "sendInitialEvents") : (bool?)null;
        var match = query["resourceVersionMatch"].ToString();
        if (Forbidden(initial, match) is { } message)
        {
            refusal = Refusal.Invalid("meta.k8s.io", "ListOptions", "", message.Field, message.Reason, message.Text);
            return null;
        }
        var version = query["resourceVersion"].ToString();
        // The API server takes a watch from any state with bookmarks for a streamed list, as older clients meant it.
        var bookmarks = QueryNumbers.IsTrue(query, "allowWatchBookmarks");
        initial ??= bookmarks && version is ("" or "0");
        return new WatchRequest(
            selection,
            version is "" or "0" || initial.Value ? null : long.Parse(version, CultureInfo.InvariantCulture),
            bookmarks,
            initial.Value,
            seconds is > 0 ? TimeSpan.FromSeconds(seconds.Value) : Longest);
    }

    private static (string Field, string Reason, string Text)? Forbidden(bool? initial, string match) => (initial, match) switch
    {
        (null, "") => null,
        (null, _) => ("resourceVersionMatch", "FieldValueForbidden", "Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"),
        (_, "") => ("resourceVersionMatch", "FieldValueForbidden", "Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"),
        (_, "NotOlderThan") => null,
        _ => ("resourceVersionMatch", "FieldValueNotSupported", $"Unsupported value: \"{match}\": supported values: \"NotOlderThan\""),
    };
}
