using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Registries;

namespace ChatOpsBot.Core.Clusters;

/// <summary>Which objects of a kind.</summary>
/// <param name="Namespace">Null for all namespaces and for cluster-scoped kinds.</param>
/// <param name="Labels">A label selector in the API's syntax.</param>
/// <param name="Fields">A field selector in the API's syntax.</param>
public sealed record ListScope(string? Namespace = null, string? Labels = null, string? Fields = null)
{
    /// <summary>Everything everywhere.</summary>
    public static readonly ListScope All = new();
}

/// <summary>Which log, and how much of it.</summary>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Pod">The pod's name.</param>
/// <param name="Container">Null only for a pod with one container.</param>
/// <param name="Previous">The log of the container's previous run.</param>
/// <param name="TailLines">The last so many lines.</param>
/// <param name="Since">No older than this.</param>
/// <param name="LimitBytes">The server stops after so many bytes.</param>
public sealed record LogRequest(
    string Namespace, string Pod, string? Container, bool Previous = false, int? TailLines = null, TimeSpan? Since = null, int LimitBytes = 1024 * 1024);

/// <summary>Reads one cluster. Every call has a deadline; cancelling stops it; what can be expected to go wrong is a
/// <see cref="ClusterFailure"/>, never an exception.</summary>
public interface IClusterReader
{
    /// <summary>The cluster's name.</summary>
    ClusterName Cluster { get; }

    /// <summary>Null while every answer was current; else the moment of the oldest one that was given from memory, because the API server
    /// could not be reached.</summary>
    DateTimeOffset? AsOf => null;

    /// <summary>The registries that the bot may ask about images of this cluster.</summary>
    IImageRegistry Images => NoImageRegistry.Instance;

    /// <summary>All objects of a kind within a scope, read page by page.</summary>
    Task<ClusterResult<IReadOnlyList<T>>> ListAsync<T>(ListScope scope, CancellationToken cancellationToken) where T : class, IClusterObject;

    /// <summary>One object.</summary>
    Task<ClusterResult<T>> GetAsync<T>(string? ns, string name, CancellationToken cancellationToken) where T : class, IClusterObject;

    /// <summary>One object as the API server sends it (for yaml and describe; redact before showing).</summary>
    Task<ClusterResult<JsonElement>> GetRawAsync(ResourceRef resource, CancellationToken cancellationToken);

    /// <summary>A container's log; bytes that are no UTF-8 are replaced by U+FFFD.</summary>
    Task<ClusterResult<string>> ReadLogAsync(LogRequest request, CancellationToken cancellationToken);

    /// <summary>The lines of a node's kubelet log that have one of the words, where the configuration and the node allow it.</summary>
    Task<NodeLog> ReadKubeletLogAsync(string node, IReadOnlyList<string> words, CancellationToken cancellationToken) => Task.FromResult<NodeLog>(new NodeLog.Off());

    /// <summary>The OpenAPI v3 document of a group version ("v1", "apps/v1").</summary>
    Task<ClusterResult<JsonElement>> GetOpenApiAsync(string groupVersion, CancellationToken cancellationToken);

    /// <summary>The server's version, such as v1.34.4: the cheapest question, for health.</summary>
    Task<ClusterResult<string>> GetVersionAsync(CancellationToken cancellationToken);

    /// <summary>Asks the cluster's authorizer, which changes nothing (SubjectAccessReview; SelfSubjectAccessReview for the bot).</summary>
    Task<ClusterResult<AccessAnswer>> CheckAccessAsync(AccessQuestion question, CancellationToken cancellationToken);

    /// <summary>Opens one connection to a port of a pod through the API server's port-forward, asks for <see cref="PodPort.Path"/> and reads the
    /// first line of what comes: the body is shown to nobody. A reader that makes no connections answers that it is not permitted to.</summary>
    Task<PortAnswer> TryPortAsync(PodPort port, CancellationToken cancellationToken) => Task.FromResult<PortAnswer>(new PortAnswer.NotPermitted());
}

/// <summary>The cluster user and groups that a call is made as (impersonation), or the bot's own account.</summary>
/// <param name="User">Null: the bot's own account.</param>
/// <param name="Groups">The user's groups.</param>
public sealed record ActAs(string? User, IReadOnlyList<string> Groups)
{
    /// <summary>The bot's own account.</summary>
    public static readonly ActAs Bot = new(null, []);
}

/// <summary>How to delete.</summary>
/// <param name="Uid">The precondition: the object with this UID and no successor of the same name.</param>
/// <param name="GraceSeconds">Null: the object's own grace period; 0: at once, without the kubelet's word.</param>
/// <param name="DryRun">The server checks and admits everything, and changes nothing.</param>
public sealed record DeleteOrder(ObjectUid Uid, int? GraceSeconds, bool DryRun);

/// <summary>May this user do this? Asked of the cluster's own authorizer.</summary>
public sealed record AccessQuestion(ActAs As, string Verb, ResourceKind Kind, string? Namespace, string? Name, string? Subresource = null);

/// <summary>The authorizer's answer.</summary>
public sealed record AccessAnswer(bool Allowed, string? Reason);

/// <summary>An object that somebody means to create or to change.</summary>
/// <param name="ApiVersion">apiVersion: v1, apps/v1.</param>
/// <param name="Kind">kind.</param>
/// <param name="Namespace">Where, if its kind is namespaced.</param>
/// <param name="Name">metadata.name; empty when the server is to make one.</param>
/// <param name="Body">All of it.</param>
public sealed record ProposedObject(string ApiVersion, string Kind, string? Namespace, string Name, JsonObject Body)
{
    /// <summary>kind/name.</summary>
    public string Label => $"{Kind.ToLowerInvariant()}/{Name}";
}

/// <summary>What the API server would have made of a proposed object.</summary>
/// <param name="Object">The object with its defaults.</param>
/// <param name="Exists">There is one of that name, which would be changed.</param>
/// <param name="Warnings">What the server warns of.</param>
public sealed record DryRun(JsonElement Object, bool Exists, IReadOnlyList<string> Warnings);

/// <summary>Changes one cluster, as a person. The same promises as <see cref="IClusterReader"/>.</summary>
public interface IClusterWriter
{
    /// <summary>The cluster's name.</summary>
    ClusterName Cluster { get; }

    /// <summary>Deletes one object, with its UID as precondition.</summary>
    /// <returns>The object as the server last saw it (still there when a grace period or finalizers hold it).</returns>
    Task<ClusterResult<JsonElement>> DeleteAsync(ResourceRef resource, DeleteOrder order, ActAs actAs, CancellationToken cancellationToken);

    /// <summary>Lets the API server check and admit an object as if it were created, or changed when it is there, and keep nothing of it.</summary>
    Task<ClusterResult<DryRun>> TryAsync(ProposedObject proposed, ActAs actAs, CancellationToken cancellationToken);

    /// <summary>Asks the cluster's authorizer (SubjectAccessReview for a person, SelfSubjectAccessReview for the bot).</summary>
    Task<ClusterResult<AccessAnswer>> CheckAccessAsync(AccessQuestion question, CancellationToken cancellationToken);
}

/// <summary>The clusters of the configuration.</summary>
public interface IClusters
{
    /// <summary>Every configured cluster, the default first.</summary>
    IReadOnlyList<ClusterName> Names { get; }

    /// <summary>The reader of a cluster; a cluster that cannot be set up answers every call with <see cref="ClusterFailure.Misconfigured"/>.</summary>
    IClusterReader Reader(ClusterName cluster);

    /// <summary>One for one question of a person: it may answer lists from a watched copy when that is known to be current, and when the API
    /// server cannot be reached from an older one (<see cref="IClusterReader.AsOf"/>). What is done to a cluster is decided on what
    /// <see cref="Reader"/> reads.</summary>
    IClusterReader WatchedReader(ClusterName cluster) => Reader(cluster);

    /// <summary>The writer of a cluster.</summary>
    IClusterWriter Writer(ClusterName cluster);
}
