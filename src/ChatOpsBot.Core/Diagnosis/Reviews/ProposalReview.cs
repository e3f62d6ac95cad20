using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis.Signatures;

namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>What a reviewer finds in proposed objects, each beside the others and beside what the cluster has: the rules of the
/// catalogue look at the pod, claim, Service or Ingress that would come to be.</summary>
internal sealed class ProposalReview(IClusterReader cluster, IReadOnlyList<Proposal> proposals, DateTimeOffset now, CancellationToken cancellationToken)
{
    private static readonly ISignature[] Unplaced =
        [new TooLittleFree(), new LargerThanAnyNode(), new UntoleratedTaint(), new NodeSelectorUnmet(), new Cordoned(), new HostPortTaken(), new NodeFull(), new ChosenNodeInTrouble(), new ClaimNotFound()];
    private static readonly ISignature[] Volumes = [new VolumeSourceMissing(), new VolumeKeyMissing()];
    private static readonly ISignature[] Environment = [new ReferredMissing(), new ReferredKeyMissing()];
    private static readonly ISignature[] Refused =
        [new QuotaExceeded(), new PodSecurityRefuses(), new AccountMissing(), new WebhookRefuses(), new LimitRangeRefuses(), new CreationRefused()];
    private static readonly ISignature[] Unbound = [new StorageClassMissing(), new NoClassNoVolume()];
    private static readonly ISignature[] Network =
        [new SelectsNothing(), new ServiceAtZero(), new NamedPortAbsent(), new TargetPortUndeclared(), new IngressClassMissing(), new BackendMissing(), new BackendPortMissing(), new TlsSecretMissing()];

    // What the API server says itself needs not be reckoned as well.
    private static readonly Dictionary<string, string> Reckoned = new() { ["CHB201"] = "CHB956", ["CHB203"] = "CHB958", ["CHB205"] = "CHB957" };

    private readonly ClusterReading _reading = new(cluster, cancellationToken);

    /// <summary>What could not be read so far.</summary>
    public IReadOnlyList<Gap> Gaps => _reading.Gaps;

    /// <summary>The findings about one of the proposals, the weightiest first.</summary>
    /// <param name="proposal">Which.</param>
    /// <param name="refused">What the API server says of the pod that it would make; null when it takes it or was not asked.</param>
    public async Task<IReadOnlyList<Finding>> FindAsync(Proposal proposal, string? refused)
    {
        var found = new List<Finding>();
        if (proposal.Pod() is { } pod) found.AddRange(await OfPodAsync(proposal, pod, refused));
        foreach (var claim in proposal.Claims) found.AddRange(Look(Unbound, await ClaimAsync(claim)));
        if (proposal.As<Service>() is { } service) found.AddRange(Look(Network, await ServiceAsync(service)));
        if (proposal.As<Ingress>() is { } ingress) found.AddRange(Look(Network, await IngressAsync(ingress)));
        return [.. found.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Code, StringComparer.Ordinal).DistinctBy(finding => finding.Cause)];
    }

    private async Task<IEnumerable<Finding>> OfPodAsync(Proposal proposal, Pod pod, string? refused)
    {
        var snapshot = await PodAsync(proposal, pod) with { Refused = refused };
        var unplaced = pod with { Status = pod.Status with { Conditions = [new() { Type = "PodScheduled", Status = "False", Reason = "Unschedulable" }] } };
        var placed = pod with { Spec = pod.Spec with { NodeName = pod.Spec.NodeName ?? "?" } };
        var waiting = placed with
        {
            Status = placed.Status with
            {
                InitContainerStatuses = [.. pod.Spec.InitContainers.Select(Waits)],
                ContainerStatuses = [.. pod.Spec.Containers.Select(Waits)],
            },
        };
        var said = Look(Refused, snapshot).ToList();
        // A DaemonSet's pods are each for one node, and one that does not fit there is no fault of the definition.
        return [
            .. said,
            .. Look(proposal.Target.Kind == ResourceKinds.DaemonSet ? [new ClaimNotFound()] : Unplaced, snapshot with { Pod = unplaced }),
            .. Look(Volumes, snapshot with { Pod = placed }),
            .. Look(Environment, snapshot with { Pod = waiting }),
            .. Look(FindingCatalogue.Reviews, snapshot).Where(finding => said.All(refusal => Reckoned.GetValueOrDefault(refusal.Code) != finding.Code)),
        ];
    }

    // Of a definition there is no status, so what a rule quotes of it proves nothing.
    private IEnumerable<Finding> Look(IEnumerable<ISignature> rules, Snapshot snapshot) => rules.SelectMany(rule => rule.Look(snapshot, now))
        .Select(finding => finding with { Evidence = [.. finding.Evidence.Where(evidence => evidence.Where is not Texts.Text.Literal { Value: var path } || !path.StartsWith("status.", StringComparison.Ordinal))] });

    private static ContainerStatus Waits(Container container) => new() { Name = container.Name, State = new() { Waiting = new() { Reason = "CreateContainerConfigError" } } };

    private async Task<Snapshot> PodAsync(Proposal proposal, Pod pod)
    {
        var ns = proposal.Target.Namespace;
        var references = References.Of(pod.Spec).ToList();
        var nodes = _reading.ListAsync<Node>(null);
        var pods = await _reading.ListAsync<Pod>(null);
        var account = await LookAsync<ServiceAccount>(ns, pod.Spec.ServiceAccountName ?? "default");
        // A pod without pull secrets gets those of its account (k8s.io/kubernetes/plugin/pkg/admission/serviceaccount).
        var pulls = pod.Spec.ImagePullSecrets is { Count: > 0 } ofPod ? ofPod : account.Object?.ImagePullSecrets ?? [];
        var selector = new LabelSelector { MatchLabels = pod.Metadata.Labels };
        var own = pods.Where(other => other.Metadata.Namespace == ns && other.IsWanted() && (other.Metadata.Name == pod.Metadata.Name || selector.Selects(other.Metadata.Labels))).ToList();
        return new Snapshot
        {
            Target = proposal.Target,
            Pod = pod with { Spec = pod.Spec with { ImagePullSecrets = pulls } },
            Workload = new(proposal.Target, pod.Metadata, Math.Max(1, proposal.Replicas), 0, new() { Metadata = pod.Metadata, Spec = pod.Spec }, selector, [], false),
            Nodes = await nodes,
            // What it replaces leaves its place.
            AllPods = [.. pods.Except(own)],
            Neighbours = own,
            Claims = await Task.WhenAll(pod.Spec.Volumes.Select(volume => volume.PersistentVolumeClaim?.ClaimName).OfType<string>().Distinct().Select(name => LookAsync<PersistentVolumeClaim>(ns, name))),
            ConfigMaps = await Task.WhenAll(references.Where(reference => !reference.IsSecret).Select(reference => reference.Name).Distinct().Select(name => LookAsync<ConfigMap>(ns, name))),
            Secrets = await Task.WhenAll(references.Where(reference => reference.IsSecret).Select(reference => reference.Name).Concat(pulls.Select(secret => secret.Name)).Distinct().Select(name => LookAsync<Secret>(ns, name))),
            Images = await _reading.ImagesAsync(pod.AllContainers().Select(container => container.Spec.Image).OfType<string>()),
            ServiceAccount = account,
            Quotas = await _reading.ListAsync<ResourceQuota>(ns),
            LimitRanges = await _reading.ListAsync<LimitRange>(ns),
            Gaps = _reading.Gaps,
        };
    }

    private async Task<Snapshot> ClaimAsync(PersistentVolumeClaim claim) => new()
    {
        Target = new(ResourceKinds.PersistentVolumeClaim, claim.Metadata.Namespace, claim.Metadata.Name),
        Claims = [new(claim.Metadata.Namespace, claim.Metadata.Name, claim with { Status = new() { Phase = "Pending" } }, null)],
        Volumes = await _reading.ListAsync<PersistentVolume>(null),
        StorageClasses = [.. await _reading.ListAsync<StorageClass>(null), .. Proposed<StorageClass>(null)],
        Gaps = _reading.Gaps,
    };

    private async Task<Snapshot> ServiceAsync(Service service)
    {
        var ns = service.Metadata.Namespace;
        var proposed = proposals.Where(proposal => proposal.Target.Namespace == ns).Select(proposal => proposal.Pod()).OfType<Pod>();
        var snapshot = await NetworkSnapshot.ReadAsync(_reading, service);
        var near = snapshot.Neighbours.Concat(proposed).ToList();
        return snapshot with { Events = [], Neighbours = near, Pods = [.. near.Where(pod => service.Spec.Selector.Selects(pod.Metadata.Labels))] };
    }

    private async Task<Snapshot> IngressAsync(Ingress ingress)
    {
        var ns = ingress.Metadata.Namespace;
        var snapshot = await NetworkSnapshot.ReadAsync(_reading, ingress);
        return snapshot with
        {
            Services = [.. Proposed<Service>(ns), .. snapshot.Services],
            Secrets = await Task.WhenAll(snapshot.Secrets.Select(look => LookAsync<Secret>(ns, look.Name))),
        };
    }

    private async Task<Look<T>> LookAsync<T>(string? ns, string name) where T : class, IClusterObject =>
        Proposed<T>(ns).FirstOrDefault(thing => thing.Metadata.Name == name) is { } proposed ? new(ns, name, proposed, null) : await _reading.GetAsync<T>(ns, name);

    private IEnumerable<T> Proposed<T>(string? ns) where T : class, IClusterObject =>
        proposals.Select(proposal => proposal.As<T>()).OfType<T>().Where(thing => thing.Metadata.Namespace == ns);
}
