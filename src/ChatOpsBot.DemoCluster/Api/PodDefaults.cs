using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>What a pod's spec holds when nothing is said, in templates too.</summary>
internal static class PodDefaults
{
    private static readonly string[] ContainerLists = ["initContainers", "containers"];

    public static void Template(JsonObject? owner)
    {
        if (owner?["template"] is not JsonObject template) return;
        template.TryAdd("metadata", new JsonObject());
        if (template["spec"] is JsonObject spec) Spec(spec);
    }

    public static void Spec(JsonObject spec)
    {
        foreach (var container in Containers(spec)) Container(container);
        spec.TryAdd("restartPolicy", "Always");
        spec.TryAdd("terminationGracePeriodSeconds", 30L);
        spec.TryAdd("dnsPolicy", "ClusterFirst");
        spec.TryAdd("securityContext", new JsonObject());
        spec.TryAdd("schedulerName", "default-scheduler");
        foreach (var volume in (spec["volumes"] as JsonArray ?? []).OfType<JsonObject>())
        {
            foreach (var kind in new[] { "configMap", "secret", "projected" })
                (volume[kind] as JsonObject)?.TryAdd("defaultMode", 420L);
        }
    }

    /// <summary>What admission adds to a pod itself.</summary>
    public static void Pod(JsonObject body)
    {
        if (body["spec"] is not JsonObject spec) return;
        Spec(spec);
        foreach (var container in Containers(spec)) Requests(container);
        spec.TryAdd("serviceAccountName", "default");
        spec.TryAdd("serviceAccount", spec["serviceAccountName"]!.GetValue<string>());
        spec.TryAdd("tolerations", new JsonArray(Toleration("not-ready"), Toleration("unreachable")));
        spec.TryAdd("priority", 0L);
        spec.TryAdd("enableServiceLinks", true);
        spec.TryAdd("preemptionPolicy", "PreemptLowerPriority");
        body["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = QosClass(spec) };
    }

    private static IEnumerable<JsonObject> Containers(JsonObject spec) =>
        ContainerLists.SelectMany(f => spec[f] as JsonArray ?? []).OfType<JsonObject>();

    private static void Container(JsonObject container)
    {
        container.TryAdd("resources", new JsonObject());
        container.TryAdd("terminationMessagePath", "/dev/termination-log");
        container.TryAdd("terminationMessagePolicy", "File");
        var image = container["image"]?.ToString() ?? "";
        var latest = image.EndsWith(":latest", StringComparison.Ordinal) || !image[(image.LastIndexOf('/') + 1)..].Contains(':', StringComparison.Ordinal);
        container.TryAdd("imagePullPolicy", latest ? "Always" : "IfNotPresent");
        foreach (var port in (container["ports"] as JsonArray ?? []).OfType<JsonObject>()) port.TryAdd("protocol", "TCP");
        foreach (var probe in new[] { "livenessProbe", "readinessProbe", "startupProbe" }) Probe(container[probe] as JsonObject);
    }

    // Who limits and requests nothing requests the limit; a template keeps what was written.
    private static void Requests(JsonObject container)
    {
        if (container["resources"]?["limits"] is not JsonObject limits) return;
        if (container["resources"]!["requests"] is not JsonObject requests) container["resources"]!["requests"] = requests = [];
        foreach (var (name, value) in limits) requests.TryAdd(name, value?.DeepClone());
    }

    private static void Probe(JsonObject? probe)
    {
        if (probe is null) return;
        probe.TryAdd("timeoutSeconds", 1L);
        probe.TryAdd("periodSeconds", 10L);
        probe.TryAdd("successThreshold", 1L);
        probe.TryAdd("failureThreshold", 3L);
        if (probe["httpGet"] is not JsonObject request) return;
        request.TryAdd("path", "/");
        request.TryAdd("scheme", "HTTP");
    }

    private static JsonObject Toleration(string what) => new()
    {
        ["key"] = $"node.kubernetes.io/{what}",
        ["operator"] = "Exists",
        ["effect"] = "NoExecute",
        ["tolerationSeconds"] = 300L,
    };

    /// <summary>What a pod is worth when memory runs out: by its requests and limits.</summary>
    public static string QosClass(JsonObject spec)
    {
        var resources = Containers(spec).Select(c => c["resources"] as JsonObject ?? []).ToList();
        if (resources.All(r => r["requests"] is not JsonObject { Count: > 0 } && r["limits"] is not JsonObject { Count: > 0 })) return "BestEffort";
        return resources.All(r => r["limits"]?["cpu"] is not null && r["limits"]?["memory"] is not null && JsonNode.DeepEquals(r["limits"], r["requests"]))
            ? "Guaranteed"
            : "Burstable";
    }
}
