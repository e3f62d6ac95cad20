using System.IO.Compression;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>Health, version, discovery and OpenAPI: documents that never change.</summary>
internal sealed class DiscoveryDocuments(ResourceCatalog catalog)
{
    public Answer? Answer(string path)
    {
        path = path.Length > 1 ? path.TrimEnd('/') : path;
        return path switch
        {
            "/livez" or "/readyz" or "/healthz" => Api.Answer.Text("ok"),
            "/" => Api.Answer.Json(new JsonObject { ["paths"] = new JsonArray([.. catalog.Documents.Select(d => (JsonNode)d.Key)]) }),
            "/openapi/v3" => OpenApiIndex(),
            _ when path.StartsWith("/openapi/v3/", StringComparison.Ordinal) => OpenApi(path["/openapi/v3/".Length..]),
            _ => catalog.Documents[path] is { } document ? Api.Answer.Json(document) : null,
        };
    }

    private Answer OpenApiIndex()
    {
        var paths = new JsonObject();
        foreach (var (path, _) in catalog.Documents)
        {
            var name = path.TrimStart('/');
            if (EmbeddedWorld.Open(File(name)) is { } stream)
            {
                stream.Dispose();
                paths[name] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{name}" };
            }
        }
        return Api.Answer.Json(new JsonObject { ["paths"] = paths });
    }

    private static Answer OpenApi(string name)
    {
        using var stored = EmbeddedWorld.Open(File(name));
        if (stored is null) return Api.Answer.Empty(404);
        using var unzipped = new GZipStream(stored, CompressionMode.Decompress);
        using var document = new MemoryStream();
        unzipped.CopyTo(document);
        return new Answer(200, Api.Answer.JsonType, document.ToArray());
    }

    private static string File(string name) => $"openapi/{name.Replace('/', '_')}.json.gz";
}
