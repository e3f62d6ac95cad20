using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.Api;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>The pods of a controller's object: made from its template when admission lets them, and deleted.</summary>
internal sealed class OwnedPods(RecordedWorld world, Schedule schedule, PodBirth birth, Kubelets kubelets)
{
    // How the pods of a recorded owner fare: their successors fare the same.
    private readonly Dictionary<string, StoredObject> _recorded = world.Objects.List(world.Catalog.Pods)
        .Where(p => p.Controller is not null)
        .GroupBy(p => p.Controller!["uid"]!.ToString())
        .ToDictionary(g => g.Key, g => g.OrderBy(p => p.IsDeleting).ThenBy(p => p.Phase == "Failed").First());

    public IReadOnlyList<StoredObject> Of(StoredObject owner) =>
        [.. world.Objects.List(world.Catalog.Pods, owner.Key.Namespace).Where(p => p.Controller?["uid"]?.ToString() == owner.Uid)];

    /// <summary>Neither going nor ended.</summary>
    public static bool IsActive(StoredObject pod) => !pod.IsDeleting && pod.Phase is not ("Failed" or "Succeeded");

    /// <summary>The pod that a template asks for, before admission has seen it.</summary>
    public JsonObject FromTemplate(StoredObject owner, JsonNode template, string name)
    {
        var metadata = template["metadata"]?.DeepClone() as JsonObject ?? [];
        metadata.Remove("creationTimestamp");
        metadata["name"] = name;
        metadata["generateName"] = $"{owner.Key.Name}-";
        metadata["namespace"] = owner.Key.Namespace;
        metadata["uid"] = world.Identities.Uid();
        metadata["creationTimestamp"] = Timestamps.Format(schedule.Now);
        metadata["generation"] = 1L;
        metadata["ownerReferences"] = new JsonArray(OwnerReference.To(owner));
        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = metadata, ["spec"] = template["spec"]!.DeepClone() };
    }

    /// <summary>Null when the pod is there now, else what admission says.</summary>
    public string? Create(StoredObject owner, JsonObject body)
    {
        PodDefaults.Pod(body);
        LimitRanges.Default(world, owner.Key.Namespace!, body);
        var pod = new StoredObject(new ObjectKey(world.Catalog.Pods, owner.Key.Namespace, body["metadata"]!["name"]!.ToString()), body);
        if ((LimitRanges.WhyNot(world, pod) ?? QuotaAdmission.WhyNot(world, pod)) is { } why) return why;
        birth.Settle(world.Objects.Put(pod.Key, pod.Body), _recorded.GetValueOrDefault(owner.Uid));
        return null;
    }

    /// <summary>As a controller deletes: with the pod's own grace.</summary>
    public void Delete(StoredObject pod)
    {
        if (pod.IsDeleting) return;
        var grace = pod.GracePeriod(null);
        if (grace == 0 && !pod.HasFinalizers)
        {
            world.Objects.Remove(pod.Key);
            kubelets.Gone(pod);
            return;
        }
        kubelets.Terminate(world.Objects.Put(pod.Key, pod.Deleting(schedule.Now.AddSeconds(grace), grace)), TimeSpan.FromSeconds(grace));
    }
}
