using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>StatefulSets, DaemonSets and Jobs: who replaces a pod, when, and under which name.</summary>
internal sealed class PodControllers(RecordedWorld world, Schedule schedule, EventRecorder events, PodBirth birth)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>A pod is going. A Job does not wait until it is gone.</summary>
    public void Leaving(StoredObject pod)
    {
        if (pod.Controller is not { } reference || Owner(pod, reference) is not { } owner) return;
        if (owner.Key.Type.Kind == "Job") schedule.After(Moment, () => Replace(pod));
    }

    /// <summary>A pod's object is gone. A StatefulSet and a DaemonSet have waited for that.</summary>
    public void Gone(StoredObject pod)
    {
        if (pod.Controller is not { } reference || Owner(pod, reference) is null) return;
        schedule.After(Moment, () => Replace(pod));
    }

    private void Replace(StoredObject pod)
    {
        using var exclusive = world.Objects.Exclusive();
        if (Owner(pod, pod.Controller!) is not { } owner) return;
        var kind = owner.Key.Type.Kind;
        var siblings = Pods(owner);
        var name = kind switch
        {
            "Job" when !IsFinished(owner) && !siblings.Any(IsActive) => $"{owner.Key.Name}-{world.Identities.Suffix()}",
            "StatefulSet" when siblings.All(s => s.Key.Name != pod.Key.Name) && Ordinal(pod) < Replicas(owner) => pod.Key.Name,
            "DaemonSet" when HasNode(pod) && siblings.All(s => s.NodeName != pod.NodeName) => $"{owner.Key.Name}-{world.Identities.Suffix()}",
            _ => null,
        };
        if (name is null) return;
        var created = birth.Create(pod, name, kind == "DaemonSet" ? pod.NodeName : null);
        var (component, message) = kind switch
        {
            "Job" => ("job-controller", $"Created pod: {name}"),
            "DaemonSet" => ("daemonset-controller", $"Created pod: {name}"),
            _ => ("statefulset-controller", $"create Pod {name} in StatefulSet {owner.Key.Name} successful"),
        };
        events.Controller(owner, component, "SuccessfulCreate", message);
        birth.Settle(created, pod);
    }

    private StoredObject? Owner(StoredObject pod, JsonObject reference)
    {
        var type = world.Catalog.OfKind(reference["apiVersion"]!.GetValue<string>(), reference["kind"]!.GetValue<string>());
        if (type is null || !type.Namespaced) return null;
        var owner = world.Objects.Get(new ObjectKey(type, pod.Key.Namespace, reference["name"]!.GetValue<string>()));
        return owner?.Uid == reference["uid"]!.GetValue<string>() ? owner : null;
    }

    private List<StoredObject> Pods(StoredObject owner) =>
        [.. world.Objects.List(world.Catalog.Pods, owner.Key.Namespace).Where(p => p.Controller?["uid"]?.GetValue<string>() == owner.Uid)];

    private static bool IsActive(StoredObject pod) => !pod.IsDeleting && pod.Phase is not ("Failed" or "Succeeded");

    private static bool IsFinished(StoredObject job) =>
        (job.Body["status"]?["conditions"] as JsonArray ?? []).Any(c => c?["type"]?.GetValue<string>() is "Complete" or "Failed" && c["status"]?.GetValue<string>() == "True");

    private bool HasNode(StoredObject pod) => world.Objects.Get(new ObjectKey(world.Catalog.Nodes, null, pod.NodeName!)) is not null;

    private static long Replicas(StoredObject owner) => owner.Body["spec"]?["replicas"]?.GetValue<long>() ?? 1;

    private static long Ordinal(StoredObject pod) =>
        long.TryParse(pod.Key.Name[(pod.Key.Name.LastIndexOf('-') + 1)..], out var ordinal) ? ordinal : long.MaxValue;
}
