using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Registries;

namespace ChatOpsBot.Core.Tests.Clusters;

/// <summary>A cluster in memory: objects from YAML (as `kubectl get -o yaml` prints them) or facts, logs, OpenAPI documents, and
/// failures by script. Selectors work as on the API server, as far as the bot uses them.</summary>
internal sealed class FakeCluster : IClusterReader
{
    private readonly List<(ResourceKind Kind, JsonObject Json)> _objects = [];
    private readonly Dictionary<(string Namespace, string Pod, string Container, bool Previous), string> _logs = [];
    private readonly Dictionary<string, JsonElement> _openApi = [];
    private readonly List<Func<FakeCall, ClusterFailure?>> _failures = [];

    public ClusterName Cluster { get; init; } = new("test");

    public string Version { get; init; } = "v1.34.4";

    public DateTimeOffset? AsOf { get; init; }

    public IImageRegistry Images { get; init; } = NoImageRegistry.Instance;

    /// <summary>Every call so far.</summary>
    public List<FakeCall> Calls { get; } = [];

    /// <summary>What comes of trying a port; null: it is not permitted.</summary>
    public Func<PodPort, PortAnswer>? Ports { get; set; }

    /// <summary>Adds every document of a YAML text; an object of the same kind, namespace and name is replaced.</summary>
    public FakeCluster Add(string yaml)
    {
        foreach (var json in YamlDocuments.Read(yaml)) Put(ResourceKindOf(json), json);
        return this;
    }

    /// <summary>A cluster with the same objects and logs, to be changed on its own.</summary>
    public FakeCluster Copy()
    {
        var copy = new FakeCluster { Cluster = Cluster, Version = Version };
        copy._objects.AddRange(_objects);
        foreach (var (key, text) in _logs) copy._logs.Add(key, text);
        return copy;
    }

    /// <summary>Adds facts.</summary>
    public FakeCluster Add<T>(params T[] facts) where T : class, IClusterObject
    {
        foreach (var fact in facts)
            Put(ResourceKinds.Of<T>(), JsonSerializer.SerializeToNode(fact, typeof(T), FactsJson.Default)!.AsObject());
        return this;
    }

    /// <summary>Removes an object.</summary>
    public FakeCluster Remove<T>(string? ns, string name) where T : class, IClusterObject
    {
        _objects.RemoveAll(item => item.Kind.Equals(ResourceKinds.Of<T>()) && Text(item.Json, "metadata.namespace") == ns && Text(item.Json, "metadata.name") == name);
        return this;
    }

    /// <summary>Gives a container a log.</summary>
    public FakeCluster Log(string ns, string pod, string container, string text, bool previous = false)
    {
        _logs[(ns, pod, container, previous)] = text;
        return this;
    }

    /// <summary>Gives the OpenAPI v3 document of a group version, as JSON.</summary>
    public FakeCluster OpenApi(string groupVersion, string json)
    {
        _openApi[groupVersion] = JsonDocument.Parse(json).RootElement;
        return this;
    }

    /// <summary>Every call about a kind fails.</summary>
    public FakeCluster Fail<T>(ClusterFailure failure) where T : class, IClusterObject =>
        Fail(call => call.Kind is { } kind && kind.Equals(ResourceKinds.Of<T>()) ? failure : null);

    /// <summary>Calls fail by script: the first script with an answer wins.</summary>
    public FakeCluster Fail(Func<FakeCall, ClusterFailure?> script)
    {
        _failures.Add(script);
        return this;
    }

    public Task<ClusterResult<IReadOnlyList<T>>> ListAsync<T>(ListScope scope, CancellationToken cancellationToken) where T : class, IClusterObject
    {
        var kind = ResourceKinds.Of<T>();
        return Answer<IReadOnlyList<T>>(new FakeCall("list", kind, scope.Namespace, null, scope), () => (T[])[.. _objects
            .Where(item => item.Kind.Equals(kind)
                && (scope.Namespace is null || !kind.Namespaced || Text(item.Json, "metadata.namespace") == scope.Namespace)
                && FakeSelectors.Labels(item.Json, scope.Labels) && FakeSelectors.Fields(item.Json, scope.Fields))
            .Select(item => Read<T>(item.Json))], cancellationToken);
    }

    public Task<ClusterResult<T>> GetAsync<T>(string? ns, string name, CancellationToken cancellationToken) where T : class, IClusterObject
    {
        var kind = ResourceKinds.Of<T>();
        return Answer<T>(new FakeCall("get", kind, ns, name, null), () => Find(kind, ns, name) is { } json
            ? Read<T>(json) : new ClusterFailure.NotFound(kind, ns, name), cancellationToken);
    }

    public Task<ClusterResult<JsonElement>> GetRawAsync(ResourceRef resource, CancellationToken cancellationToken) =>
        Answer<JsonElement>(new FakeCall("get", resource.Kind, resource.Namespace, resource.Name, null), () => Find(resource.Kind, resource.Namespace, resource.Name) is { } json
            ? JsonSerializer.SerializeToElement(json) : new ClusterFailure.NotFound(resource.Kind, resource.Namespace, resource.Name), cancellationToken);

    public Task<ClusterResult<string>> ReadLogAsync(LogRequest request, CancellationToken cancellationToken) =>
        Answer<string>(new FakeCall("log", ResourceKinds.Pod, request.Namespace, request.Pod, null), () =>
        {
            if (!_logs.TryGetValue((request.Namespace, request.Pod, request.Container ?? "", request.Previous), out var text))
            {
                return new ClusterFailure.Rejected(400, "BadRequest", request.Previous
                    ? $"previous terminated container \"{request.Container}\" in pod \"{request.Pod}\" not found"
                    : $"container \"{request.Container}\" in pod \"{request.Pod}\" is waiting to start: ContainerCreating");
            }
            var lines = text.TrimEnd('\n').Split('\n');
            return request.TailLines is { } tail && tail < lines.Length ? string.Join('\n', lines[^tail..]) + "\n" : text;
        }, cancellationToken);

    public Task<ClusterResult<JsonElement>> GetOpenApiAsync(string groupVersion, CancellationToken cancellationToken) =>
        Answer<JsonElement>(new FakeCall("openapi", null, null, groupVersion, null), () => _openApi.TryGetValue(groupVersion, out var document)
            ? document : new ClusterFailure.Rejected(404, "NotFound", groupVersion), cancellationToken);

    public Task<ClusterResult<AccessAnswer>> CheckAccessAsync(AccessQuestion question, CancellationToken cancellationToken) =>
        Task.FromResult<ClusterResult<AccessAnswer>>(new ClusterFailure.Forbidden("create", new ResourceKind("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", false), null, null, null, "the bot may not ask"));

    public Task<PortAnswer> TryPortAsync(PodPort port, CancellationToken cancellationToken) => Task.FromResult(Ports?.Invoke(port) ?? new PortAnswer.NotPermitted());

    public Task<ClusterResult<string>> GetVersionAsync(CancellationToken cancellationToken) =>
        Answer<string>(new FakeCall("version", null, null, null, null), () => Version, cancellationToken);

    private Task<ClusterResult<T>> Answer<T>(FakeCall call, Func<ClusterResult<T>> answer, CancellationToken cancellationToken) where T : notnull
    {
        cancellationToken.ThrowIfCancellationRequested();
        Calls.Add(call);
        return Task.FromResult(_failures.Select(script => script(call)).FirstOrDefault(failure => failure is not null) is { } failure ? failure : answer());
    }

    private JsonObject? Find(ResourceKind kind, string? ns, string name) => _objects.Find(item =>
        item.Kind.Equals(kind) && (!kind.Namespaced || Text(item.Json, "metadata.namespace") == ns) && Text(item.Json, "metadata.name") == name).Json;

    private void Put(ResourceKind kind, JsonObject json)
    {
        json["apiVersion"] = kind.ApiVersion;
        json["kind"] = kind.Kind;
        if (kind.Namespaced && json["metadata"] is JsonObject metadata) metadata["namespace"] ??= "default";
        _objects.RemoveAll(item => item.Kind.Equals(kind) && Text(item.Json, "metadata.namespace") == Text(json, "metadata.namespace")
            && Text(item.Json, "metadata.name") == Text(json, "metadata.name"));
        _objects.Add((kind, json));
    }

    private static T Read<T>(JsonObject json) where T : class => (T)json.Deserialize(typeof(T), FactsJson.Default)!;

    private static ResourceKind ResourceKindOf(JsonObject json)
    {
        var kind = Text(json, "kind") ?? throw new ArgumentException("A document has no kind.");
        return kind switch
        {
            "PodMetrics" => ResourceKinds.PodMetrics,
            "NodeMetrics" => ResourceKinds.NodeMetrics,
            _ => ResourceKinds.All.FirstOrDefault(known => known.Kind == kind) ?? throw new ArgumentException($"The bot does not read {kind}."),
        };
    }

    private static string? Text(JsonObject json, string path) => FakeSelectors.Text(json, path);
}

/// <summary>A call that a test's cluster got: list, get, log, openapi, version.</summary>
internal sealed record FakeCall(string Verb, ResourceKind? Kind, string? Namespace, string? Name, ListScope? Scope);
