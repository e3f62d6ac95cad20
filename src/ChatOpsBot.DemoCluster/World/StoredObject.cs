using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.World;

/// <summary>An object's place in the store.</summary>
internal sealed record ObjectKey(ResourceType Type, string? Namespace, string Name);

/// <summary>An object as it stands. Nobody writes into <see cref="Body"/>: a change is a new body put in its place.</summary>
internal sealed record StoredObject(ObjectKey Key, JsonObject Body)
{
    public JsonObject Metadata => Body["metadata"]!.AsObject();

    public string Uid => Text("uid") ?? "";

    public string ResourceVersion => Text("resourceVersion") ?? "";

    public bool IsDeleting => Metadata.ContainsKey("deletionTimestamp");

    public bool HasFinalizers => Metadata["finalizers"] is JsonArray { Count: > 0 };

    public JsonObject? Controller => Metadata["ownerReferences"]?.AsArray()
        .OfType<JsonObject>()
        .FirstOrDefault(owner => owner["controller"]?.GetValue<bool>() == true);

    public string? Label(string name) => Metadata["labels"]?[name]?.GetValue<string>();

    public string? Annotation(string name) => Metadata["annotations"]?[name]?.GetValue<string>();

    public string? NodeName => Body["spec"]?["nodeName"]?.GetValue<string>();

    public string? Phase => Body["status"]?["phase"]?.GetValue<string>();

    public bool IsMirror => Annotation("kubernetes.io/config.mirror") is not null;

    /// <summary>Seconds that a pod gets to end: what is asked for, else what its spec says, and none when nothing runs.</summary>
    public long GracePeriod(long? asked)
    {
        var grace = asked ?? Body["spec"]?["terminationGracePeriodSeconds"]?.GetValue<long>() ?? 30;
        if (grace < 0) grace = 1;
        return NodeName is null || Phase is "Failed" or "Succeeded" ? 0 : grace;
    }

    /// <summary>The body with the marks of a deletion that is under way.</summary>
    public JsonObject Deleting(DateTimeOffset at, long grace)
    {
        var body = Body.DeepClone().AsObject();
        var metadata = body["metadata"]!.AsObject();
        metadata["deletionTimestamp"] = Timestamps.Format(at);
        metadata["deletionGracePeriodSeconds"] = grace;
        if (!IsDeleting && metadata["generation"]?.GetValue<long>() is { } generation) metadata["generation"] = generation + 1;
        return body;
    }

    private string? Text(string name) => Metadata[name]?.GetValue<string>();
}
