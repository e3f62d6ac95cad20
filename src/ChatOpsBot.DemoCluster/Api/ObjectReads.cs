using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>get and list.</summary>
internal sealed class ObjectReads(RecordedWorld world)
{
    private readonly EventsGroup _events = new(world);

    public Answer Get(RequestTarget target)
    {
        var key = new ObjectKey(target.Type, target.Namespace, target.Name!);
        var item = EventsGroup.Holds(target.Type) ? _events.Get(key) : world.Objects.Get(key);
        if (item is not null) return Answer.Json(item.Body);
        return target.Type is { Group: "metrics.k8s.io", Plural: "nodes" }
            ? Refusal.NodeMetricsNotFound(target.Name!)
            // metrics-server answers for pods as the core group does.
            : Refusal.NotFound(target.Type.Group == "metrics.k8s.io" ? world.Catalog.Pods : target.Type, target.Name!);
    }

    public Answer List(RequestTarget target, IQueryCollection query)
    {
        if (ListRequest.Parse(query, target.Type, out var refusal) is not { } request) return refusal!;
        return Listed(target.Type, Found(target, request));
    }

    /// <summary>The page that a request asks for.</summary>
    public Page Found(RequestTarget target, ListRequest request)
    {
        IEnumerable<StoredObject> found = EventsGroup.Holds(target.Type)
            ? _events.List(target.Namespace)
            : world.Objects.List(target.Type, target.Namespace);
        var revision = world.Objects.Revision;
        List<StoredObject> matching = [.. found.Where(request.Matches)];
        return Page.Of(matching, request, revision);
    }

    /// <summary>A page of objects as a list.</summary>
    public static Answer Listed(ResourceType type, Page page) => new(200, Answer.JsonType, Write(type, page));

    private static byte[] Write(ResourceType type, Page page)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Answer.Writing))
        {
            json.WriteStartObject();
            json.WriteString("kind", $"{type.Kind}List");
            json.WriteString("apiVersion", type.ApiVersion);
            json.WriteStartObject("metadata");
            // metrics-server keeps no history.
            if (type.Group != "metrics.k8s.io") json.WriteString("resourceVersion", page.Revision);
            if (page.Continue is not null) json.WriteString("continue", page.Continue);
            if (page.Remaining is { } remaining) json.WriteNumber("remainingItemCount", remaining);
            json.WriteEndObject();
            json.WriteStartArray("items");
            foreach (var item in page.Items) WriteItem(json, item.Body);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    // The items of a list do not repeat its kind.
    private static void WriteItem(Utf8JsonWriter json, JsonObject body)
    {
        json.WriteStartObject();
        foreach (var (name, value) in body)
        {
            if (name is "kind" or "apiVersion") continue;
            json.WritePropertyName(name);
            if (value is null) json.WriteNullValue();
            else value.WriteTo(json);
        }
        json.WriteEndObject();
    }
}
