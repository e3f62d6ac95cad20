using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Registries;

namespace ChatOpsBot.Core.Tests.Diagnosis;

/// <summary>A cluster of recorded objects: answers lists with label and field selectors, gets and logs; what `denied` names
/// ("secrets", "pods/log") is forbidden.</summary>
internal sealed class RecordedCluster(IReadOnlyList<JsonObject> objects, string? logs = null, params string[] denied) : IClusterReader
{
    /// <summary>The logs; those of the folder unless others are given.</summary>
    public Func<LogRequest, string?> Logs { get; init; } = request => InFolder(logs, request);

    /// <summary>What the registries say; nobody may ask one unless it is given.</summary>
    public IImageRegistry Images { get; init; } = NoImageRegistry.Instance;

    /// <summary>What a kubelet says.</summary>
    public NodeLog KubeletLog { get; init; } = new NodeLog.Off();

    public Task<NodeLog> ReadKubeletLogAsync(string node, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        lock (Calls) Calls.Add($"kubelet {node} {string.Join(' ', words)}");
        return Task.FromResult(KubeletLog);
    }

    public List<string> Calls { get; } = [];

    public ClusterName Cluster => new("recorded");

    public static RecordedCluster Of(string folder) => new(
        YamlObjects.Read(File.ReadAllText(Path.Combine(folder, "objects.yaml"))),
        Path.Combine(folder, "logs"),
        File.Exists(Path.Combine(folder, "denied.txt")) ? File.ReadAllLines(Path.Combine(folder, "denied.txt")) : [])
    {
        Images = RecordedRegistry.Of(Path.Combine(folder, "registry.txt")),
        Authorizer = File.Exists(Path.Combine(folder, "access.txt")) ? question => File.ReadAllLines(Path.Combine(folder, "access.txt")).Contains(Written(question)) : null,
    };

    // As access.txt of a folder has what the authorizer allows.
    private static string Written(AccessQuestion question) =>
        $"{question.As.User} of {string.Join(", ", question.As.Groups)}: {question.Verb} {string.Join('/', new[] { question.Kind.Plural, question.Subresource }.OfType<string>())} of {question.Kind.Group}/{question.Kind.Version} {(question.Kind.Namespaced ? $"in {question.Namespace}" : "in the cluster")}";

    public Task<ClusterResult<IReadOnlyList<T>>> ListAsync<T>(ListScope scope, CancellationToken cancellationToken) where T : class, IClusterObject
    {
        var kind = ResourceKinds.Of<T>();
        lock (Calls) Calls.Add($"list {kind.Plural} {scope.Namespace ?? "-A"} {scope.Labels}{scope.Fields}".Trim());
        if (denied.Contains(kind.Plural)) return Task.FromResult<ClusterResult<IReadOnlyList<T>>>(Forbidden("list", kind, scope.Namespace, null, null));
        var found = Of(kind).Where(item => scope.Namespace is null || Text(item, "metadata.namespace") == scope.Namespace)
            .Where(item => Pairs(scope.Labels).All(pair => item["metadata"]!["labels"]?[pair.Key]?.GetValue<string>() == pair.Value))
            .Where(item => Pairs(scope.Fields).All(pair => Text(item, pair.Key) == pair.Value))
            .Select(Fact<T>).ToList();
        return Task.FromResult<ClusterResult<IReadOnlyList<T>>>(found);
    }

    public Task<ClusterResult<T>> GetAsync<T>(string? ns, string name, CancellationToken cancellationToken) where T : class, IClusterObject
    {
        var kind = ResourceKinds.Of<T>();
        lock (Calls) Calls.Add($"get {kind.Plural} {ns} {name}");
        if (denied.Contains(kind.Plural)) return Task.FromResult<ClusterResult<T>>(Forbidden("get", kind, ns, name, null));
        var found = Of(kind).FirstOrDefault(item => Text(item, "metadata.name") == name && (ns is null || Text(item, "metadata.namespace") == ns));
        return Task.FromResult<ClusterResult<T>>(found is null ? new ClusterFailure.NotFound(kind, ns, name) : Fact<T>(found));
    }

    public Task<ClusterResult<string>> ReadLogAsync(LogRequest request, CancellationToken cancellationToken)
    {
        lock (Calls) Calls.Add($"log {request.Pod} {request.Container}{(request.Previous ? " previous" : "")}");
        if (denied.Contains("pods/log")) return Task.FromResult<ClusterResult<string>>(Forbidden("get", ResourceKinds.Pod, request.Namespace, request.Pod, "log"));
        return Task.FromResult<ClusterResult<string>>(Logs(request) is { } text ? text : new ClusterFailure.Rejected(400, "BadRequest", "no such log"));
    }

    public Task<ClusterResult<JsonElement>> GetRawAsync(ResourceRef resource, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ClusterResult<JsonElement>> GetOpenApiAsync(string groupVersion, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ClusterResult<string>> GetVersionAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>What the authorizer says; null: the bot may not ask it.</summary>
    public Func<AccessQuestion, bool>? Authorizer { get; init; }

    public Task<ClusterResult<AccessAnswer>> CheckAccessAsync(AccessQuestion question, CancellationToken cancellationToken) => Task.FromResult<ClusterResult<AccessAnswer>>(Authorizer is null
        ? Forbidden("create", new ResourceKind("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", false), null, null, null)
        : new AccessAnswer(Authorizer(question), null));

    private static string? InFolder(string? folder, LogRequest request)
    {
        var file = Path.Combine(folder ?? "", $"{request.Pod}.{request.Container}{(request.Previous ? ".previous" : "")}.log");
        return folder is not null && File.Exists(file) ? File.ReadAllText(file) : null;
    }

    private static ClusterFailure.Forbidden Forbidden(string verb, ResourceKind kind, string? ns, string? name, string? subresource) =>
        new(verb, kind, ns, name, subresource, "forbidden by the test");

    private IEnumerable<JsonObject> Of(ResourceKind kind) => objects.Where(item => Text(item, "kind") == kind.Kind);

    private static T Fact<T>(JsonObject item) where T : class, IClusterObject => item.Deserialize((JsonTypeInfo<T>)FactsJson.Default.GetTypeInfo(typeof(T))!)!;

    private static string? Text(JsonNode item, string path) => path.Split('.').Aggregate<string, JsonNode?>(item, (node, name) => node?[name])?.ToString();

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string? selector) => (selector ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]));
}
