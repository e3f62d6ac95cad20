using System.Globalization;
using System.Text.Json;
using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Host.Clusters.Failures;

/// <summary>What an answer other than 2xx means.</summary>
internal static class StatusFailures
{
    private const int MaxBody = 64 * 1024;

    /// <summary>Reads the answer's Status (at most 64 KB) and names the failure.</summary>
    public static async Task<ClusterFailure> ReadAsync(
        ApiCall call, string server, string credential, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await BodyAsync(response, cancellationToken);
        return Of(call, server, credential, (int)response.StatusCode, Parse(body), body, response.Headers.Location);
    }

    private static ClusterFailure Of(ApiCall call, string server, string credential, int code, ApiStatus status, string body, Uri? location)
    {
        var message = Excerpt.Of(status.Message ?? body);
        return code switch
        {
            401 => new ClusterFailure.CredentialRejected(server, $"The server answers 401 to the {credential}: {(message.Length > 0 ? message : "Unauthorized")}"),
            403 => Forbidden(call, status, message),
            404 => Missing(call, status),
            409 => new ClusterFailure.Conflict(message),
            410 when call.Verb == "list" => new ClusterFailure.Rejected(code, "Expired", message),
            429 => new ClusterFailure.Overloaded(call.ToString(), message),
            >= 500 => new ClusterFailure.ServerFault(code, call.ToString(), message),
            >= 300 and < 400 => new ClusterFailure.ServerFault(code, call.ToString(), $"The server sends us on to {location}, which no API server does."),
            _ => new ClusterFailure.Rejected(code, status.Reason ?? code.ToString(CultureInfo.InvariantCulture), message)
            {
                Causes = status.Details?.Causes is { Count: > 0 } causes ? [.. causes.Select(cause => new FieldCause(cause.Field ?? "", Excerpt.Of(cause.Message)))] : null!,
            },
        };
    }

    // A 403 may be about the right to impersonate rather than about the call: then that is the right that is missing.
    private static ClusterFailure.Forbidden Forbidden(ApiCall call, ApiStatus status, string message) =>
        call.As.User is not null && message.Contains("cannot impersonate resource", StringComparison.Ordinal) && status.Details is { Kind: { } kind } details
            ? new("impersonate", new ResourceKind(details.Group ?? "", "v1", kind, kind, false), null, details.Name, null, message)
            : new(call.Verb, call.Kind, call.Namespace, call.Name, call.Subresource, message);

    private static ClusterFailure Missing(ApiCall call, ApiStatus status)
    {
        if (call.Name is null || status.Details is not { Name.Length: > 0 } details) return new ClusterFailure.NotServed(call.Kind);
        return details.Kind == ResourceKinds.Namespace.Plural && call.Kind != ResourceKinds.Namespace
            ? new ClusterFailure.NotFound(ResourceKinds.Namespace, null, details.Name)
            : new ClusterFailure.NotFound(call.Kind, call.Namespace, call.Name);
    }

    private static ApiStatus Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ApiStatusJson.Default.ApiStatus) is { Kind: "Status" } status ? status : ApiStatus.Empty;
        }
        catch (JsonException)
        {
            return ApiStatus.Empty; // A proxy's page, or "404 page not found".
        }
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBody];
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = await stream.ReadAtLeastAsync(buffer, MaxBody, throwOnEndOfStream: false, cancellationToken);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
    }
}
