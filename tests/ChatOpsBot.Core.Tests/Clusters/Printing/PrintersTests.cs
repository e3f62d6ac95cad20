using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;
using ChatOpsBot.Core.Tests.Conversations;

namespace ChatOpsBot.Core.Tests.Clusters.Printing;

public sealed class PrintersTests
{
    [Fact]
    public void A_node_that_is_cordoned_and_silent_says_both() => Assert.Equal(
        ["n", "NotReady,SchedulingDisabled", "control-plane,etcd", "60m", "v1.34.4", "10.0.0.1", "<none>", "Debian", "<unknown>", "<unknown>"],
        Cells(Printers.Node, """
            metadata: {name: n, creationTimestamp: '2025-06-01T11:00:00Z', labels: {node-role.kubernetes.io/etcd: '', node-role.kubernetes.io/control-plane: ''}}
            spec: {unschedulable: true}
            status: {conditions: [{type: Ready, status: Unknown}], addresses: [{type: InternalIP, address: 10.0.0.1}], nodeInfo: {kubeletVersion: v1.34.4, osImage: Debian}}
            """));

    [Theory]
    [InlineData("spec: {type: ClusterIP, clusterIP: 10.0.0.9, ports: [{port: 80, protocol: TCP}]}", "10.0.0.9|<none>|80/TCP")]
    [InlineData("spec: {type: NodePort, clusterIP: 10.0.0.9, ports: [{port: 80, nodePort: 30080, protocol: TCP}, {port: 53, protocol: UDP}]}", "10.0.0.9|<none>|80:30080/TCP,53/UDP")]
    [InlineData("spec: {type: LoadBalancer, clusterIP: 10.0.0.9, ports: [{port: 80, nodePort: 30080, protocol: TCP}]}", "10.0.0.9|<pending>|80:30080/TCP")]
    [InlineData("spec: {type: ExternalName, externalName: shop.example}", "<none>|shop.example|<none>")]
    [InlineData("spec: {type: ClusterIP, clusterIP: None, ports: [{port: 80, protocol: TCP}]}", "None|<none>|80/TCP")]
    [InlineData("spec: {type: LoadBalancer, clusterIP: 10.0.0.9}\nstatus: {loadBalancer: {ingress: [{hostname: a-long-name.example.org}]}}", "10.0.0.9|a-long-name.e...|<none>")]
    public void A_service_shows_its_addresses_as_kubectl_does(string rest, string cells) =>
        Assert.Equal(cells, string.Join('|', Cells(Printers.Service, "metadata: {name: s}\n" + rest)[2..5]));

    [Theory]
    [InlineData("spec: {completions: 3}\nstatus: {succeeded: 1, startTime: '2025-06-01T11:59:00Z'}", "Running|1/3|60s")]
    [InlineData("spec: {completions: 1}\nstatus: {succeeded: 1, startTime: '2025-06-01T11:00:00Z', completionTime: '2025-06-01T11:00:05Z', conditions: [{type: Complete, status: 'True'}]}", "Complete|1/1|5s")]
    [InlineData("spec: {parallelism: 2}\nstatus: {conditions: [{type: Failed, status: 'True'}]}", "Failed|0/1 of 2|")]
    [InlineData("spec: {suspend: true, completions: 1}\nstatus: {conditions: [{type: Suspended, status: 'True'}]}", "Suspended|0/1|")]
    public void A_job_shows_status_completions_and_duration(string rest, string cells) =>
        Assert.Equal(cells, string.Join('|', Cells(Printers.Job, "metadata: {name: j}\n" + rest)[1..4]));

    [Fact]
    public void A_claim_shows_its_volume_only_once_it_is_bound()
    {
        Assert.Equal(["c", "Pending", "", "", "", "fast", "<unset>", "<unknown>", "Filesystem"],
            Cells(Printers.PersistentVolumeClaim, "metadata: {name: c}\nspec: {storageClassName: fast, volumeMode: Filesystem}\nstatus: {phase: Pending}"));
        Assert.Equal(["c", "Bound", "v", "1Gi", "RWO,RWX", "", "<unset>", "<unknown>", "<unset>"],
            Cells(Printers.PersistentVolumeClaim, "metadata: {name: c}\nspec: {volumeName: v}\nstatus: {phase: Bound, capacity: {storage: 1Gi}, accessModes: [ReadWriteMany, ReadWriteOnce]}"));
    }

    [Fact]
    public void A_deployment_counts_what_it_wants() => Assert.Equal(["d", "1/3", "2", "1", "<unknown>", "a,b", "x:1,y:2", "app=d,tier in (back,front)"],
        Cells(Printers.Deployment, """
            metadata: {name: d}
            spec:
              replicas: 3
              selector: {matchLabels: {app: d}, matchExpressions: [{key: tier, operator: In, values: [front, back]}]}
              template: {spec: {containers: [{name: a, image: 'x:1'}, {name: b, image: 'y:2'}]}}
            status: {readyReplicas: 1, updatedReplicas: 2, availableReplicas: 1}
            """));

    [Fact]
    public void An_ingress_shows_three_hosts_and_counts_the_rest() => Assert.Equal("a,b,c + 2 more...",
        Cells(Printers.Ingress, "metadata: {name: i}\nspec: {rules: [{host: a}, {host: b}, {host: c}, {host: d}, {host: e}]}")[2]);

    private static string[] Cells<T>(Printer<T> printer, string yaml) where T : class, IClusterObject => [.. printer.Cells(One.Of<T>(yaml), Askings.Now, false)];
}
