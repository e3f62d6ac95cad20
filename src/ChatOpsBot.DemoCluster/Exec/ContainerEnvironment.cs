using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Exec;

/// <summary>The environment variables of a container, from its spec and its namespace.</summary>
internal sealed class ContainerEnvironment(RecordedWorld world, StoredObject pod, JsonObject container)
{
    public IReadOnlyList<(string Name, string Value)> Variables { get; } = [.. Read(world, pod, container)];

    public string? this[string name] => Variables.LastOrDefault(v => v.Name == name).Value;

    private static IEnumerable<(string Name, string Value)> Read(RecordedWorld world, StoredObject pod, JsonObject container)
    {
        yield return ("PATH", "/bin");
        yield return ("HOSTNAME", pod.Body["spec"]?["hostname"]?.ToString() ?? pod.Key.Name);
        foreach (var source in (container["envFrom"] as JsonArray ?? []).OfType<JsonObject>())
        {
            foreach (var (name, value) in Data(world, pod, source["configMapRef"] ?? source["secretRef"], source["secretRef"] is not null))
                yield return ($"{source["prefix"]}{name}", value);
        }
        foreach (var variable in (container["env"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if ((variable["value"]?.ToString() ?? From(world, pod, variable["valueFrom"])) is { } value) yield return (variable["name"]!.ToString(), value);
        }
        if (world.Objects.Get(new ObjectKey(world.Catalog.OfKind("v1", "Service")!, "default", "kubernetes"))?.Body["spec"]?["clusterIP"]?.ToString() is { } address)
        {
            yield return ("KUBERNETES_PORT_443_TCP_PROTO", "tcp");
            yield return ("KUBERNETES_PORT_443_TCP_PORT", "443");
            yield return ("KUBERNETES_PORT_443_TCP_ADDR", address);
            yield return ("KUBERNETES_SERVICE_HOST", address);
            yield return ("KUBERNETES_SERVICE_PORT", "443");
            yield return ("KUBERNETES_SERVICE_PORT_HTTPS", "443");
            yield return ("KUBERNETES_PORT", $"tcp://{address}:443");
            yield return ("KUBERNETES_PORT_443_TCP", $"tcp://{address}:443");
        }
        yield return ("HOME", "/");
    }

    private static string? From(RecordedWorld world, StoredObject pod, JsonNode? source)
    {
        if (source?["fieldRef"]?["fieldPath"]?.ToString() is { } path)
        {
            // One label or annotation: metadata.labels['a.b/c'], whose key has dots of its own.
            var parts = path.Split("['", 2);
            var field = parts[0].Split('.').Aggregate((JsonNode?)pod.Body, (node, part) => (node as JsonObject)?[part]);
            return (parts.Length == 1 ? field : field?[parts[1].TrimEnd(']', '\'')])?.ToString();
        }
        var reference = source?["configMapKeyRef"] ?? source?["secretKeyRef"];
        var key = reference?["key"]?.ToString();
        return Data(world, pod, reference, source?["secretKeyRef"] is not null).FirstOrDefault(d => d.Name == key).Value;
    }

    /// <summary>The entries of a ConfigMap or a Secret of the pod's namespace, in plain text.</summary>
    public static IEnumerable<(string Name, string Value)> Data(RecordedWorld world, StoredObject pod, JsonNode? reference, bool secret)
    {
        var name = (reference?["name"] ?? reference?["secretName"])?.ToString();
        if (name is null || world.Objects.Get(new ObjectKey(world.Catalog.OfKind("v1", secret ? "Secret" : "ConfigMap")!, pod.Key.Namespace, name)) is not { } found) yield break;
        foreach (var (key, value) in found.Body["data"] as JsonObject ?? [])
            yield return (key, secret ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(value?.ToString() ?? "")) : value?.ToString() ?? "");
    }
}
