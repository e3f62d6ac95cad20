using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>What the API server says of writes that it does not take.</summary>
internal static class WriteRefusal
{
    public static Answer AlreadyExists(ResourceType type, string name) =>
        Refusal.Failure(409, "AlreadyExists", $"{type.Qualified} \"{name}\" already exists", Refusal.Details(type.Group, type.Plural, name));

    public static Answer Modified(StoredObject item) =>
        Conflict(item, "the object has been modified; please apply your changes to the latest version and try again");

    public static Answer OtherUid(StoredObject item, string uid)
    {
        var key = item.Key;
        var path = $"/registry/{key.Type.Plural}/{(key.Namespace is null ? "" : $"{key.Namespace}/")}{key.Name}";
        return Conflict(item, $"StorageError: invalid object, Code: 4, Key: {path}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: {uid}, UID in object meta: {item.Uid}");
    }

    public static Answer UnsupportedPatch() => Refusal.Failure(415, "UnsupportedMediaType", "415: Unsupported Media Type", []);

    /// <summary>A JSON patch that does not apply: the API server does not say why.</summary>
    public static Answer PatchDoesNotApply() =>
        Refusal.Failure(422, "Invalid", "the server rejected our request due to an error in our request", []);

    public static Answer CannotBe(ResourceType type, string apiVersion, string kind, string why) =>
        Refusal.BadRequest($"{kind} in version \"{apiVersion}\" cannot be handled as a {type.Kind}: {why}");

    /// <summary>The outcome of a patch that is no object of its kind any more.</summary>
    public static Answer PatchedInto(JsonObject body, string why)
    {
        var shown = JsonSerializer.Serialize(body.ToJsonString());
        return Refusal.Invalid("", "", "", "patch", "FieldValueInvalid", $"Invalid value: {shown}: {why}");
    }

    public static Answer Invalid(string group, string kind, string name, IReadOnlyList<FieldFault> faults)
    {
        var qualified = group.Length == 0 ? kind : $"{kind}.{group}";
        var details = Refusal.Details(group, kind, name);
        details["causes"] = new JsonArray([.. faults.Select(f => (JsonNode)new JsonObject { ["reason"] = f.Reason, ["message"] = f.Message, ["field"] = f.Field })]);
        var list = string.Join(", ", faults.Select(f => $"{f.Field}: {f.Message}").Distinct());
        return Refusal.Failure(422, "Invalid", $"{qualified} \"{name}\" is invalid: {(faults.Select(f => f.Message).Distinct().Skip(1).Any() ? $"[{list}]" : list)}", details);
    }

    /// <summary>429: a PodDisruptionBudget holds the pod.</summary>
    public static Answer WouldViolateBudget(string budget, long needed, long healthy)
    {
        var cause = new JsonObject { ["reason"] = "DisruptionBudget", ["message"] = $"The disruption budget {budget} needs {needed} healthy pods and has {healthy} currently" };
        return Refusal.Failure(
            429,
            "TooManyRequests",
            "Cannot evict pod as it would violate the pod's disruption budget.",
            new JsonObject { ["causes"] = new JsonArray(cause) });
    }

    private static Answer Conflict(StoredObject item, string because) => Refusal.Failure(
        409,
        "Conflict",
        $"Operation cannot be fulfilled on {item.Key.Type.Qualified} \"{item.Key.Name}\": {because}",
        Refusal.Details(item.Key.Type.Group, item.Key.Type.Plural, item.Key.Name));
}
