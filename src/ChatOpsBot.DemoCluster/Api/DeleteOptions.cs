using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>How something is to be deleted.</summary>
internal sealed record DeleteOptions(
    long? GracePeriodSeconds, string? Uid, string? ResourceVersion, bool DryRun, string? PropagationPolicy)
{
    // A body wins and the query is then not looked at, dryRun included: so does the API server.
    public static async Task<(DeleteOptions? Options, Answer? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        if (buffer.Length == 0) return FromQuery(request.Query);
        if (request.ContentType is { Length: > 0 } type && !type.StartsWith(Answer.JsonType, StringComparison.OrdinalIgnoreCase))
            return (null, Refusal.UnsupportedBody());
        try
        {
            return FromBody(JsonNode.Parse(buffer.ToArray()) as JsonObject ?? []);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return (null, Refusal.InternalError("couldn't get version/kind; json parse error: the body is not a DeleteOptions object"));
        }
    }

    private static (DeleteOptions? Options, Answer? Refusal) FromBody(JsonObject body)
    {
        string[] dryRun = [.. (body["dryRun"] as JsonArray ?? []).Select(d => d!.GetValue<string>())];
        return Validated(
            dryRun,
            new DeleteOptions(
                body["gracePeriodSeconds"]?.GetValue<long>(),
                body["preconditions"]?["uid"]?.GetValue<string>(),
                body["preconditions"]?["resourceVersion"]?.GetValue<string>(),
                dryRun.Length > 0,
                body["propagationPolicy"]?.GetValue<string>()));
    }

    private static (DeleteOptions? Options, Answer? Refusal) FromQuery(IQueryCollection query)
    {
        if (!QueryNumbers.TryRead(query, "gracePeriodSeconds", out var grace, out var error)) return (null, Refusal.BadRequest(error!));
        string[] dryRun = [.. query["dryRun"].OfType<string>()];
        var policy = query["propagationPolicy"].ToString();
        return Validated(dryRun, new DeleteOptions(grace, null, null, dryRun.Length > 0, policy.Length > 0 ? policy : null));
    }

    private static (DeleteOptions? Options, Answer? Refusal) Validated(string[] dryRun, DeleteOptions options)
    {
        if (dryRun.Any(d => d != "All"))
            return (null, Invalid("dryRun", $"[\"{string.Join("\",\"", dryRun)}\"]: supported values: \"All\""));
        if (options.PropagationPolicy is not (null or "Foreground" or "Background" or "Orphan"))
            return (null, Invalid("propagationPolicy", $"\"{options.PropagationPolicy}\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\""));
        return (options, null);

        static Answer Invalid(string field, string message) =>
            Refusal.Invalid("meta.k8s.io", "DeleteOptions", "", field, "FieldValueNotSupported", $"Unsupported value: {message}");
    }
}
