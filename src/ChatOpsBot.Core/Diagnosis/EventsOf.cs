using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Finds the events about an object. A successor of the same name has other events, so the UID decides.</summary>
internal static class EventsOf
{
    /// <summary>The events about a namespaced object, oldest first.</summary>
    public static async Task<IReadOnlyList<Event>> ReadAsync(ClusterReading reading, string kind, ObjectMeta about)
    {
        // A mirror pod's events carry the kubelet's UID of the static pod, as in `kubectl describe`.
        string[] uids = about.Annotations.TryGetValue("kubernetes.io/config.mirror", out var hash) ? [about.Uid, hash] : [about.Uid];
        return Ordered((await reading.EventsAsync(about.Namespace, kind, about.Name)).Where(e => e.InvolvedObject.Uid is not { } uid || uids.Contains(uid)));
    }

    /// <summary>The events about a node, oldest first: kubelet and controller give different UIDs, so the name decides.</summary>
    public static async Task<IReadOnlyList<Event>> NodeAsync(ClusterReading reading, string node) =>
        Ordered(await reading.EventsAsync("default", "Node", node));

    private static List<Event> Ordered(IEnumerable<Event> events) =>
        [.. events.OrderBy(e => e.LastSeen).ThenBy(e => e.Metadata.Name, StringComparer.Ordinal)];
}
