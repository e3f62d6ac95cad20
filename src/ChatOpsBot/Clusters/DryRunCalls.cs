using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Host.Clusters;

/// <summary>Tries a proposed object: a create, and for one that exists a patch, both with dryRun=All, so that nothing is kept.
/// Server-side apply would be one call, and would not say what the field manager of another tool owns.
/// Source: https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run</summary>
internal sealed class DryRunCalls(KubernetesConnection connection, ActAs actAs)
{
    private static readonly string Query = ApiCall.Parameters(("dryRun", "All"), ("fieldManager", "chatopsbot-check"), ("fieldValidation", "Strict"));

    public async Task<ClusterResult<DryRun>> TryAsync(ProposedObject proposed, CancellationToken cancellationToken)
    {
        if (!(await FindKindAsync(proposed, cancellationToken)).Has(out var kind, out var unknown)) return unknown;
        var ns = kind.Namespaced ? proposed.Namespace : null;
        if ((kind.Namespaced && !ApiCall.IsPathSegment(ns)) || (proposed.Name.Length > 0 && !ApiCall.IsPathSegment(proposed.Name)))
            return new ClusterFailure.Rejected(422, "Invalid", $"'{Excerpt.Of(proposed.Name)}' in '{Excerpt.Of(ns)}' cannot be the name of an object.");
        var body = proposed.Body.ToJsonString();
        var create = new ApiCall(HttpMethod.Post, kind.Path(ns), "create", kind, ns, proposed.Name) { Query = Query, Body = body, As = actAs };
        var created = await connection.SendAsync(create, (response, ct) => AnswerAsync(response, exists: false, ct), cancellationToken);
        // Whoever may not create may still change what is there.
        if (created.Failure is not (ClusterFailure.Conflict or ClusterFailure.Forbidden) || proposed.Name.Length == 0) return created;
        var patch = ApiCall.One(HttpMethod.Patch, "patch", kind, ns, proposed.Name) with { Query = Query, Body = body, ContentType = PatchType(kind), As = actAs };
        var patched = await connection.SendAsync(patch, (response, ct) => AnswerAsync(response, exists: true, ct), cancellationToken);
        return (created.Failure, patched.Failure) is (ClusterFailure.Forbidden, not null) or (_, ClusterFailure.NotFound) ? created : patched;
    }

    // A pod's lists are merged, because admission added to them; elsewhere the proposed list takes the place of the old one.
    private static string PatchType(ResourceKind kind) => kind == ResourceKinds.Pod ? "application/strategic-merge-patch+json" : "application/merge-patch+json";

    private async Task<ClusterResult<ResourceKind>> FindKindAsync(ProposedObject proposed, CancellationToken cancellationToken)
    {
        var (group, version) = proposed.ApiVersion.Split('/') is [var g, var v] ? (g, v) : ("", proposed.ApiVersion);
        var unknown = new ResourceKind(group, version, proposed.Kind, proposed.Kind, false);
        if (!ApiCall.IsPathSegment(version) || (group.Length > 0 && !ApiCall.IsPathSegment(group))) return new ClusterFailure.NotServed(unknown);
        var path = group.Length == 0 ? $"/api/{Uri.EscapeDataString(version)}" : $"/apis/{Uri.EscapeDataString(group)}/{Uri.EscapeDataString(version)}";
        if (!(await connection.SendAsync(ApiCall.Plain(path) with { Kind = unknown }, ListAsync, cancellationToken)).Has(out var list, out var failure)) return failure;
        var resource = list.Resources.FirstOrDefault(resource => resource.Kind == proposed.Kind && !resource.Name.Contains('/', StringComparison.Ordinal));
        return resource is null ? new ClusterFailure.NotServed(unknown) : new ResourceKind(group, version, resource.Name, proposed.Kind, resource.Namespaced);
    }

    private static async Task<ServedResources> ListAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        (await Answers.ElementAsync(response, cancellationToken)).Deserialize(ServedResourcesJson.Default.ServedResources) ?? throw new JsonException("The answer is null.");

    private static async Task<DryRun> AnswerAsync(HttpResponseMessage response, bool exists, CancellationToken cancellationToken) =>
        new(await Answers.ElementAsync(response, cancellationToken), exists, [.. Warnings(response.Headers)]);

    private static IEnumerable<string> Warnings(HttpResponseHeaders headers) => headers.Warning.Select(warning => Excerpt.Of(Unquoted(warning.Text)));

    // RFC 9110 quoted-string.
    private static string Unquoted(string text) => (text is ['"', .., '"'] ? text[1..^1] : text).Replace("\\\"", "\"", StringComparison.Ordinal);
}

/// <summary>An APIResourceList: what a group version serves.</summary>
internal sealed record ServedResources
{
    public IReadOnlyList<ServedResource> Resources { get => field ?? []; init; }
}

/// <summary>resources[]: its plural name, or a subresource of it.</summary>
internal sealed record ServedResource
{
    public string Name { get => field ?? ""; init; }
    public string? Kind { get; init; }
    public bool Namespaced { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ServedResources))]
internal sealed partial class ServedResourcesJson : JsonSerializerContext;
