using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>A container that asks for nothing, or may take any amount of memory.</summary>
internal sealed class Unbounded : IReview
{
    private static readonly string[] Asked = ["cpu", "memory"];

    public string Code => "CHB953";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        foreach (var container in snapshot.Pod?.Spec.Containers ?? [])
        {
            string[] missing =
            [
                .. Asked.Where(resource => !container.Resources.Requests.ContainsKey(resource) && !LimitRanges.Defaults(snapshot, resource)).Select(resource => $"requests.{resource}"),
                .. container.Resources.Limits.ContainsKey("memory") || LimitRanges.Defaults(snapshot, "memory") ? Array.Empty<string>() : ["limits.memory"],
            ];
            if (missing.Length == 0) continue;
            yield return this.Find(snapshot, container.Name, container.Name, Text.List(missing)) with
            {
                Evidence = [.. missing.Select(field => Prove.Field($"spec.containers[{container.Name}].resources.{field}", Text.Of("diagnosis.value.absent")))],
            };
        }
    }
}
