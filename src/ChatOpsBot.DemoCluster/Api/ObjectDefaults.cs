using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.Controllers;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>What the API server fills in when an object is created or updated without it.</summary>
internal static class ObjectDefaults
{
    public static void Apply(ResourceType type, JsonObject body)
    {
        var spec = body["spec"] as JsonObject;
        switch (type.Kind)
        {
            case "Deployment" when spec is not null:
                spec.TryAdd("replicas", 1L);
                spec.TryAdd("strategy", new JsonObject { ["type"] = "RollingUpdate" });
                if (spec["strategy"]!["type"]?.GetValue<string>() == "RollingUpdate")
                {
                    if (spec["strategy"]!["rollingUpdate"] is not JsonObject rolling) spec["strategy"]!["rollingUpdate"] = rolling = [];
                    rolling.TryAdd("maxUnavailable", "25%");
                    rolling.TryAdd("maxSurge", "25%");
                }
                spec.TryAdd("revisionHistoryLimit", 10L);
                spec.TryAdd("progressDeadlineSeconds", 600L);
                break;
            case "ReplicaSet": spec?.TryAdd("replicas", 1L); break;
            case "StatefulSet" when spec is not null:
                spec.TryAdd("replicas", 1L);
                spec.TryAdd("podManagementPolicy", "OrderedReady");
                if (spec["persistentVolumeClaimRetentionPolicy"] is not JsonObject retention) spec["persistentVolumeClaimRetentionPolicy"] = retention = [];
                retention.TryAdd("whenDeleted", "Retain");
                retention.TryAdd("whenScaled", "Retain");
                spec.TryAdd("updateStrategy", new JsonObject { ["type"] = "RollingUpdate", ["rollingUpdate"] = new JsonObject { ["partition"] = 0L } });
                spec.TryAdd("revisionHistoryLimit", 10L);
                break;
            case "DaemonSet" when spec is not null:
                spec.TryAdd("updateStrategy", new JsonObject { ["type"] = "RollingUpdate", ["rollingUpdate"] = new JsonObject { ["maxUnavailable"] = 1L, ["maxSurge"] = 0L } });
                spec.TryAdd("revisionHistoryLimit", 10L);
                break;
            case "Job" when spec is not null: Job(body, spec); break;
            case "CronJob" when spec is not null:
                spec.TryAdd("concurrencyPolicy", "Allow");
                spec.TryAdd("suspend", false);
                spec.TryAdd("successfulJobsHistoryLimit", 3L);
                spec.TryAdd("failedJobsHistoryLimit", 1L);
                (spec["jobTemplate"] as JsonObject)?.TryAdd("metadata", new JsonObject());
                PodDefaults.Template(spec["jobTemplate"]?["spec"] as JsonObject);
                break;
            case "Service" when spec is not null: Service(body, spec); break;
            case "PersistentVolumeClaim" when spec is not null:
                spec.TryAdd("volumeMode", "Filesystem");
                body.TryAdd("status", new JsonObject { ["phase"] = "Pending" });
                body["metadata"]!.AsObject().TryAdd("finalizers", new JsonArray("kubernetes.io/pvc-protection"));
                break;
            case "PersistentVolume" when spec is not null:
                spec.TryAdd("persistentVolumeReclaimPolicy", "Retain");
                spec.TryAdd("volumeMode", "Filesystem");
                (spec["hostPath"] as JsonObject)?.TryAdd("type", "");
                body.TryAdd("status", new JsonObject { ["phase"] = "Pending" });
                body["metadata"]!.AsObject().TryAdd("finalizers", new JsonArray("kubernetes.io/pv-protection"));
                break;
            case "StorageClass":
                body.TryAdd("reclaimPolicy", "Delete");
                body.TryAdd("volumeBindingMode", "Immediate");
                break;
            case "LimitRange": LimitRanges.Complete(body); break;
            case "Secret": Secret(body); break;
            case "Event" when type.Group.Length == 0:
                foreach (var time in new[] { "eventTime", "firstTimestamp", "lastTimestamp" }) body.TryAdd(time, null);
                body.TryAdd("source", new JsonObject());
                body.TryAdd("reportingComponent", "");
                body.TryAdd("reportingInstance", "");
                break;
            case "Namespace":
                body.TryAdd("spec", new JsonObject { ["finalizers"] = new JsonArray("kubernetes") });
                body.TryAdd("status", new JsonObject { ["phase"] = "Active" });
                if (body["metadata"]!["labels"] is not JsonObject labels) body["metadata"]!["labels"] = labels = [];
                labels["kubernetes.io/metadata.name"] = body["metadata"]!["name"]?.GetValue<string>();
                break;
            default: break;
        }
        PodDefaults.Template(spec);
    }

    // What is written as plain text is kept as data.
    private static void Secret(JsonObject body)
    {
        body.TryAdd("type", "Opaque");
        foreach (var (name, text) in body["stringData"] as JsonObject ?? [])
        {
            if (body["data"] is not JsonObject data) body["data"] = data = [];
            data[name] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text?.ToString() ?? ""));
        }
        body.Remove("stringData");
    }

    private static void Job(JsonObject body, JsonObject spec)
    {
        // A queue of work has only a width: how much there is, its pods know.
        if (!spec.ContainsKey("parallelism")) spec.TryAdd("completions", 1L);
        spec.TryAdd("parallelism", 1L);
        spec.TryAdd("backoffLimit", 6L);
        spec.TryAdd("completionMode", "NonIndexed");
        spec.TryAdd("suspend", false);
        spec.TryAdd("podReplacementPolicy", "TerminatingOrFailed");
        spec.TryAdd("manualSelector", false);
        if (spec.ContainsKey("selector") || spec["template"] is not JsonObject template) return;
        if (body["metadata"]!["labels"] is not JsonObject { Count: > 0 } && template["metadata"]?["labels"] is JsonObject { Count: > 0 } inherited)
            body["metadata"]!["labels"] = inherited.DeepClone();
        // A Job tells its pods from others' by its own uid.
        var uid = body["metadata"]!["uid"]!.GetValue<string>();
        spec["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = uid } };
        template.TryAdd("metadata", new JsonObject());
        foreach (var metadata in new[] { body["metadata"]!.AsObject(), template["metadata"]!.AsObject() })
        {
            if (metadata["labels"] is not JsonObject labels) metadata["labels"] = labels = [];
            foreach (var (name, value) in new[] { ("controller-uid", uid), ("job-name", body["metadata"]!["name"]!.GetValue<string>()) })
            {
                labels[$"batch.kubernetes.io/{name}"] = value;
                labels[name] = value;
            }
        }
    }

    private static void Service(JsonObject body, JsonObject spec)
    {
        foreach (var port in (spec["ports"] as JsonArray ?? []).OfType<JsonObject>())
        {
            port.TryAdd("protocol", "TCP");
            port.TryAdd("targetPort", port["port"]?.DeepClone());
        }
        spec.TryAdd("type", "ClusterIP");
        spec.TryAdd("sessionAffinity", "None");
        spec.TryAdd("ipFamilies", new JsonArray("IPv4"));
        spec.TryAdd("ipFamilyPolicy", "SingleStack");
        spec.TryAdd("internalTrafficPolicy", "Cluster");
        body.TryAdd("status", new JsonObject { ["loadBalancer"] = new JsonObject() });
    }
}
