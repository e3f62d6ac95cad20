using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Registries;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>What came of looking for one object by name.</summary>
/// <param name="Namespace">Null for cluster-scoped kinds.</param>
/// <param name="Name">metadata.name.</param>
/// <param name="Object">The object; null when it is absent or could not be read.</param>
/// <param name="Failure">Why there is no object.</param>
public sealed record Look<T>(string? Namespace, string Name, T? Object, ClusterFailure? Failure) where T : class, IClusterObject
{
    /// <summary>The API server says that there is none: a fact, not a gap.</summary>
    public bool IsAbsent => Failure is ClusterFailure.NotFound;
}

/// <summary>Something that could not be read, and why: what the answer does not rest on.</summary>
/// <param name="Kind">What was asked for.</param>
/// <param name="Namespace">Where; null: everywhere, or a cluster-scoped kind.</param>
/// <param name="Name">Null for lists.</param>
/// <param name="Subresource">log, for logs.</param>
/// <param name="Failure">Why.</param>
public sealed record Gap(ResourceKind Kind, string? Namespace, string? Name, string? Subresource, ClusterFailure Failure);

/// <summary>One step of the owner chain.</summary>
/// <param name="Kind">Null for a kind that the bot does not know.</param>
/// <param name="Reference">metadata.ownerReferences[] of the object below.</param>
/// <param name="Object">Null when it is gone or could not be read.</param>
/// <param name="Failure">Why there is no object.</param>
public sealed record Owner(ResourceKind? Kind, OwnerReference Reference, IClusterObject? Object, ClusterFailure? Failure);

/// <summary>The tail of a container's log.</summary>
/// <param name="Container">Its name.</param>
/// <param name="Previous">Of the run before the present one.</param>
/// <param name="Text">Null when it could not be read.</param>
public sealed record ContainerLog(string Container, bool Previous, string? Text)
{
    /// <summary>The lines without the last, empty one.</summary>
    public IReadOnlyList<string> Lines => Text?.TrimEnd('\n').Split('\n') is [_, ..] lines && Text.Length > 0 ? lines : [];
}

/// <summary>A port that was tried.</summary>
/// <param name="Port">Which, and what was asked there.</param>
/// <param name="Answer">What came of it.</param>
public sealed record PortTry(PodPort Port, PortAnswer Answer);

/// <summary>Everything that the rules about one object look at, read once. A rule is a pure function over a snapshot and the
/// moment. What the object's state does not need is not read and left empty; what could not be read stands in
/// <see cref="Gaps"/>.</summary>
public sealed record Snapshot
{
    /// <summary>What it is about.</summary>
    public required ResourceRef Target { get; init; }

    /// <summary>The pod, when the target is one.</summary>
    public Pod? Pod { get; init; }

    /// <summary>Events about the target, oldest first; for a pod matched by UID.</summary>
    public IReadOnlyList<Event> Events { get => field ?? []; init; }

    /// <summary>The owner chain, nearest first: ReplicaSet, Deployment.</summary>
    public IReadOnlyList<Owner> Owners { get => field ?? []; init; }

    /// <summary>The target if it is a workload, else the pod's topmost known owner.</summary>
    public Workload? Workload { get; init; }

    /// <summary>The CronJob, when the target is one.</summary>
    public CronJob? CronJob { get; init; }

    /// <summary>The Jobs of a target CronJob, newest first.</summary>
    public IReadOnlyList<Job> Jobs { get => field ?? []; init; }

    /// <summary>The HorizontalPodAutoscaler, when the target is one; <see cref="Workload"/> is then what it scales.</summary>
    public HorizontalPodAutoscaler? Autoscaler { get; init; }

    /// <summary>The PodDisruptionBudget, when the target is one.</summary>
    public PodDisruptionBudget? Budget { get; init; }

    /// <summary>The budgets of a target budget's namespace; of a cordoned node, those of the pods on it.</summary>
    public IReadOnlyList<PodDisruptionBudget> Budgets { get => field ?? []; init; }

    /// <summary>The NetworkPolicies of the namespace, where Services are looked at.</summary>
    public IReadOnlyList<NetworkPolicy> NetworkPolicies { get => field ?? []; init; }

    /// <summary>The ReplicaSets of a Deployment, newest first.</summary>
    public IReadOnlyList<ReplicaSet> ReplicaSets { get => field ?? []; init; }

    /// <summary>Events about the workload and its ReplicaSets, oldest first.</summary>
    public IReadOnlyList<Event> WorkloadEvents { get => field ?? []; init; }

    /// <summary>The pods that belong to the target: of a workload, those that its selector picks; of a Service too; of a CronJob, those of its
    /// newest Job; on a Node.</summary>
    public IReadOnlyList<Pod> Pods { get => field ?? []; init; }

    /// <summary>The pod's node, or the target itself; null while the pod has none.</summary>
    public Look<Node>? Node { get; init; }

    /// <summary>The kubelet's lease on the node, renewed every ten seconds while the kubelet reaches the API server.</summary>
    public Look<Lease>? NodeLease { get; init; }

    /// <summary>Events about the node, oldest first.</summary>
    public IReadOnlyList<Event> NodeEvents { get => field ?? []; init; }

    /// <summary>Every node, for a pod that has none, and for DaemonSets.</summary>
    public IReadOnlyList<Node> Nodes { get => field ?? []; init; }

    /// <summary>Every pod of the cluster, for a pod that has no node: what the others leave free.</summary>
    public IReadOnlyList<Pod> AllPods { get => field ?? []; init; }

    /// <summary>The pods of the target's namespace, where a rule compares with them.</summary>
    public IReadOnlyList<Pod> Neighbours { get => field ?? []; init; }

    /// <summary>The claims that the pod mounts, or the target itself.</summary>
    public IReadOnlyList<Look<PersistentVolumeClaim>> Claims { get => field ?? []; init; }

    /// <summary>Events about the claims, oldest first.</summary>
    public IReadOnlyList<Event> ClaimEvents { get => field ?? []; init; }

    /// <summary>Every PersistentVolume, where claims are looked at.</summary>
    public IReadOnlyList<PersistentVolume> Volumes { get => field ?? []; init; }

    /// <summary>Every StorageClass, where claims are looked at.</summary>
    public IReadOnlyList<StorageClass> StorageClasses { get => field ?? []; init; }

    /// <summary>The ConfigMaps that the pod refers to.</summary>
    public IReadOnlyList<Look<ConfigMap>> ConfigMaps { get => field ?? []; init; }

    /// <summary>The Secrets that the pod refers to, pull secrets included: types, key names and the registries of pull secrets only.</summary>
    public IReadOnlyList<Look<Secret>> Secrets { get => field ?? []; init; }

    /// <summary>What came of looking for a Secret; null when nobody looked.</summary>
    public Look<Secret>? SecretNamed(string name) => Secrets.FirstOrDefault(look => look.Name == name);

    /// <summary>What came of looking for a ConfigMap; null when nobody looked.</summary>
    public Look<ConfigMap>? ConfigMapNamed(string name) => ConfigMaps.FirstOrDefault(look => look.Name == name);

    /// <summary>What registries say of the images that cannot be pulled, or that a definition names, by the image as it is written; without those
    /// that the bot may not ask.</summary>
    public IReadOnlyDictionary<string, RegistryAnswer> Images { get => field ?? new Dictionary<string, RegistryAnswer>(); init; }

    /// <summary>The service account of the pod or of the workload's template.</summary>
    public Look<ServiceAccount>? ServiceAccount { get; init; }

    /// <summary>The namespace's quotas.</summary>
    public IReadOnlyList<ResourceQuota> Quotas { get => field ?? []; init; }

    /// <summary>The namespace's limit ranges.</summary>
    public IReadOnlyList<LimitRange> LimitRanges { get => field ?? []; init; }

    /// <summary>The Services that select the pod, or the target itself.</summary>
    public IReadOnlyList<Service> Services { get => field ?? []; init; }

    /// <summary>The workloads whose pods a target Service could pick, while it picks none.</summary>
    public IReadOnlyList<Workload> Backing { get => field ?? []; init; }

    /// <summary>The slices of those Services.</summary>
    public IReadOnlyList<EndpointSlice> EndpointSlices { get => field ?? []; init; }

    /// <summary>The Ingresses that route to those Services, or the target itself.</summary>
    public IReadOnlyList<Ingress> Ingresses { get => field ?? []; init; }

    /// <summary>Every IngressClass, where Ingresses are looked at.</summary>
    public IReadOnlyList<IngressClass> IngressClasses { get => field ?? []; init; }

    /// <summary>The pods of the Ingress controller that serves the first Ingress; null while nothing asked for them.</summary>
    public IReadOnlyList<Pod>? ControllerPods { get; init; }

    /// <summary>The ports that were tried through a port-forward, and what came of it.</summary>
    public IReadOnlyList<PortTry> PortTries { get => field ?? []; init; }

    /// <summary>Log tails of the containers that crashed or are not ready.</summary>
    public IReadOnlyList<ContainerLog> Logs { get => field ?? []; init; }

    /// <summary>Whether what a log says was refused is refused now, by container; absent when the bot may not ask the authorizer.</summary>
    public IReadOnlyDictionary<string, bool> Access { get => field ?? new Dictionary<string, bool>(); init; }

    /// <summary>The Services that the logs of crashing containers speak of.</summary>
    public IReadOnlyList<Dependency> Dependencies { get => field ?? []; init; }

    /// <summary>What the API server says of the pod that a definition would make; null when it takes it, or was not asked.</summary>
    public string? Refused { get; init; }

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<Gap> Gaps { get => field ?? []; init; }

    /// <summary>Whether every call for this kind was answered, so that an empty list means that there are none.</summary>
    public bool HasRead<T>() where T : IClusterObject => Gaps.All(gap => gap.Kind != ResourceKinds.Of<T>() || gap.Subresource is not null);

    /// <summary>The slices of one Service.</summary>
    public IEnumerable<EndpointSlice> SlicesOf(Service service) =>
        EndpointSlices.Where(slice => slice.Metadata.Labels.GetValueOrDefault("kubernetes.io/service-name") == service.Metadata.Name);

    /// <summary>A container's log of the previous run, else of the present one; null when neither was read.</summary>
    public ContainerLog? LogOf(string container, bool previous) =>
        Logs.FirstOrDefault(log => log.Container == container && log.Previous == previous && log.Text is not null);
}
