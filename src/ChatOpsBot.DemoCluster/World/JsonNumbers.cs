using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.World;

/// <summary>Whole numbers of an object, whoever wrote them: a client, the recording, or this program.</summary>
internal static class JsonNumbers
{
    public static long? Number(this JsonNode? node) =>
        node is not JsonValue value ? null
        : value.TryGetValue<long>(out var wide) ? wide
        : value.TryGetValue<int>(out var narrow) ? narrow
        : null;
}
