using System.Text.Json;

namespace ChatOpsBot.EndToEnd.Tests.InCluster;

/// <summary>An overlay as a person writes one: manifests/kubernetes with actions, under another name, in another namespace, with
/// people of its own. Two installs can so stand beside each other.</summary>
/// <param name="Name">The namespace; also the prefix of every name, the group of alice and bob, and what ends their user names.</param>
/// <param name="Image">Where the nodes find the image, without its tag.</param>
/// <param name="Tag">Its tag.</param>
internal sealed record Overlay(string Name, string Image, string Tag)
{
    /// <summary>As whom alice acts.</summary>
    public string Alice => $"alice@{Name}";

    /// <summary>As whom the bot itself signs in.</summary>
    public string ServiceAccount => $"system:serviceaccount:{Name}:{Name}-chatopsbot";

    /// <summary>The namespace for what the bot acts on, and for what this test needs and the bot's own namespace forbids.</summary>
    public string Aside => $"{Name}-aside";

    /// <summary>Writes it into a folder, for `kubectl apply -k`.</summary>
    public async Task WriteAsync(string folder, string manifests, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "kustomization.yaml"), Kustomization(Path.GetRelativePath(folder, manifests)), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), JsonSerializer.Serialize(Settings()), cancellationToken);
    }

    /// <summary>What the test adds: a volume on a node, since a cluster need have no storage class, bound to this claim alone; a pod
    /// that makes its folder; and the pod that is to be deleted.</summary>
    public string Surroundings(string node) => $$"""
        apiVersion: v1
        kind: PersistentVolume
        metadata: { name: {{Name}} }
        spec:
          capacity: { storage: 1Gi }
          accessModes: [ReadWriteOnce]
          persistentVolumeReclaimPolicy: Retain
          claimRef: { namespace: {{Name}}, name: {{Name}}-chatopsbot-data }
          local: { path: /var/tmp/{{Name}} }
          nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [{{node}}] }] }] } }
        ---
        {{OnNode("make", node, "mkdir", "-p")}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: victim, namespace: {{Aside}} }
        spec:
          terminationGracePeriodSeconds: 1
          containers: [{ name: sleep, image: "busybox:1.35", imagePullPolicy: IfNotPresent, command: [sleep, "3600"] }]
        """;

    /// <summary>A pod that runs one command on the volume's folder.</summary>
    public string OnNode(string pod, string node, params string[] command) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: {{pod}}, namespace: {{Aside}} }
        spec:
          nodeName: {{node}}
          restartPolicy: Never
          containers: [{ name: run, image: "busybox:1.35", imagePullPolicy: IfNotPresent, command: [{{string.Join(", ", command)}}, /host/{{Name}}], volumeMounts: [{ name: host, mountPath: /host }] }]
          volumes: [{ name: host, hostPath: { path: /var/tmp } }]
        """;

    private string Kustomization(string manifests) => $$"""
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        namespace: {{Name}}
        namePrefix: {{Name}}-
        labels:
          - pairs: { app.kubernetes.io/part-of: {{Name}} }
        resources: [{{manifests}}/base]
        components: [{{manifests}}/components/actions]
        configMapGenerator:
          - { name: chatopsbot-config, namespace: chatopsbot, behavior: replace, files: [appsettings.json] }
        images:
          - { name: chatopsbot, newName: "{{Image}}", newTag: "{{Tag}}" }
        patches:
          - target: { kind: PersistentVolumeClaim, name: chatopsbot-data }
            patch: |-
              - { op: add, path: /spec/storageClassName, value: "" }
              - { op: add, path: /spec/volumeName, value: {{Name}} }
          - target: { kind: ClusterRole, name: chatopsbot-actor }
            patch: |-
              - { op: replace, path: /rules/0/resourceNames, value: [{{Alice}}, bob@{{Name}}] }
              - { op: replace, path: /rules/1/resourceNames, value: [{{Name}}] }
          - target: { kind: ClusterRoleBinding, name: chatopsbot-pod-deleter }
            patch: |-
              - { op: replace, path: /subjects/0/name, value: {{Name}} }
        """;

    private object Settings() => new
    {
        Clusters = new { home = new { Kind = "InCluster" } },
        Actions = new { Enabled = true },
        People = new Dictionary<string, object>
        {
            // Whoever runs `kubectl exec` is the pod's user, whose name the image has.
            ["operator"] = new { Accounts = new[] { "cli:app" }, Roles = new[] { "Reader" } },
            ["alice"] = new { Accounts = new[] { "cli:alice" }, Roles = new[] { "Requester" }, KubernetesUser = Alice, KubernetesGroup = Name },
            ["bob"] = new { Accounts = new[] { "cli:bob" }, Roles = new[] { "Requester", "Approver" }, KubernetesUser = $"bob@{Name}", KubernetesGroup = Name },
        },
        Teams = new { AppId = "", TenantId = "", Azure = new { Kind = "ClientSecret" } },
    };
}
