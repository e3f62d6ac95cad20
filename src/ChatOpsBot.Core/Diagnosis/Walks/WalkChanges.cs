using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>Whether the object still is what the walk is about.</summary>
internal static class WalkChanges
{
    /// <summary>The UID of what a snapshot is about.</summary>
    public static string UidOf(Snapshot snapshot) => snapshot.Target.Kind.Plural switch
    {
        "pods" => snapshot.Pod?.Metadata.Uid,
        "services" => snapshot.Services.Select(service => service.Metadata.Uid).FirstOrDefault(),
        "ingresses" => snapshot.Ingresses.Select(ingress => ingress.Metadata.Uid).FirstOrDefault(),
        "nodes" => snapshot.Node?.Object?.Metadata.Uid,
        _ => snapshot.Workload?.Metadata.Uid,
    } ?? "";

    /// <summary>The object was deleted and another took its name.</summary>
    public static bool IsReplaced(Walk walk, Snapshot snapshot) => UidOf(snapshot) != walk.Uid;

    /// <summary>What the cluster says differently now than when the bot answered: whether the object works, and each answer that would
    /// be another. Empty when none would.</summary>
    public static IReadOnlyList<Text> Since(Walk walk, Snapshot snapshot, DateTimeOffset now)
    {
        List<Text> changed = [];
        foreach (var answer in walk.Answers.Where(answer => answer.ByPerson is null))
        {
            if (!DecisionTree.Questions.TryGetValue(answer.Step, out var question)) continue;
            if (question.Look(snapshot, now).Yes is not { } yes || yes == (answer.Answer == WalkAnswers.Yes)) continue;
            changed.Add(Text.Of("walk.changed", question.Id, question.Asks, WalkAnswers.Word(answer.Answer), WalkAnswers.Word(yes ? WalkAnswers.Yes : WalkAnswers.No), answer.At));
        }
        return changed.Count > 0 && IsWell(snapshot) ? [Text.Of("walk.healed", walk.Name), .. changed] : changed;
    }

    /// <summary>The object by kind and name.</summary>
    public static ResourceRef Target(Walk walk) =>
        new(ResourceKinds.Find(walk.Kind) ?? ResourceKinds.Pod, walk.Namespace.Length == 0 ? null : walk.Namespace, walk.Name);

    private static bool IsWell(Snapshot snapshot) => snapshot.Target.Kind.Plural switch
    {
        "pods" => snapshot.Pod is { } pod && pod.IsReady() && pod.Metadata.DeletionTimestamp is null,
        "nodes" => snapshot.Node?.Object is { Spec.Unschedulable: not true } node && node.Ready()?.Status == "True",
        "services" => snapshot.Service() is { } service && snapshot.ReadyAddresses(service).Count > 0,
        "ingresses" => snapshot.Backends() is { Count: > 0 } backends && backends.All(snapshot.HasEndpoints),
        "jobs" => false,
        _ => snapshot.Workload is { } workload && workload.Ready >= workload.Wanted,
    };
}
