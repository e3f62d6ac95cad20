namespace ChatOpsBot.Core.Clusters;

/// <summary>The name by which configuration and people call a cluster.</summary>
public readonly record struct ClusterName(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A UID that the API server gave an object: what tells a pod from its successor of the same name.</summary>
public readonly record struct ObjectUid(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>An object by kind, namespace and name, as a person names it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Namespace">Null for cluster-scoped kinds.</param>
/// <param name="Name">metadata.name.</param>
public sealed record ResourceRef(ResourceKind Kind, string? Namespace, string Name)
{
    /// <summary>kind/name, as kubectl writes it.</summary>
    public override string ToString() => $"{Kind.Singular}/{Name}";
}
