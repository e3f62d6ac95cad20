namespace ChatOpsBot.DemoCluster.Api;

/// <summary>
/// Who may do what: the administrator everything; a bystander looks at all but Secrets; an engineer on call changes workloads and
/// cordons nodes; an approver also deletes nodes, namespaces and volumes and changes limits. Others may ask about themselves.
/// </summary>
internal static class AccessRules
{
    private static readonly string[] Look = ["get", "list", "watch"];
    private static readonly string[] Change = ["create", "delete", "deletecollection", "patch", "update"];
    private static readonly string[] WorkloadGroups = ["apps", "autoscaling", "batch", "coordination.k8s.io", "discovery.k8s.io", "events.k8s.io", "metrics.k8s.io", "networking.k8s.io", "policy", "scheduling.k8s.io", "storage.k8s.io"];

    // As system:basic-user grants it to every account.
    private static readonly AccessRule[] Everybody =
    [
        new(["create"], ["authorization.k8s.io"], ["selfsubjectaccessreviews", "selfsubjectrulesreviews"]),
        new(["create"], ["authentication.k8s.io"], ["selfsubjectreviews"]),
    ];

    private static readonly AccessRule[] Administrator = [new(["*"], ["*"], ["*"]), .. Everybody];

    private static readonly AccessRule[] Bystander =
    [
        new(Look, [""], ["configmaps", "endpoints", "events", "limitranges", "namespaces", "nodes", "persistentvolumeclaims", "persistentvolumes", "pods", "pods/log", "pods/status", "resourcequotas", "serviceaccounts", "services"]),
        new(Look, WorkloadGroups, ["*"]),
        .. Everybody,
    ];

    private static readonly AccessRule[] Engineer =
    [
        new([.. Look, .. Change], [""], ["configmaps", "events", "persistentvolumeclaims", "pods", "secrets", "services"]),
        new(["create", "get"], [""], ["pods/exec", "pods/portforward"]),
        new(["create"], [""], ["pods/eviction"]),
        new(["patch", "update"], [""], ["nodes"]),
        new(Change, ["apps"], ["daemonsets", "deployments", "deployments/scale", "replicasets", "replicasets/scale", "statefulsets", "statefulsets/scale"]),
        new(Change, ["autoscaling", "batch", "networking.k8s.io", "policy"], ["cronjobs", "horizontalpodautoscalers", "ingresses", "jobs", "networkpolicies", "poddisruptionbudgets"]),
        .. Bystander,
    ];

    private static readonly AccessRule[] Approver =
    [
        new(Change, [""], ["limitranges", "namespaces", "nodes", "persistentvolumes", "resourcequotas"]),
        new(Change, ["storage.k8s.io"], ["storageclasses", "volumeattachments"]),
        .. Engineer,
    ];

    private static readonly Dictionary<string, AccessRule[]> Users = new(StringComparer.Ordinal) { ["alice"] = Engineer, ["bob"] = Approver, ["carol"] = Bystander };

    private static readonly Dictionary<string, AccessRule[]> Groups = new(StringComparer.Ordinal) { ["oncall"] = Engineer, ["system:masters"] = Administrator };

    /// <summary>All that a user is granted, by name and by groups.</summary>
    public static IReadOnlyList<AccessRule> Of(string user, IEnumerable<string> groups) =>
        [.. groups.SelectMany(g => Groups.GetValueOrDefault(g, [])).Concat(Users.GetValueOrDefault(user, Everybody)).Distinct()];

    public static bool Allow(string user, IEnumerable<string> groups, string verb, string group, string resource) =>
        Of(user, groups).Any(r => r.Grants(verb, group, resource));
}
