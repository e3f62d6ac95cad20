using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>Who may do what, and who am I: objects that are answered and not kept.</summary>
internal sealed class AccessReviews(TimeProvider clock)
{
    public async Task<Answer> CreateAsync(Caller caller, RequestTarget target, HttpRequest request, CancellationToken cancellationToken)
    {
        var type = target.Type;
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
        var (user, groups) = (body["spec"]?["user"]?.GetValue<string>() ?? "", (body["spec"]?["groups"] as JsonArray ?? []).Select(g => g!.ToString()).ToList());
        return type.Kind switch
        {
            "SelfSubjectAccessReview" => Review(target, body, caller.EffectiveUser, caller.EffectiveGroups),
            "SelfSubjectRulesReview" => Rules(caller, type, body),
            "SubjectAccessReview" or "LocalSubjectAccessReview" when user.Length == 0 && groups.Count == 0 =>
                Invalid(type, "spec.user", "Invalid value: \"\": at least one of user or group must be specified"),
            "SubjectAccessReview" or "LocalSubjectAccessReview" => Review(target, body, user, groups),
            _ => Self(caller, type),
        };
    }

    private static Answer Review(RequestTarget target, JsonObject body, string user, IEnumerable<string> groups)
    {
        var type = target.Type;
        var spec = body["spec"] as JsonObject ?? [];
        var resource = spec["resourceAttributes"] as JsonObject;
        var path = spec["nonResourceAttributes"] as JsonObject;
        if (target.Namespace is not null && path is not null)
            return Invalid(type, "spec.nonResourceAttributes", $"Invalid value: {{\"Path\":\"{path["path"]}\",\"Verb\":\"{path["verb"]}\"}}: disallowed on this kind of request");
        if (resource is null == path is null)
            return Invalid(type, "spec.resourceAttributes", "Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified");
        if (target.Namespace is { } here && resource?["namespace"]?.ToString() is var meant && meant != here)
            return Invalid(type, "spec.resourceAttributes.namespace", $"Invalid value: \"{meant}\": must match metadata.namespace");
        var verb = (resource ?? path)!["verb"]?.GetValue<string>() ?? "";
        var name = resource?["resource"]?.GetValue<string>() ?? "";
        if (resource?["subresource"]?.GetValue<string>() is { Length: > 0 } subresource) name = $"{name}/{subresource}";
        // Outside of every resource there is nothing but the administrator's star.
        var allowed = AccessRules.Allow(user, groups, verb, path is null ? resource?["group"]?.GetValue<string>() ?? "" : "*", path is null ? name : "*");
        return Answer.Json(
            new JsonObject
            {
                ["kind"] = type.Kind,
                ["apiVersion"] = type.ApiVersion,
                ["metadata"] = target.Namespace is null ? new JsonObject() : new JsonObject { ["namespace"] = target.Namespace },
                ["spec"] = spec.DeepClone(),
                ["status"] = new JsonObject { ["allowed"] = allowed },
            },
            201);
    }

    private static Answer Rules(Caller caller, ResourceType type, JsonObject body)
    {
        if (body["spec"]?["namespace"]?.ToString() is not { Length: > 0 }) return Refusal.BadRequest("no namespace on request");
        var rules = AccessRules.Of(caller.EffectiveUser, caller.EffectiveGroups);
        string[] open = ["/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/"];
        var paths = new JsonArray(Paths("get", open));
        if (rules.Any(r => r.Resources.Contains("*") && r.Groups.Contains("*"))) paths.Insert(0, Paths("*", ["*"]));
        return Answer.Json(
            new JsonObject
            {
                ["kind"] = type.Kind,
                ["apiVersion"] = type.ApiVersion,
                ["metadata"] = new JsonObject(),
                ["spec"] = new JsonObject(),
                ["status"] = new JsonObject
                {
                    ["resourceRules"] = new JsonArray([.. rules.Select(r => (JsonNode)new JsonObject { ["verbs"] = List(r.Verbs), ["apiGroups"] = List(r.Groups), ["resources"] = List(r.Resources) })]),
                    ["nonResourceRules"] = paths,
                    ["incomplete"] = false,
                },
            },
            201);

        static JsonObject Paths(string verb, IEnumerable<string> urls) => new() { ["verbs"] = List([verb]), ["nonResourceURLs"] = List(urls) };

        static JsonArray List(IEnumerable<string> words) => [.. words.Select(w => (JsonNode)w)];
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
