using System.Text.Json.Serialization;

namespace ChatOpsBot.Core.Clusters.Facts;

/// <summary>A page of a list as the API server sends it.</summary>
public sealed record ObjectList<T>
{
    public ListMeta Metadata { get => field ??= new(); init; }
    public IReadOnlyList<T> Items { get => field ?? []; init; }
}

/// <summary>metadata of a list.</summary>
public sealed record ListMeta
{
    public string? ResourceVersion { get; init; }
    public string? Continue { get; init; }
    public long? RemainingItemCount { get; init; }
}

/// <summary>The serializers of every fact, made at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(ObjectList<Pod>))]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(ObjectList<Event>))]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(ObjectList<Deployment>))]
[JsonSerializable(typeof(ReplicaSet))]
[JsonSerializable(typeof(ObjectList<ReplicaSet>))]
[JsonSerializable(typeof(StatefulSet))]
[JsonSerializable(typeof(ObjectList<StatefulSet>))]
[JsonSerializable(typeof(DaemonSet))]
[JsonSerializable(typeof(ObjectList<DaemonSet>))]
[JsonSerializable(typeof(ControllerRevision))]
[JsonSerializable(typeof(ObjectList<ControllerRevision>))]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(ObjectList<Job>))]
[JsonSerializable(typeof(CronJob))]
[JsonSerializable(typeof(ObjectList<CronJob>))]
[JsonSerializable(typeof(Service))]
[JsonSerializable(typeof(ObjectList<Service>))]
[JsonSerializable(typeof(EndpointSlice))]
[JsonSerializable(typeof(ObjectList<EndpointSlice>))]
[JsonSerializable(typeof(Ingress))]
[JsonSerializable(typeof(ObjectList<Ingress>))]
[JsonSerializable(typeof(IngressClass))]
[JsonSerializable(typeof(ObjectList<IngressClass>))]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(ObjectList<Node>))]
[JsonSerializable(typeof(Namespace))]
[JsonSerializable(typeof(ObjectList<Namespace>))]
[JsonSerializable(typeof(PersistentVolumeClaim))]
[JsonSerializable(typeof(ObjectList<PersistentVolumeClaim>))]
[JsonSerializable(typeof(PersistentVolume))]
[JsonSerializable(typeof(ObjectList<PersistentVolume>))]
[JsonSerializable(typeof(StorageClass))]
[JsonSerializable(typeof(ObjectList<StorageClass>))]
[JsonSerializable(typeof(VolumeAttachment))]
[JsonSerializable(typeof(ObjectList<VolumeAttachment>))]
[JsonSerializable(typeof(ConfigMap))]
[JsonSerializable(typeof(ObjectList<ConfigMap>))]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(ObjectList<Secret>))]
[JsonSerializable(typeof(ServiceAccount))]
[JsonSerializable(typeof(ObjectList<ServiceAccount>))]
[JsonSerializable(typeof(ResourceQuota))]
[JsonSerializable(typeof(ObjectList<ResourceQuota>))]
[JsonSerializable(typeof(LimitRange))]
[JsonSerializable(typeof(ObjectList<LimitRange>))]
[JsonSerializable(typeof(PodDisruptionBudget))]
[JsonSerializable(typeof(ObjectList<PodDisruptionBudget>))]
[JsonSerializable(typeof(HorizontalPodAutoscaler))]
[JsonSerializable(typeof(ObjectList<HorizontalPodAutoscaler>))]
[JsonSerializable(typeof(NetworkPolicy))]
[JsonSerializable(typeof(ObjectList<NetworkPolicy>))]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(ObjectList<Lease>))]
[JsonSerializable(typeof(PodMetrics))]
[JsonSerializable(typeof(ObjectList<PodMetrics>))]
[JsonSerializable(typeof(NodeMetrics))]
[JsonSerializable(typeof(ObjectList<NodeMetrics>))]
public sealed partial class FactsJson : JsonSerializerContext;
