using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Core.Diagnosis.Reviews;
using ChatOpsBot.Core.Tests.Clusters;
using ChatOpsBot.Core.Tests.Conversations;

namespace ChatOpsBot.Core.Tests.Diagnosis.Reviews;

/// <summary>Each finding both ways: the definition that has the fault, and the one that does not.</summary>
public sealed class ProposalReviewTests
{
    private const string Cluster = """
        kind: Node
        metadata: {name: node1, labels: {disk: ssd}}
        status: {allocatable: {cpu: '4', memory: 8Gi, pods: '110'}}
        ---
        kind: Pod
        metadata: {name: big, namespace: other}
        spec: {nodeName: node1, containers: [{name: a, ports: [{containerPort: 1, hostPort: 9100}], resources: {requests: {cpu: '2'}}}]}
        status: {phase: Running}
        ---
        kind: ConfigMap
        metadata: {name: conf, namespace: shop}
        data: {port: '80'}
        ---
        kind: Secret
        metadata: {name: keys, namespace: shop}
        data: {password: c2VjcmV0}
        ---
        kind: PersistentVolumeClaim
        metadata: {name: data, namespace: shop}
        status: {phase: Bound}
        ---
        kind: StorageClass
        metadata: {name: fast}
        ---
        kind: ServiceAccount
        metadata: {name: default, namespace: shop}
        ---
        kind: ServiceAccount
        metadata: {name: runner, namespace: shop}
        ---
        kind: IngressClass
        metadata: {name: nginx}
        ---
        kind: ResourceQuota
        metadata: {name: team, namespace: shop}
        status: {hard: {requests.cpu: '3', pods: '10'}, used: {requests.cpu: '1', pods: '2'}}
        ---
        kind: LimitRange
        metadata: {name: bounds, namespace: shop}
        spec: {limits: [{type: Container, max: {memory: 1Gi}, min: {memory: 16Mi}}]}
        """;

    private const string Sound = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              serviceAccountName: runner
              nodeSelector: {disk: ssd}
              imagePullSecrets: [{name: keys}]
              containers:
              - name: app
                image: registry.example:5000/web:1.2
                ports: [{name: http, containerPort: 8080}]
                resources: {requests: {cpu: 500m, memory: 64Mi}, limits: {memory: 128Mi}}
                readinessProbe: {httpGet: {port: http, path: /}}
                livenessProbe: {tcpSocket: {port: 8080}}
                env:
                - {name: PORT, valueFrom: {configMapKeyRef: {name: conf, key: port}}}
                - {name: PASSWORD, valueFrom: {secretKeyRef: {name: keys, key: password}}}
              volumes:
              - {name: data, persistentVolumeClaim: {claimName: data}}
              - {name: conf, configMap: {name: conf, items: [{key: port, path: port}]}}
        """;

    private const string Service = "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}\n";
    private const string Ingress = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web, namespace: shop}\nspec: {ingressClassName: nginx, tls: [{secretName: keys}], rules: [{http: {paths: [{path: /, backend: {service: {name: web, port: {number: 80}}}}]}}]}\n";
    private const string Claim = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: new, namespace: shop}\nspec: {storageClassName: fast, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n";

    [Fact]
    public async Task Nothing_is_found_in_a_sound_definition_of_several_objects() =>
        Assert.Empty(await CodesAsync($"{Sound}\n---\n{Service}---\n{Ingress}---\n{Claim}"));

    [Theory]
    [InlineData("CHB101", "cpu: 500m", "cpu: 2500m")]
    [InlineData("CHB102", "cpu: 500m", "cpu: '40'")]
    [InlineData("CHB102", "cpu: 500m", "cpu: 40")]
    [InlineData("CHB104", "disk: ssd", "disk: hdd")]
    [InlineData("CHB108", "containerPort: 8080}", "containerPort: 8080, hostPort: 9100}")]
    [InlineData("CHB110", "claimName: data", "claimName: lost")]
    [InlineData("CHB301", "configMap: {name: conf,", "configMap: {name: lost,")]
    [InlineData("CHB302", "items: [{key: port,", "items: [{key: lost,")]
    [InlineData("CHB501", "configMapKeyRef: {name: conf,", "configMapKeyRef: {name: lost,")]
    [InlineData("CHB502", "secretKeyRef: {name: keys, key: password}", "secretKeyRef: {name: keys, key: lost}")]
    [InlineData("CHB952", "web:1.2", "web:latest")]
    [InlineData("CHB952", "web:1.2", "web")]
    [InlineData("CHB953", "requests: {cpu: 500m, memory: 64Mi}", "requests: {memory: 64Mi}")]
    [InlineData("CHB954", "tcpSocket: {port: 8080}", "tcpSocket: {port: 9090}")]
    [InlineData("CHB954", "httpGet: {port: http,", "httpGet: {port: web,")]
    [InlineData("CHB955", "imagePullSecrets: [{name: keys}]", "imagePullSecrets: [{name: lost}]")]
    [InlineData("CHB956", "replicas: 2", "replicas: 5")]
    [InlineData("CHB956", "replicas: 2", "replicas: 9")]
    [InlineData("CHB957", "limits: {memory: 128Mi}", "limits: {memory: 2Gi}")]
    [InlineData("CHB957", "memory: 64Mi}", "memory: 8Mi}")]
    [InlineData("CHB958", "serviceAccountName: runner", "serviceAccountName: lost")]
    public async Task A_fault_of_a_workload_is_found(string code, string sound, string faulty)
    {
        Assert.Contains(sound, Sound);
        Assert.Contains(code, await CodesAsync(Sound.Replace(sound, faulty, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("CHB801", "selector: {app: web}", "selector: {app: wbe}")]
    [InlineData("CHB804", "targetPort: http", "targetPort: grpc")]
    [InlineData("CHB805", "targetPort: http", "targetPort: 9090")]
    [InlineData("CHB851", "service: {name: web,", "service: {name: lost,")]
    [InlineData("CHB852", "port: {number: 80}", "port: {number: 81}")]
    [InlineData("CHB853", "ingressClassName: nginx", "ingressClassName: lost")]
    [InlineData("CHB854", "secretName: keys", "secretName: lost")]
    [InlineData("CHB251", "storageClassName: fast", "storageClassName: lost")]
    [InlineData("CHB252", "storageClassName: fast, ", "")]
    public async Task A_fault_of_what_stands_beside_it_is_found(string code, string sound, string faulty)
    {
        var all = $"{Sound}\n---\n{Service}---\n{Ingress}---\n{Claim}";
        Assert.Contains(sound, all);
        Assert.Equal([code], await CodesAsync(all.Replace(sound, faulty, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("no-tag 1.1", "CHB959")]
    [InlineData("no-repository", "CHB959")]
    [InlineData("no-image", "CHB959")]
    [InlineData("no-tag+ 1.1", "CHB959", "CHB961")]
    [InlineData("found linux/s390x windows/amd64", "CHB960")]
    [InlineData("found linux/amd64 linux/s390x")]
    [InlineData("found")]
    [InlineData("found+", "CHB961")]
    [InlineData("closed+", "CHB961")]
    [InlineData("limited")]
    [InlineData("unreachable timeout")]
    public async Task A_registry_that_may_be_asked_says_of_an_image(string said, params string[] codes)
    {
        var cluster = Cluster.Replace("labels: {disk: ssd}", "labels: {disk: ssd, kubernetes.io/os: linux, kubernetes.io/arch: amd64}", StringComparison.Ordinal);
        var definition = Sound.Replace("imagePullSecrets: [{name: keys}]", "imagePullSecrets: []", StringComparison.Ordinal);
        Assert.Equal(codes, await CodesAsync(definition, cluster, images: new RecordedRegistry($"registry.example:5000/web:1.2 {said}")));
    }

    [Fact]
    public async Task A_pull_secret_counts_when_it_has_an_entry_for_the_registry()
    {
        var images = new RecordedRegistry("registry.example:5000/web:1.2 found+");
        Assert.Equal(["CHB961"], await CodesAsync(Sound, WithEntry("https://registry.example"), images: images));
        Assert.Empty(await CodesAsync(Sound, WithEntry("registry.example:5000"), images: images));
        // One that cannot be read may have it.
        Assert.Empty(await CodesAsync(Sound, images: images));
    }

    [Fact]
    public async Task A_cordoned_and_a_tainted_node_take_no_pod()
    {
        Assert.Contains("CHB105", await CodesAsync(Sound, Cluster.Replace("status: {allocatable", "spec: {unschedulable: true}\nstatus: {allocatable", StringComparison.Ordinal)));
        Assert.Contains("CHB103", await CodesAsync(Sound, Cluster.Replace("status: {allocatable", "spec: {taints: [{key: team, value: a, effect: NoSchedule}]}\nstatus: {allocatable", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_the_definition_itself_brings_is_there()
    {
        var lacks = Sound.Replace("configMapKeyRef: {name: conf,", "configMapKeyRef: {name: own,", StringComparison.Ordinal).Replace("secretKeyRef: {name: keys, key: password}", "secretKeyRef: {name: own, key: a}", StringComparison.Ordinal);
        Assert.Equal(["CHB501"], await CodesAsync(lacks));
        Assert.Empty(await CodesAsync(lacks + "\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: own, namespace: shop}\ndata: {port: '1'}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: own, namespace: shop}\nstringData: {a: b}"));
    }

    [Fact]
    public async Task A_bare_pod_is_named_and_a_job_of_a_CronJob_is_looked_into()
    {
        Assert.Equal(["CHB951", "CHB952", "CHB953"], await CodesAsync("apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: plain}\nspec: {containers: [{name: a, image: busybox}]}"));
        Assert.Equal(["CHB952", "CHB953"], await CodesAsync("apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a, namespace: plain}\nspec: {schedule: '* * * * *', jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: busybox}]}}}}}"));
    }

    [Fact]
    public async Task The_claims_that_a_StatefulSet_makes_are_looked_at()
    {
        const string Set = "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db, namespace: plain}\nspec: {template: {spec: {containers: []}}, volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: fast, resources: {requests: {storage: 1Gi}}}}]}";
        Assert.Empty(await CodesAsync(Set));
        Assert.Equal(["CHB251"], await CodesAsync(Set.Replace("fast", "lost", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("pods \"web-x\" is forbidden: exceeded quota: team, requested: pods=1, used: pods=10, limited: pods=10", "CHB201")]
    [InlineData("pods \"web-x\" is forbidden: violates PodSecurity \"restricted:latest\": runAsNonRoot != true", "CHB202")]
    [InlineData("pods \"web-x\" is forbidden: error looking up service account shop/lost: serviceaccount \"lost\" not found", "CHB203")]
    [InlineData("admission webhook \"policy.example\" denied the request: no", "CHB204")]
    [InlineData("pods \"web-x\" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi", "CHB205")]
    [InlineData("something else", "CHB206")]
    public async Task What_the_API_server_says_of_its_pod_is_explained_by_the_catalogue(string said, string code) => Assert.Equal([code], await CodesAsync(Sound, refused: said));

    [Fact]
    public async Task What_it_replaces_leaves_its_place()
    {
        var running = Cluster + "\n---\nkind: Pod\nmetadata: {name: web-1, namespace: shop, labels: {app: web}}\nspec: {nodeName: node1, containers: [{name: a, resources: {requests: {cpu: '2'}}}]}\nstatus: {phase: Running}";
        Assert.Empty(await CodesAsync(Sound, running));
    }

    [Fact]
    public async Task What_could_not_be_read_is_a_gap_and_no_finding()
    {
        var cluster = new FakeCluster().Add(Cluster).Fail<ConfigMap>(new ClusterFailure.Forbidden("get", ResourceKinds.ConfigMap, "shop", "conf", null, "no"));
        var proposal = Proposals(Sound)[0];
        var review = new ProposalReview(cluster, [proposal], Askings.Now, TestContext.Current.CancellationToken);
        Assert.Empty(await review.FindAsync(proposal, null));
        Assert.Contains(review.Gaps, gap => gap.Kind == ResourceKinds.ConfigMap);
    }

    [Fact]
    public async Task A_field_of_a_wrong_type_ends_no_review()
    {
        var proposal = Assert.Single(Proposals(Sound.Replace("containerPort: 8080", "containerPort: eighty", StringComparison.Ordinal)));
        Assert.Contains("containers[0].ports[0]", proposal.Unreadable);
        Assert.Empty(await new ProposalReview(new FakeCluster(), [proposal], Askings.Now, TestContext.Current.CancellationToken).FindAsync(proposal, null));
    }

    [Theory]
    [InlineData("containers: [~]", "containers[0]")]
    [InlineData("containers: [{name: a, ports: [~]}]", "containers[0].ports[0]")]
    [InlineData("containers: {}", null)]
    [InlineData("containers: [{name: ~, image: ~, env: ~, resources: {requests: {cpu: ~}}}]", null)]
    [InlineData("containers: [{name: a, resources: {requests: {cpu: [1]}}}]", "requests.cpu")]
    public async Task What_somebody_left_empty_ends_no_review(string spec, string? unreadable)
    {
        var proposal = Assert.Single(Proposals($"apiVersion: v1\nkind: Pod\nmetadata: {{name: a, namespace: plain}}\nspec: {{{spec}}}"));
        if (unreadable is not null) Assert.Contains(unreadable, proposal.Unreadable);
        Assert.NotNull(await new ProposalReview(new FakeCluster().Add(Cluster), [proposal], Askings.Now, TestContext.Current.CancellationToken).FindAsync(proposal, null));
    }

    private static string WithEntry(string registry) => Cluster.Replace("data: {password: c2VjcmV0}",
        $"data: {{password: c2VjcmV0, .dockerconfigjson: {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("{\"auths\":{\"" + registry + "\":{}}}"))}}}", StringComparison.Ordinal);

    private static async Task<List<string>> CodesAsync(string yaml, string cluster = Cluster, string? refused = null, IImageRegistry? images = null)
    {
        var proposals = Proposals(yaml);
        var review = new ProposalReview(new FakeCluster { Images = images ?? NoImageRegistry.Instance }.Add(cluster), proposals, Askings.Now, TestContext.Current.CancellationToken);
        var codes = new List<string>();
        foreach (var proposal in proposals) codes.AddRange((await review.FindAsync(proposal, refused)).Select(finding => finding.Code));
        return [.. codes.Distinct().Order()];
    }

    private static List<Proposal> Proposals(string yaml) => [.. YamlDocuments.Read(yaml).Select(json => Proposal.Read(new(
        json["apiVersion"]!.ToString(), json["kind"]!.ToString(), json["metadata"]!["namespace"]?.ToString(), json["metadata"]!["name"]!.ToString(), json)))];
}
