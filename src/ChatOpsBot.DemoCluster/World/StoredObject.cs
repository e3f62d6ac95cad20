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

    private string? Text(string name) => Metadata[name]?.GetValue<string>();
}
