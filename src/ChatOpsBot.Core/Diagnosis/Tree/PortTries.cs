using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>Tries ports of pods for the questions that ask whether an app can be reached, and words what came of it.</summary>
internal static class PortTries
{
    // A card says no more than so many lines, and a pod is not to be knocked at on all of its ports.
    private const int Most = 5;

    /// <summary>The snapshot with the ports tried; the same one when each was tried before.</summary>
    public static async Task<Snapshot> TryAsync(this Snapshot snapshot, IClusterReader cluster, IEnumerable<PodPort> ports, CancellationToken cancellationToken)
    {
        var open = ports.Distinct().Take(Most).Except(snapshot.PortTries.Select(tried => tried.Port)).ToList();
        if (open.Count == 0) return snapshot;
        var answers = await Task.WhenAll(open.Select(port => cluster.TryPortAsync(port, cancellationToken)));
        return snapshot with { PortTries = [.. snapshot.PortTries, .. open.Zip(answers, (port, answer) => new PortTry(port, answer))] };
    }

    /// <summary>What came of these ports.</summary>
    public static IReadOnlyList<PortTry> Tried(this Snapshot snapshot, IReadOnlyList<PodPort> ports) =>
        [.. snapshot.PortTries.Where(tried => ports.Contains(tried.Port))];

    /// <summary>Yes when every port was reached, no when every one was refused; null when they differ, or when it is not known: then a
    /// person decides which of them matters.</summary>
    public static bool? Reached(this IReadOnlyList<PortTry> tries) =>
        tries.Count > 0 && tries.Select(tried => tried.Answer.Reached).Distinct().ToList() is [var all] ? all : null;

    /// <summary>The evidence, one line a port. Nothing where nothing was tried; a failure that met every port is told once.</summary>
    public static IEnumerable<Text> Shown(this IReadOnlyList<PortTry> tries) => tries
        .DistinctBy(tried => tried.Answer is PortAnswer.Failed { Failure: var failure } ? (object)failure.GetType() : tried.Port).Select(Shown).OfType<Text>();

    private static Text? Shown(PortTry tried)
    {
        var (port, pod, asked) = (tried.Port.Port, tried.Port.Pod, tried.Port.Asked);
        return tried.Answer switch
        {
            PortAnswer.Http http => Text.Of("walk.saw.port-http", port, pod, asked, Saw.Line(http.StatusLine)),
            PortAnswer.Tls => Text.Of("walk.saw.port-tls", port, pod),
            PortAnswer.Spoke => Text.Of("walk.saw.port-spoke", port, pod),
            PortAnswer.Closed => Text.Of("walk.saw.port-closed", port, pod, asked),
            PortAnswer.Silent silent => Text.Of("walk.saw.port-silent", port, pod, asked, silent.Waited),
            PortAnswer.Refused => Text.Of("walk.saw.port-refused", port, pod),
            PortAnswer.NotForwarded not => Text.Of("walk.saw.port-not-forwarded", port, pod, Saw.Line(not.Message)),
            PortAnswer.Failed failed => Text.Of("walk.saw.port-failed", FailureReplies.Line(failed.Failure)),
            _ => null,
        };
    }
}
