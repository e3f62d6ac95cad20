using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Clusters;

/// <summary>A kind of the Kubernetes API with the words that people use for it.</summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Version">v1, v2, v1beta1.</param>
/// <param name="Plural">The name in URLs and in RBAC rules.</param>
/// <param name="Kind">The name in objects.</param>
/// <param name="Namespaced">False for nodes, namespaces and the like.</param>
/// <param name="ShortNames">kubectl's short names.</param>
public sealed record ResourceKind(string Group, string Version, string Plural, string Kind, bool Namespaced, params string[] ShortNames)
{
    /// <summary>The lower-case singular: pod, deployment, persistentvolumeclaim.</summary>
    public string Singular => Kind.ToLowerInvariant();

    /// <summary>group/version, or the version alone for the core group.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The collection's path on the API server, with a leading slash.</summary>
    /// <param name="ns">The namespace, or null for all of them and for cluster-scoped kinds.</param>
    public string Path(string? ns)
    {
        var root = Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";
        return ns is null || !Namespaced ? $"{root}/{Plural}" : $"{root}/namespaces/{Uri.EscapeDataString(ns)}/{Plural}";
    }

    /// <inheritdoc/>
    public bool Equals(ResourceKind? other) => other is not null && Group == other.Group && Plural == other.Plural;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Group, Plural);

    /// <inheritdoc/>
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}

/// <summary>The kinds that the bot reads, each bound to its fact type.</summary>
public static class ResourceKinds
{
    public static readonly ResourceKind Pod = new("", "v1", "pods", "Pod", true, "po");
    public static readonly ResourceKind Event = new("", "v1", "events", "Event", true, "ev");
    public static readonly ResourceKind Node = new("", "v1", "nodes", "Node", false, "no");
    public static readonly ResourceKind Namespace = new("", "v1", "namespaces", "Namespace", false, "ns");
    public static readonly ResourceKind Service = new("", "v1", "services", "Service", true, "svc");
    public static readonly ResourceKind ConfigMap = new("", "v1", "configmaps", "ConfigMap", true, "cm");
    public static readonly ResourceKind Secret = new("", "v1", "secrets", "Secret", true);
    public static readonly ResourceKind ServiceAccount = new("", "v1", "serviceaccounts", "ServiceAccount", true, "sa");
    public static readonly ResourceKind PersistentVolumeClaim = new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true, "pvc");
    public static readonly ResourceKind PersistentVolume = new("", "v1", "persistentvolumes", "PersistentVolume", false, "pv");
    public static readonly ResourceKind ResourceQuota = new("", "v1", "resourcequotas", "ResourceQuota", true, "quota");
    public static readonly ResourceKind LimitRange = new("", "v1", "limitranges", "LimitRange", true, "limits");
    public static readonly ResourceKind Deployment = new("apps", "v1", "deployments", "Deployment", true, "deploy");
    public static readonly ResourceKind ReplicaSet = new("apps", "v1", "replicasets", "ReplicaSet", true, "rs");
    public static readonly ResourceKind ControllerRevision = new("apps", "v1", "controllerrevisions", "ControllerRevision", true);
    public static readonly ResourceKind StatefulSet = new("apps", "v1", "statefulsets", "StatefulSet", true, "sts");
    public static readonly ResourceKind DaemonSet = new("apps", "v1", "daemonsets", "DaemonSet", true, "ds");
    public static readonly ResourceKind Job = new("batch", "v1", "jobs", "Job", true);
    public static readonly ResourceKind CronJob = new("batch", "v1", "cronjobs", "CronJob", true, "cj");
    public static readonly ResourceKind EndpointSlice = new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", true);
    public static readonly ResourceKind Ingress = new("networking.k8s.io", "v1", "ingresses", "Ingress", true, "ing");
    public static readonly ResourceKind IngressClass = new("networking.k8s.io", "v1", "ingressclasses", "IngressClass", false);
    public static readonly ResourceKind StorageClass = new("storage.k8s.io", "v1", "storageclasses", "StorageClass", false, "sc");
    public static readonly ResourceKind VolumeAttachment = new("storage.k8s.io", "v1", "volumeattachments", "VolumeAttachment", false);
    public static readonly ResourceKind PodDisruptionBudget = new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true, "pdb");
    public static readonly ResourceKind HorizontalPodAutoscaler = new("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", true, "hpa");
    public static readonly ResourceKind NetworkPolicy = new("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", true, "netpol");
    public static readonly ResourceKind Lease = new("coordination.k8s.io", "v1", "leases", "Lease", true);
    public static readonly ResourceKind PodMetrics = new("metrics.k8s.io", "v1beta1", "pods", "PodMetrics", true);
    public static readonly ResourceKind NodeMetrics = new("metrics.k8s.io", "v1beta1", "nodes", "NodeMetrics", false);

    private static readonly Dictionary<Type, ResourceKind> ByType = new()
    {
        [typeof(Pod)] = Pod,
        [typeof(Event)] = Event,
        [typeof(Node)] = Node,
        [typeof(Namespace)] = Namespace,
        [typeof(Service)] = Service,
        [typeof(ConfigMap)] = ConfigMap,
        [typeof(Secret)] = Secret,
        [typeof(ServiceAccount)] = ServiceAccount,
        [typeof(PersistentVolumeClaim)] = PersistentVolumeClaim,
        [typeof(PersistentVolume)] = PersistentVolume,
        [typeof(ResourceQuota)] = ResourceQuota,
        [typeof(LimitRange)] = LimitRange,
        [typeof(Deployment)] = Deployment,
        [typeof(ReplicaSet)] = ReplicaSet,
        [typeof(ControllerRevision)] = ControllerRevision,
        [typeof(StatefulSet)] = StatefulSet,
        [typeof(DaemonSet)] = DaemonSet,
        [typeof(Job)] = Job,
        [typeof(CronJob)] = CronJob,
        [typeof(EndpointSlice)] = EndpointSlice,
        [typeof(Ingress)] = Ingress,
        [typeof(IngressClass)] = IngressClass,
        [typeof(StorageClass)] = StorageClass,
        [typeof(VolumeAttachment)] = VolumeAttachment,
        [typeof(PodDisruptionBudget)] = PodDisruptionBudget,
        [typeof(HorizontalPodAutoscaler)] = HorizontalPodAutoscaler,
        [typeof(NetworkPolicy)] = NetworkPolicy,
        [typeof(Lease)] = Lease,
        [typeof(PodMetrics)] = PodMetrics,
        [typeof(NodeMetrics)] = NodeMetrics,
    };

    /// <summary>Every kind, metrics left out.</summary>
    public static IEnumerable<ResourceKind> All => ByType.Values.Where(kind => kind.Group != "metrics.k8s.io");

    /// <summary>The kind of a fact type.</summary>
    public static ResourceKind Of<T>() where T : IClusterObject => ByType[typeof(T)];

    /// <summary>The kind of an object.</summary>
    public static ResourceKind Of(IClusterObject thing) => ByType[thing.GetType()];

    /// <summary>The kind that a word names (plural, singular, kind or short name, any case), or null.</summary>
    public static ResourceKind? Find(string word) => All.FirstOrDefault(kind =>
        Same(kind.Plural, word) || Same(kind.Singular, word) || kind.ShortNames.Any(name => Same(name, word)));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
