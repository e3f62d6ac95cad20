using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>The rules that a new or changed object is held to: those that a person meets who writes one by hand.</summary>
internal static partial class ObjectValidation
{
    private static readonly string[] ContainerLists = ["containers", "initContainers"];

    private static readonly string[] ChangeableOfStatefulSet = ["replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"];
    private static readonly string[] ChangeableOfClaim = ["resources", "volumeAttributesClassName", "volumeName"];

    private const string OnlyScaleAndTemplate =
        "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

    private const string Subdomain =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string Label =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character "
        + "(e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    private const string OnlyImages =
        "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
        + "`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n";

    public static List<FieldFault> Of(ResourceType type, JsonObject body, StoredObject? before)
    {
        var faults = new List<FieldFault>();
        var metadata = body["metadata"]!.AsObject();
        var name = metadata["name"]?.GetValue<string>() ?? "";
        if (name.Length == 0) faults.Add(FieldFault.Required("metadata.name", "name or generateName is required"));
        else if (before is null && !SubdomainName().IsMatch(name)) faults.Add(FieldFault.Invalid("metadata.name", Quoted(name), Subdomain));
        if (before is not null) Changes(body, before, faults);
        // The API server looks at an update's metadata twice, at its labels four times, and each time it has a cause.
        if (before is not null) faults.AddRange([.. faults]);
        for (var look = before is null ? 3 : 0; look < 4; look++) Labels(metadata, faults);
        var spec = body["spec"] as JsonObject ?? [];
        if (before is not null && type.Kind == "Pod" && !JsonNode.DeepEquals(Fixed(before.Body), Fixed(body))) faults.Add(FieldFault.Forbidden("spec", OnlyImages));
        if (type.Kind is "Pod") Containers(spec, "spec.containers", faults);
        if (type is { Group: "apps", Kind: "Deployment" or "ReplicaSet" or "StatefulSet" or "DaemonSet" }) Workload(spec, faults);
        if (type.Kind is "Job") BatchValidation.Job(spec, "spec", faults);
        if (type.Kind is "Job" && before is not null) BatchValidation.JobChange(spec, before, faults);
        if (type.Kind is "CronJob") BatchValidation.CronJob(spec, faults);
        if (type.Kind is "StatefulSet" && before is not null && !JsonNode.DeepEquals(Fixed(before.Body, ChangeableOfStatefulSet), Fixed(body, ChangeableOfStatefulSet))) faults.Add(FieldFault.Forbidden("spec", OnlyScaleAndTemplate));
        if (type.Kind is "PersistentVolumeClaim") Claim(spec, before, faults);
        if (type.Kind is "LimitRange") Limits(spec, faults);
        if (type.Kind is "Service" && spec["ports"] is not JsonArray { Count: > 0 } && spec["clusterIP"]?.ToString() != "None")
            faults.Add(FieldFault.Required("spec.ports"));
        if (before is not null && type is { Group: "apps", Kind: not "StatefulSet" } && !JsonNode.DeepEquals(before.Body["spec"]?["selector"], spec["selector"]))
            faults.Add(FieldFault.Invalid("spec.selector", spec["selector"]?.ToJsonString() ?? "null", "field is immutable"));
        return faults;
    }

    private static void Labels(JsonObject metadata, List<FieldFault> faults)
    {
        foreach (var (_, value) in metadata["labels"] as JsonObject ?? [])
        {
            var text = value?.ToString() ?? "";
            if (!LabelSelector.IsValue(text)) faults.Add(FieldFault.Invalid("metadata.labels", Quoted(text), LabelSelector.LabelValueHint));
        }
    }

    private static void Changes(JsonObject body, StoredObject before, List<FieldFault> faults)
    {
        var metadata = body["metadata"]!.AsObject();
        if (metadata["uid"]?.ToString() is { } uid && uid != before.Uid) faults.Add(FieldFault.Invalid("metadata.uid", Quoted(uid), "field is immutable"));
        string[] added = [.. Finalizers(metadata).Except(Finalizers(before.Metadata))];
        if (before.IsDeleting && added.Length > 0)
        {
            var list = string.Join(", ", added.Select(Quoted));
            faults.Add(FieldFault.Forbidden("metadata.finalizers", $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{list}}}"));
        }
    }

    private static void Claim(JsonObject spec, StoredObject? before, List<FieldFault> faults)
    {
        if (spec["accessModes"] is not JsonArray { Count: > 0 }) faults.Add(FieldFault.Required("spec.accessModes", "at least 1 access mode is required"));
        if (spec["resources"]?["requests"]?["storage"] is null) faults.Add(FieldFault.Required("spec.resources[storage]"));
        if (before is not null && !JsonNode.DeepEquals(Fixed(before.Body, ChangeableOfClaim), Fixed(new JsonObject { ["spec"] = spec.DeepClone() }, ChangeableOfClaim)))
            faults.Add(FieldFault.Forbidden("spec", "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n"));
    }

    private static void Limits(JsonObject spec, List<FieldFault> faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var limits = spec["limits"] as JsonArray ?? [];
        for (var i = 0; i < limits.Count; i++)
        {
            var type = limits[i]?["type"]?.ToString() ?? "";
            if (!seen.Add(type)) faults.Add(new FieldFault($"spec.limits[{i}].type", "FieldValueDuplicate", $"Duplicate value: \"{type}\""));
        }
    }

    private static JsonObject Fixed(JsonObject body, IReadOnlyList<string> changeable)
    {
        var spec = body["spec"]!.DeepClone().AsObject();
        foreach (var field in changeable) spec.Remove(field);
        return spec;
    }

    // A pod's spec without what may be changed in it.
    private static JsonObject Fixed(JsonObject body)
    {
        var spec = body["spec"]!.DeepClone().AsObject();
        foreach (var container in ContainerLists.SelectMany(f => spec[f] as JsonArray ?? []).OfType<JsonObject>()) container.Remove("image");
        spec.Remove("activeDeadlineSeconds");
        spec.Remove("tolerations");
        return spec;
    }

    private static void Workload(JsonObject spec, List<FieldFault> faults)
    {
        if (spec["replicas"]?.GetValue<long>() is < 0 and var replicas)
            faults.Add(FieldFault.Invalid("spec.replicas", $"{replicas}", "must be greater than or equal to 0"));
        if (spec["selector"] is not JsonObject selector) faults.Add(FieldFault.Required("spec.selector"));
        else if (selector["matchLabels"] is not JsonObject { Count: > 0 } && selector["matchExpressions"] is not JsonArray { Count: > 0 })
            faults.Add(FieldFault.Invalid("spec.selector", selector.ToJsonString(), "empty selector is invalid for deployment"));
        var labels = spec["template"]?["metadata"]?["labels"] as JsonObject;
        if (spec["selector"] is not JsonObject || !ObjectSelector.Matches(spec["selector"] as JsonObject, labels))
            faults.Add(FieldFault.Invalid("spec.template.metadata.labels", labels?.ToJsonString() ?? "null", "`selector` does not match template `labels`"));
        Containers(spec["template"]?["spec"] as JsonObject ?? [], "spec.template.spec.containers", faults);
    }

    /// <summary>A pod has containers, each with a name and an image.</summary>
    public static void Containers(JsonObject spec, string field, List<FieldFault> faults)
    {
        if (spec["containers"] is not JsonArray { Count: > 0 } containers)
        {
            faults.Add(FieldFault.Required(field));
            return;
        }
        for (var i = 0; i < containers.Count; i++)
        {
            var name = containers[i]?["name"]?.ToString() ?? "";
            if (name.Length == 0) faults.Add(FieldFault.Required($"{field}[{i}].name"));
            else if (!LabelName().IsMatch(name)) faults.Add(FieldFault.Invalid($"{field}[{i}].name", Quoted(name), Label));
            if (string.IsNullOrEmpty(containers[i]?["image"]?.ToString())) faults.Add(FieldFault.Required($"{field}[{i}].image"));
        }
    }

    private static IEnumerable<string> Finalizers(JsonObject metadata) => (metadata["finalizers"] as JsonArray ?? []).Select(f => f!.ToString());

    private static string Quoted(string text) => $"\"{text}\"";

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    private static partial Regex SubdomainName();

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")]
    private static partial Regex LabelName();
}
