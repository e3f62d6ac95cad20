using System.Collections.Frozen;
using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>The decision tree. P, S and I are the questions of learnk8s' "visual guide on troubleshooting Kubernetes deployments"
/// (https://learnkube.com/troubleshooting-deployments); T (terminating), E (ended), U (unknown), M (static pods), A (the image:
/// what may be pulled, from where, for which platform), C (which container), O (out of memory), L (killed by a probe), F (before the first start), K (placement), R (readiness beside the probe), N (nodes)
/// and W (never created) are what that picture lacks. A "no" to one of those goes on as the picture does.</summary>
internal static class DecisionTree
{
    /// <summary>Where a skipped question leads when neither of its answers asks on.</summary>
    public const string Inconclusive = "Inconclusive";

    /// <summary>Every question by id.</summary>
    public static readonly FrozenDictionary<string, Question> Questions = typeof(DecisionTree).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(Question)))
        .Select(type => (Question)Activator.CreateInstance(type)!)
        .ToFrozenDictionary(question => question.Id);

    /// <summary>Every end by id.</summary>
    public static readonly FrozenDictionary<string, Ending> Ends = Ending().ToFrozenDictionary(end => end.Id);

    /// <summary>The questions at which walks begin.</summary>
    public static readonly IReadOnlyList<string> Starts = ["T1", "W0", "S1", "I1", "N1"];

    /// <summary>The question at which a walk about a kind begins; null for kinds that the tree says nothing about.</summary>
    public static string? StartOf(ResourceKind kind) => kind.Plural switch
    {
        "pods" => "T1",
        "deployments" or "replicasets" or "statefulsets" or "daemonsets" or "jobs" => "W0",
        "services" => "S1",
        "ingresses" => "I1",
        "nodes" => "N1",
        _ => null,
    };

    /// <summary>What follows a skipped question: the branch that asks on.</summary>
    public static string AfterSkip(Question question) =>
        Questions.ContainsKey(question.No) ? question.No : Questions.ContainsKey(question.Yes) ? question.Yes : Inconclusive;

    /// <summary>Every id in the order of the drawing: as the walks meet them.</summary>
    public static IReadOnlyList<string> InOrder()
    {
        var order = new List<string>();
        foreach (var start in Starts) Visit(start, order);
        order.Add(Inconclusive);
        return order;
    }

    private static void Visit(string id, List<string> order)
    {
        if (order.Contains(id)) return;
        order.Add(id);
        if (!Questions.TryGetValue(id, out var question)) return;
        Visit(question.Yes, order);
        Visit(question.No, order);
    }

    private static IEnumerable<Ending> Ending()
    {
        string[] faults =
        [
            "AddCapacity", "RelaxQuota", "FixClaim", "KubeletIssue", "PlacementRule", "SchedulerIssue", "FixApp", "ReadPreviousLogs",
            "FixImageName", "FixImageTag", "PrivatePull", "RuntimeIssue", "PullForbidden", "RegistryAway", "OtherPlatform", "FixDockerfile", "FixLiveness", "FixVolumeMount", "FixReadiness",
            "ReadinessGate", "MarkedUnready", "ListenEverywhere", "FixSelector", "EndpointsController", "KubeletIp", "KubeProxy", "FixPorts",
            "FixBackend", "Exposure", "Finalizer", "KubeletCannotStop", "NodePressure", "OwnStorageLimit", "EndedByCluster", "InitWaits",
            "RaiseMemory", "FixMount", "PodNetwork", "FixConfig", "ManualEndpoints", "PodsNotReady", "ServiceBehind", "NodeGone", "NodeReports",
            "NodeOff", "NodeCut", "NodeLimited", "ControllerNotCreating", "AdmissionPolicy", "ServiceAccountMissing", "WebhookFails",
            "RefusedOtherwise", "JobFailed", "WalkPod",
        ];
        string[] open = ["Unknown", "AskOutside", "ControllerDocs", Inconclusive];
        string[] fine = ["WaitForGrace", "Completed", "StaticHealthy", "WaitCreating", "NoIngress", "Done", "NodeHealthy", "IntendedZero", "WorkloadHealthy"];
        return faults.Select(id => new Ending(id)).Concat(open.Select(id => new Ending(id, EndWeight.Open))).Concat(fine.Select(id => new Ending(id, EndWeight.Fine)));
    }
}
