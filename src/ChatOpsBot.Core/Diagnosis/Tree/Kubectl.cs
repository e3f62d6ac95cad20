namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>The kubectl commands that show what a question looks at.</summary>
internal static class Kubectl
{
    /// <summary>One field of the target.</summary>
    public static string Field(Snapshot snapshot, string path) => $"{Get(snapshot)} -o jsonpath='{{{path}}}'";

    /// <summary>The target.</summary>
    public static string Get(Snapshot snapshot) => $"kubectl get {snapshot.Target.Kind.Singular} {snapshot.Target.Name}{In(snapshot)}";

    /// <summary>Another object of the target's namespace.</summary>
    public static string Get(Snapshot snapshot, string kind, string name = "") => $"kubectl get {kind}{(name.Length > 0 ? " " : "")}{name}{In(snapshot)}";

    /// <summary>The target at length, events included.</summary>
    public static string Describe(Snapshot snapshot) => $"kubectl describe {snapshot.Target.Kind.Singular} {snapshot.Target.Name}{In(snapshot)}";

    /// <summary>Another object of the target's namespace at length.</summary>
    public static string Describe(Snapshot snapshot, string kind, string name) => $"kubectl describe {kind} {name}{In(snapshot)}";

    /// <summary>The pod's node.</summary>
    public static string Node(Snapshot snapshot) => $"kubectl get node {snapshot.Node?.Name ?? snapshot.Pod?.Spec.NodeName ?? ""} -o wide".Replace("  ", " ", StringComparison.Ordinal);

    /// <summary>The target's events.</summary>
    public static string Events(Snapshot snapshot) => $"kubectl events --for {snapshot.Target.Kind.Singular}/{snapshot.Target.Name}{In(snapshot)}";

    /// <summary>A container's log.</summary>
    public static string Logs(Snapshot snapshot, string container, bool previous = false) =>
        $"kubectl logs {snapshot.Target.Name}{In(snapshot)} -c {container}{(previous ? " --previous" : "")}";

    private static string In(Snapshot snapshot) => snapshot.Target.Namespace is { } ns ? $" -n {ns}" : "";
}
