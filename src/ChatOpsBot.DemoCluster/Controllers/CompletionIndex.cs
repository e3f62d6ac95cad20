using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>The number that each pod of an Indexed Job has, and those that are done.</summary>
internal static class CompletionIndex
{
    private const string Name = "batch.kubernetes.io/job-completion-index";
    private const string Variable = "JOB_COMPLETION_INDEX";
    private static readonly string[] Lists = ["initContainers", "containers"];

    public static long? Of(StoredObject pod) => long.TryParse(pod.Annotation(Name), CultureInfo.InvariantCulture, out var index) ? index : null;

    /// <summary>The numbers that neither are done nor have a pod, lowest first; none for a Job that does not count so.</summary>
    public static Queue<long> Open(StoredObject job, JsonNode status, IEnumerable<StoredObject> active)
    {
        if (!IsIndexed(job)) return [];
        var taken = active.Select(Of).OfType<long>().Concat(Done(status)).ToHashSet();
        return new(Range(job).Where(i => !taken.Contains(i)));
    }

    /// <summary>As the Job's controller marks a pod: label, annotation, host name, and a variable in every container.</summary>
    public static void Give(StoredObject job, JsonObject pod, long index)
    {
        var number = index.ToString(CultureInfo.InvariantCulture);
        var metadata = pod["metadata"]!.AsObject();
        metadata["generateName"] = $"{job.Key.Name}-{number}-";
        foreach (var field in new[] { "annotations", "labels" })
        {
            if (metadata[field] is not JsonObject values) metadata[field] = values = [];
            values[Name] = number;
        }
        pod["spec"]!["hostname"] = $"{job.Key.Name}-{number}";
        foreach (var container in Lists.SelectMany(f => pod["spec"]![f] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (container["env"] is not JsonArray variables) container["env"] = variables = [];
            if (variables.Any(v => v?["name"]?.ToString() == Variable)) continue;
            variables.Add(new JsonObject
            {
                ["name"] = Variable,
                ["valueFrom"] = new JsonObject { ["fieldRef"] = new JsonObject { ["apiVersion"] = "v1", ["fieldPath"] = $"metadata.labels['{Name}']" } },
            });
        }
    }

    /// <summary>Writes into a Job's status that a number is done: each counts once.</summary>
    public static void Complete(StoredObject job, JsonObject status, long index)
    {
        var done = Done(status).Append(index).Where(Range(job).Contains).Distinct().Order().ToList();
        status["completedIndexes"] = Text(done);
        status["succeeded"] = (long)done.Count;
    }

    /// <summary>Three and more in a row are written as the first and the last: 0,1,3-5.</summary>
    public static string Text(IReadOnlyList<long> ordered)
    {
        var runs = new List<(long First, long Last)>();
        foreach (var index in ordered)
        {
            if (runs.Count > 0 && runs[^1].Last == index - 1) runs[^1] = (runs[^1].First, index);
            else runs.Add((index, index));
        }
        return string.Join(',', runs.Select(r => r.First == r.Last ? $"{r.First}" : $"{r.First}{(r.Last == r.First + 1 ? ',' : '-')}{r.Last}"));
    }

    private static bool IsIndexed(StoredObject job) => job.Body["spec"]?["completionMode"]?.ToString() == "Indexed";

    private static IEnumerable<long> Range(StoredObject job)
    {
        for (var i = 0L; i < (job.Body["spec"]?["completions"].Number() ?? 0); i++) yield return i;
    }

    private static IEnumerable<long> Done(JsonNode status)
    {
        foreach (var part in (status["completedIndexes"]?.ToString() ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-').Select(e => long.Parse(e, CultureInfo.InvariantCulture)).ToArray();
            for (var i = ends[0]; i <= ends[^1]; i++) yield return i;
        }
    }
}
