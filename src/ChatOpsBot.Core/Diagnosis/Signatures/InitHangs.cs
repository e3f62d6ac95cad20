using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>An init container runs on and the others wait for it: its log says what it waits for.</summary>
internal sealed class InitHangs : ISignature
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Code => "CHB541";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod?.IsWanted() != true) yield break;
        var held = snapshot.Pod.AllContainers().FirstOrDefault(container => container.HoldsBack);
        if (held?.Status?.State.Running is not { StartedAt: { } since } || now - since < Patience) yield break;
        var log = snapshot.LogOf(held.Name, previous: false);
        var last = log?.Lines.LastOrDefault(line => line.Trim().Length > 0);
        yield return this.Find(snapshot, $"{snapshot.Workload?.Ref.ToString() ?? snapshot.Target.ToString()} {held.Name}", held.Name, now - since, last) with
        {
            Confidence = last is null ? Confidence.CannotTell : Confidence.Likely,
            Title = Text.Of(last is null ? "diagnosis.chb541.silent" : "diagnosis.chb541.title", held.Name, now - since, last is null ? "" : Prove.Cut(last)),
            Evidence =
            [
                Prove.Field($"{held.Path}.state.running.startedAt", since),
                .. last is null ? Array.Empty<Evidence>() : [new Evidence(Text.Of("diagnosis.where.log", held.Name), Prove.Cut(last))],
                Prove.Field($"spec.initContainers[{held.Name}].command", string.Join(' ', held.Spec.Command.Concat(held.Spec.Args))),
            ],
            Log = log is null ? null : new LogExcerpt(held.Name, false, [.. log.Lines.TakeLast(6)], null),
            Kubectl = [$"kubectl logs {snapshot.Target.Name} -n {snapshot.Target.Namespace} -c {held.Name}"],
        };
    }
}
