using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Host.Clusters;

/// <summary>One request to an API server, with what an RBAC rule calls it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, escaped, with a leading slash and no query.</param>
/// <param name="Verb">RBAC's verb: get, list, watch, delete, create, impersonate.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="Namespace">Null for cluster-scoped kinds and for all namespaces.</param>
/// <param name="Name">Null for a list.</param>
/// <param name="Subresource">log, eviction …</param>
internal sealed record ApiCall(
    HttpMethod Method, string Path, string Verb, ResourceKind Kind, string? Namespace = null, string? Name = null, string? Subresource = null)
{
    /// <summary>The query, with its question mark, or nothing.</summary>
    public string Query { get; init; } = "";

    /// <summary>The body as UTF-8 JSON.</summary>
    public string? Body { get; init; }

    /// <summary>What the body is.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>What the answer has to be; null takes anything (logs).</summary>
    public string? Accept { get; init; } = "application/json";

    /// <summary>What the call may take, its body included; null: what the cluster's calls may take.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>The protocol of the web socket that the call asks for; null: the call is a plain one.</summary>
    public string? Subprotocol { get; init; }

    /// <summary>Whom the request is made as.</summary>
    public ActAs As { get; init; } = ActAs.Bot;

    /// <summary>"GET /api/v1/pods".</summary>
    public override string ToString() => $"{Method} {Path}";

    /// <summary>A list of a kind.</summary>
    public static ApiCall List(ResourceKind kind, string? ns) => new(HttpMethod.Get, kind.Path(ns), "list", kind, kind.Namespaced ? ns : null);

    /// <summary>A call about one object.</summary>
    public static ApiCall One(HttpMethod method, string verb, ResourceKind kind, string? ns, string name, string? subresource = null) => new(
        method,
        $"{kind.Path(ns)}/{Uri.EscapeDataString(name)}{(subresource is null ? "" : $"/{subresource}")}",
        verb, kind, kind.Namespaced ? ns : null, name, subresource);

    /// <summary>A path that is no resource, such as /version; the kind that stands for it in failures has the path as its plural.</summary>
    public static ApiCall Plain(string path) => new(HttpMethod.Get, path, "get", new ResourceKind("", "", path, path, false));

    /// <summary>A query of those parameters that have a value.</summary>
    public static string Parameters(params (string Name, string? Value)[] parameters)
    {
        var set = parameters.Where(parameter => !string.IsNullOrEmpty(parameter.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}");
        return string.Join('&', set) is { Length: > 0 } query ? $"?{query}" : "";
    }

    /// <summary>False for what no object can be called and what a URL would read as another path ("..", "a/b").
    /// Source: https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validation/path/name.go</summary>
    public static bool IsPathSegment(string? name) =>
        !string.IsNullOrWhiteSpace(name) && name is not ("." or "..") && name.Length <= 253 && !name.Any(c => c is '/' or '%' or '\\' || char.IsControl(c));

    /// <summary>No object can be called this: the answer without asking, because the name would change the URL's path.</summary>
    public static ClusterFailure? Refuse(ResourceRef resource)
    {
        if (resource.Kind.Namespaced && !IsPathSegment(resource.Namespace))
            return new ClusterFailure.NotFound(ResourceKinds.Namespace, null, resource.Namespace ?? "");
        return IsPathSegment(resource.Name) ? null : new ClusterFailure.NotFound(resource.Kind, resource.Namespace, resource.Name);
    }
}
