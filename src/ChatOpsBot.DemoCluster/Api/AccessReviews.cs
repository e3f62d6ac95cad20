using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>Who may do what, and who am I: objects that are answered and not kept.</summary>
internal sealed class AccessReviews(TimeProvider clock)
{
    public async Task<Answer> CreateAsync(Caller caller, ResourceType type, HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentType is { Length: > 0 } format && !format.StartsWith(Answer.JsonType, StringComparison.OrdinalIgnoreCase))
            return Refusal.UnsupportedBody();
        JsonObject? body;
        try
        {
            body = await JsonNode.ParseAsync(request.Body, cancellationToken: cancellationToken) as JsonObject;
        }
        catch (JsonException)
        {
            body = null;
        }
        if (body is null)
            return Refusal.BadRequest($"the object provided is unrecognized (must be of type {type.Kind}): couldn't get version/kind; json parse error");
        return type.Kind switch
        {
            "SelfSubjectAccessReview" => Review(type, body, caller.EffectiveUser),
            "SubjectAccessReview" when body["spec"]?["user"]?.GetValue<string>() is { Length: > 0 } user => Review(type, body, user),
            // A group alone is nobody in the rules.
            "SubjectAccessReview" when body["spec"]?["groups"] is JsonArray { Count: > 0 } => Review(type, body, ""),
            "SubjectAccessReview" => Invalid(type, "spec.user", "Invalid value: \"\": at least one of user or group must be specified"),
            _ => Self(caller, type),
        };
    }

    private static Answer Review(ResourceType type, JsonObject body, string user)
    {
        var spec = body["spec"] as JsonObject ?? [];
        var resource = spec["resourceAttributes"] as JsonObject;
        var path = spec["nonResourceAttributes"] as JsonObject;
        if (resource is null == path is null)
            return Invalid(type, "spec.resourceAttributes", "Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified");
        var verb = (resource ?? path)!["verb"]?.GetValue<string>() ?? "";
        var allowed = AccessRules.Allows(user, verb, resource?["resource"]?.GetValue<string>() ?? "");
        return Answer.Json(
            new JsonObject
            {
                ["kind"] = type.Kind,
                ["apiVersion"] = type.ApiVersion,
                ["metadata"] = new JsonObject(),
                ["spec"] = spec.DeepClone(),
                ["status"] = new JsonObject { ["allowed"] = allowed },
            },
            201);
    }

    private Answer Self(Caller caller, ResourceType type) => Answer.Json(
        new JsonObject
        {
            ["kind"] = type.Kind,
            ["apiVersion"] = type.ApiVersion,
            ["metadata"] = new JsonObject { ["creationTimestamp"] = Timestamps.Format(clock.GetUtcNow()) },
            ["status"] = new JsonObject
            {
                ["userInfo"] = new JsonObject
                {
                    ["username"] = caller.EffectiveUser,
                    ["groups"] = new JsonArray([.. caller.EffectiveGroups.Select(g => (JsonNode)g)]),
                },
            },
        },
        201);

    private static Answer Invalid(ResourceType type, string field, string message) =>
        Refusal.Invalid(type.Group, "", "", field, "FieldValueInvalid", message);
}
