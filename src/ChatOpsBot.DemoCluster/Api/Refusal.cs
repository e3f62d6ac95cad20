using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>Failures as Status objects, in the API server's own words.</summary>
internal static class Refusal
{
    public static Answer NotFound(ResourceType type, string name) =>
        Failure(404, "NotFound", $"{type.Qualified} \"{name}\" not found", Details(type.Group, type.Plural, name));

    // metrics-server names a node's kind, not its plural.
    public static Answer NodeMetricsNotFound(string name) =>
        Failure(404, "NotFound", $"node \"{name}\" not found", Details("", "node", name));

    public static Answer UnknownResource() =>
        Failure(404, "NotFound", "the server could not find the requested resource", []);

    public static Answer MethodNotAllowed() =>
        Failure(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    /// <summary>metrics-server measures and remembers nothing.</summary>
    public static Answer WatchNotSupported(ResourceType type) => Failure(
        405, "MethodNotAllowed", $"watch is not supported on resources of kind \"{type.Qualified}\"", Details(type.Group, type.Plural, null));

    /// <summary>403 by admission, not by access rules.</summary>
    public static Answer NotAdmitted(ResourceType type, string? name, string message, JsonObject? cause = null)
    {
        var details = Details(type.Group, type.Plural, name);
        if (cause is not null) details["causes"] = new JsonArray(cause);
        return Failure(403, "Forbidden", message, details);
    }

    public static Answer UnsupportedBody() => Failure(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf");

    public static Answer BadRequest(string message) => Failure(400, "BadRequest", message);

    public static Answer InternalError(string message) => Failure(500, null, message);

    public static Answer Forbidden(Caller caller, string verb, RequestTarget target)
    {
        var type = target.Type;
        var subject = target.Name is null ? type.Qualified : $"{type.Qualified} \"{target.Name}\"";
        var where = target.Namespace is null ? "at the cluster scope" : $"in the namespace \"{target.Namespace}\"";
        return Failure(
            403,
            "Forbidden",
            $"{subject} is forbidden: User \"{caller.EffectiveUser}\" cannot {verb} resource \"{target.Resource}\" in API group \"{type.Group}\" {where}",
            Details(type.Group, type.Plural, target.Name));
    }

    public static Answer Conflict(StoredObject item, string because)
    {
        var type = item.Key.Type;
        var kind = type.Group.Length == 0 ? type.Kind : $"{type.Kind}.{type.Group}";
        return Failure(
            409,
            "Conflict",
            $"Operation cannot be fulfilled on {kind} \"{item.Key.Name}\": {because}",
            Details(type.Group, type.Kind, item.Key.Name));
    }

    /// <summary>A watch's last event: what it is to go on from is forgotten.</summary>
    public static JsonObject Expired(long asked, long oldest) =>
        Status(410, "Expired", $"too old resource version: {asked} ({oldest})");

    /// <summary>422, one cause.</summary>
    public static Answer Invalid(string group, string kind, string name, string field, string reason, string message)
    {
        var qualified = group.Length == 0 ? kind : $"{kind}.{group}";
        var details = Details(group, kind, name);
        details["causes"] = new JsonArray(new JsonObject { ["reason"] = reason, ["message"] = message, ["field"] = field });
        return Failure(422, "Invalid", $"{qualified} \"{name}\" is invalid: {field}: {message}", details);
    }

    public static JsonObject Details(string group, string kind, string? name)
    {
        var details = new JsonObject();
        if (!string.IsNullOrEmpty(name)) details["name"] = name;
        if (group.Length > 0) details["group"] = group;
        if (kind.Length > 0) details["kind"] = kind;
        return details;
    }

    public static Answer Failure(int code, string? reason, string message, JsonObject? details = null) =>
        Answer.Json(Status(code, reason, message, details), code);

    private static JsonObject Status(int code, string? reason, string message, JsonObject? details = null)
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = message,
        };
        if (reason is not null) status["reason"] = reason;
        if (details is not null) status["details"] = details;
        status["code"] = code;
        return status;
    }
}
