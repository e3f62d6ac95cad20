using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>What a path under /api and /apis means.</summary>
internal sealed record RequestTarget(ResourceType Type, string? Namespace, string? Name, string? Subresource, IReadOnlyList<string> Verbs)
{
    /// <summary>As access rules name it: <c>pods/exec</c>.</summary>
    public string Resource => Subresource is null ? Type.Plural : $"{Type.Plural}/{Subresource}";

    public static RequestTarget? Parse(string path, ResourceCatalog catalog, out Answer? refusal)
    {
        refusal = null;
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        int rest;
        string apiVersion;
        if (parts is ["api", "v1", _, ..]) (apiVersion, rest) = ("v1", 2);
        else if (parts is ["apis", var group, var version, ..] && catalog.HasGroup(group)) (apiVersion, rest) = ($"{group}/{version}", 3);
        else
        {
            refusal = Answer.PageNotFound();
            return null;
        }
        var target = Find(parts.AsSpan(rest), apiVersion, catalog);
        if (target is null) refusal = Refusal.UnknownResource();
        return target;
    }

    private static RequestTarget? Find(ReadOnlySpan<string> parts, string apiVersion, ResourceCatalog catalog)
    {
        // namespaces/NAME/PLURAL…, unless the namespace itself is meant: namespaces/NAME
        string? @namespace = null;
        if (parts is ["namespaces", var named, _, ..] && catalog.Find(apiVersion, parts[2]) is { Namespaced: true })
        {
            @namespace = named;
            parts = parts[2..];
        }
        if (parts.Length is 0 or > 3 || catalog.Find(apiVersion, parts[0]) is not { } type) return null;
        if (type.Namespaced && @namespace is null && parts.Length > 1) return null;
        if (!type.Namespaced && @namespace is not null) return null;
        var name = parts.Length > 1 ? parts[1] : null;
        var subresource = parts.Length > 2 ? parts[2] : null;
        var offered = subresource is null ? type : catalog.Find(apiVersion, $"{type.Plural}/{subresource}");
        return offered is null ? null : new RequestTarget(type, @namespace, name, subresource, offered.Verbs);
    }
}
