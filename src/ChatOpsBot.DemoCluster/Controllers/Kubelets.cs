using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>What the nodes do with pods that are to end. A node that is off does nothing.</summary>
internal sealed class Kubelets(RecordedWorld world, Schedule schedule, EventRecorder events)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>A pod has been marked as deleting.</summary>
    public void Terminate(StoredObject pod, TimeSpan grace)
    {
        if (pod.NodeName is not { } node || !NodeConditions.IsReady(world, node)) return;
        // A static pod runs on whatever the API server thinks: the kubelet replaces its mirror at once.
        if (pod.IsMirror) grace = Moment;
        else
        {
            foreach (var name in PodStatus.Running(pod).Select(c => c["name"]!.GetValue<string>()))
                events.Kubelet(pod, "Killing", $"Stopping container {name}", name);
        }
        schedule.After(grace, () => Finish(pod));
    }

    /// <summary>A pod's object is gone.</summary>
    public void Gone(StoredObject pod)
    {
        if (world.Catalog.OfKind("metrics.k8s.io/v1beta1", "PodMetrics") is { } metrics) world.Objects.Remove(pod.Key with { Type = metrics });
        if (pod.IsMirror) schedule.After(Moment, () => Mirror(pod));
    }

    private void Finish(StoredObject marked)
    {
        using var exclusive = world.Objects.Exclusive();
        if (world.Objects.Get(marked.Key) is not { } pod || pod.Uid != marked.Uid || !pod.IsDeleting) return;
        if (pod.HasFinalizers)
        {
            world.Objects.Put(pod.Key, PodStatus.Killed(pod, schedule.Now));
            return;
        }
        world.Objects.Remove(pod.Key);
        Gone(pod);
    }

    private void Mirror(StoredObject gone)
    {
        using var exclusive = world.Objects.Exclusive();
        if (world.Objects.Get(gone.Key) is not null || !NodeConditions.IsReady(world, gone.NodeName!)) return;
        var body = gone.Body.DeepClone().AsObject();
        var metadata = body["metadata"]!.AsObject();
        metadata["uid"] = world.Identities.Uid();
        metadata["creationTimestamp"] = Timestamps.Format(schedule.Now);
        metadata["generation"] = 1;
        metadata.Remove("deletionTimestamp");
        metadata.Remove("deletionGracePeriodSeconds");
        var pod = world.Objects.Put(gone.Key, body);
        // Its containers never stopped.
        world.Logs.Move(gone.Uid, pod.Uid);
    }
}
