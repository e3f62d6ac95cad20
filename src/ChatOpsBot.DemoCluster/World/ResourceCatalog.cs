using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.World;

/// <summary>What the cluster serves, read from the discovery documents of the recorded API server.</summary>
internal sealed class ResourceCatalog
{
    private readonly Dictionary<(string ApiVersion, string Plural), ResourceType> _byPlural = [];
    private readonly Dictionary<(string ApiVersion, string Kind), ResourceType> _byKind = [];
    private readonly HashSet<string> _groups = [];

    private ResourceCatalog(JsonObject documents)
    {
        Documents = documents;
        foreach (var (path, document) in documents)
        {
            if (document?["resources"] is not JsonArray resources) continue;
            var apiVersion = document["groupVersion"]!.GetValue<string>();
            var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
            var group = slash < 0 ? "" : apiVersion[..slash];
            _groups.Add(group);
            foreach (var resource in resources)
            {
                var type = new ResourceType(
                    group,
                    apiVersion[(slash + 1)..],
                    resource!["name"]!.GetValue<string>(),
                    resource["kind"]!.GetValue<string>(),
                    resource["namespaced"]!.GetValue<bool>(),
                    [.. resource["verbs"]!.AsArray().Select(v => v!.GetValue<string>())]);
                _byPlural[(apiVersion, type.Plural)] = type;
                if (!type.Plural.Contains('/', StringComparison.Ordinal)) _byKind[(apiVersion, type.Kind)] = type;
            }
        }
        Pods = _byPlural[("v1", "pods")];
        Nodes = _byPlural[("v1", "nodes")];
        Events = _byPlural[("v1", "events")];
    }

    /// <summary>The documents by path: <c>/version</c>, <c>/apis</c>, <c>/apis/apps/v1</c>.</summary>
    public JsonObject Documents { get; }

    public ResourceType Pods { get; }

    public ResourceType Nodes { get; }

    public ResourceType Events { get; }

    public static ResourceCatalog Load() =>
        new(JsonNode.Parse(EmbeddedWorld.ReadText("openapi/discovery.json"))!.AsObject());

    public bool HasGroup(string group) => _groups.Contains(group);

    public ResourceType? Find(string apiVersion, string plural) => _byPlural.GetValueOrDefault((apiVersion, plural));

    public ResourceType? OfKind(string apiVersion, string kind) => _byKind.GetValueOrDefault((apiVersion, kind));
}
