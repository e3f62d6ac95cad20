using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Core.Diagnosis.Signatures;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Reads what the rules about one pod look at.</summary>
internal sealed class PodSnapshot(ClusterReading reading, Pod pod, bool withLogs = true)
{
    private readonly string _ns = pod.Metadata.Namespace ?? "default";

    public async Task<Snapshot> ReadAsync()
    {
        var waits = pod.AllContainers().Select(container => container.Waiting?.Reason).OfType<string>().ToHashSet();
        var unplaced = !pod.IsScheduled() && pod.IsLive() && pod.Metadata.DeletionTimestamp is null;
        var starting = pod.IsLive() && pod.IsScheduled() && (waits.Count > 0 || pod.Status.ContainerStatuses.Count == 0);
        var pulling = waits.Any(reason => reason.Contains("Image", StringComparison.Ordinal) || reason is "ErrImagePull" or "RegistryUnavailable");
        var leaving = pod.Metadata.DeletionTimestamp is not null;

        var events = EventsOf.ReadAsync(reading, "Pod", pod.Metadata);
        var owners = OwnerChain.ReadAsync(reading, pod);
        var node = pod.IsScheduled() ? reading.GetAsync<Node>(null, pod.Spec.NodeName!) : null;
        var nodes = unplaced ? reading.ListAsync<Node>(null) : Nothing<Node>();
        var allPods = unplaced ? reading.ListAsync<Pod>(null) : Nothing<Pod>();
        var needsClaims = unplaced || starting || leaving;
        var claims = needsClaims ? Task.WhenAll(References.ClaimsOf(pod).Select(name => reading.GetAsync<PersistentVolumeClaim>(_ns, name))) : Task.FromResult(Array.Empty<Look<PersistentVolumeClaim>>());
        var mounts = needsClaims && References.ClaimsOf(pod).Any();
        var volumes = mounts ? reading.ListAsync<PersistentVolume>(null) : Nothing<PersistentVolume>();
        var classes = mounts ? reading.ListAsync<StorageClass>(null) : Nothing<StorageClass>();
        var neighbours = mounts && starting ? reading.ListAsync<Pod>(_ns) : Nothing<Pod>();
        var account = starting ? reading.GetAsync<ServiceAccount>(_ns, pod.Spec.ServiceAccountName ?? "default") : null;
        var maps = starting ? LookAt<ConfigMap>(secrets: false) : Task.FromResult(Array.Empty<Look<ConfigMap>>());
        var secrets = starting ? LookAt<Secret>(secrets: true, pulling ? [.. pod.Spec.ImagePullSecrets.Select(secret => secret.Name)] : []) : Task.FromResult(Array.Empty<Look<Secret>>());
        var images = pulling ? reading.ImagesAsync(Pulls.Waiting(pod).Select(container => container.Spec.Image ?? "")) : Task.FromResult<IReadOnlyDictionary<string, RegistryAnswer>>(new Dictionary<string, RegistryAnswer>());
        var network = pod.IsLive() && !unplaced && !leaving ? NetworkSnapshot.OfPodAsync(reading, pod) : Task.FromResult(new Snapshot { Target = Target });
        var logs = withLogs ? ReadLogsAsync() : Nothing<ContainerLog>();

        var looks = await claims;
        var claimEvents = await Task.WhenAll(looks.Where(look => look.Object is not null && look.Object.Status.Phase != "Bound")
            .Select(look => EventsOf.ReadAsync(reading, "PersistentVolumeClaim", look.Object!.Metadata)));
        var found = node is null ? null : await node;
        var silent = found?.Object?.Status.Conditions.Any(condition => condition is { Type: "Ready", Status: not "True" }) == true;
        var chain = await owners;
        var reached = await network;
        var read = await logs;
        return new Snapshot
        {
            Target = Target,
            Pod = pod,
            Events = await events,
            Owners = chain,
            Workload = chain.Select(owner => Workload.Of(owner.Object)).LastOrDefault(workload => workload is not null),
            Node = found,
            NodeLease = silent ? await reading.GetAsync<Lease>("kube-node-lease", pod.Spec.NodeName!) : null,
            NodeEvents = silent ? await EventsOf.NodeAsync(reading, pod.Spec.NodeName!) : [],
            Nodes = await nodes,
            AllPods = await allPods,
            Neighbours = await neighbours,
            Claims = looks,
            ClaimEvents = [.. claimEvents.SelectMany(found => found)],
            Volumes = await volumes,
            StorageClasses = await classes,
            ConfigMaps = await maps,
            Secrets = await secrets,
            Images = await images,
            ServiceAccount = account is null ? null : await account,
            Services = reached.Services,
            EndpointSlices = reached.EndpointSlices,
            Ingresses = reached.Ingresses,
            NetworkPolicies = reached.NetworkPolicies,
            Logs = read,
            Dependencies = await Dependency.ReadAsync(reading, _ns, read),
            Access = await AccessAsync(read),
            Gaps = reading.Gaps,
        };
    }

    private ResourceRef Target => new(ResourceKinds.Pod, pod.Metadata.Namespace, pod.Metadata.Name);

    private Task<Look<T>[]> LookAt<T>(bool secrets, params string[] also) where T : class, IClusterObject =>
        Task.WhenAll(References.Of(pod.Spec).Where(reference => reference.IsSecret == secrets).Select(reference => reference.Name)
            .Concat(also).Where(name => name.Length > 0).Distinct().Select(name => reading.GetAsync<T>(_ns, name)));

    private async Task<IReadOnlyList<ContainerLog>> ReadLogsAsync()
    {
        var wanted = new List<Task<ContainerLog>>();
        foreach (var container in pod.AllContainers().Where(container => container.Status is not null))
        {
            var status = container.Status!;
            var ended = status.State.Terminated is { } end && (end.ExitCode != 0 || !container.IsInit);
            // A container that never started (StartError) has no log of its own.
            var crashedBefore = status.LastState.Terminated is { Reason: not "StartError" };
            if (crashedBefore) wanted.Add(reading.LogAsync(_ns, pod.Metadata.Name, container.Name, previous: true));
            if (ended || (status.State.Running is not null && !status.Ready && pod.IsLive()) || (container.Waiting?.Reason == "CrashLoopBackOff" && crashedBefore))
                wanted.Add(reading.LogAsync(_ns, pod.Metadata.Name, container.Name, previous: false));
        }
        return await Task.WhenAll(wanted);
    }

    private async Task<Dictionary<string, bool>> AccessAsync(IReadOnlyList<ContainerLog> logs)
    {
        var access = new Dictionary<string, bool>();
        foreach (var container in logs.Select(log => log.Container).Distinct())
            if (LoggedRefusal.Of(new Snapshot { Target = Target, Logs = logs }, container) is { } refusal && await reading.MayAsync(refusal.Question) is { } may) access[container] = may;
        return access;
    }

    private static Task<IReadOnlyList<T>> Nothing<T>() => Task.FromResult<IReadOnlyList<T>>([]);
}
