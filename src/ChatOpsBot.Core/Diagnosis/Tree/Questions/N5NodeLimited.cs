namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the node cordoned, tainted or under pressure?</summary>
internal sealed record N5NodeLimited() : Question("N5", Yes: "NodeLimited", No: "NodeHealthy")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Node?.Object is not { } node) return Answer.Of(null, Kubectl.Node(snapshot), snapshot.Shown());
        var pressure = node.Status.Conditions.Where(condition => condition.Type != "Ready" && condition.Status == "True").ToList();
        return Answer.Of(node.Spec.Unschedulable == true || node.Spec.Taints.Count > 0 || pressure.Count > 0, $"kubectl describe node {node.Metadata.Name}",
            [Saw.Field("spec.unschedulable", node.Spec.Unschedulable == true ? "true" : "false"),
                Saw.Field("spec.taints", string.Join(", ", node.Spec.Taints.Select(taint => $"{taint.Key}{(taint.Value is null ? "" : $"={taint.Value}")}:{taint.Effect}"))),
                .. pressure.Select(condition => Saw.Field($"status.conditions[{condition.Type}]", condition.Message))]);
    }
}
