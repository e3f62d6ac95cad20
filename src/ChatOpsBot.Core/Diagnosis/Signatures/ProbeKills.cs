using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>What the rules about probes that kill have in common.</summary>
internal static class ProbeKills
{
    public static IEnumerable<Finding> Look(ISignature rule, Snapshot snapshot, DateTimeOffset now, string probe, string title, Func<Container, Probe?> of)
    {
        foreach (var crash in Crashes.Of(snapshot, now).Where(crash => crash.End.Reason != "OOMKilled"))
        {
            if (Crashes.Killed(snapshot, crash.Container.Name, probe) is not { } killed) continue;
            var failed = Probes.Last(snapshot, title, crash.Container.Name);
            var asked = of(crash.Container.Spec);
            yield return rule.About(snapshot, crash, $"{probe} probe", Crashes.Called(crash.Container), Probes.Written(asked), failed is null ? "?" : Probes.Said(failed), Probes.Hint(crash.Container.Spec, asked, snapshot, failed)) with
            {
                Evidence =
                [
                    Prove.By(killed), .. failed is null ? Array.Empty<Evidence>() : [Prove.By(failed)],
                    Prove.Field($"spec.containers[{crash.Container.Name}].{probe}Probe", Probes.Written(asked)),
                    .. crash.Container.Spec.Ports.Count > 0 ? [Prove.Field($"spec.containers[{crash.Container.Name}].ports", Probes.Ports(crash.Container.Spec))] : Array.Empty<Evidence>(),
                    Prove.Field($"{crash.Path}.exitCode", crash.End.ExitCode),
                ],
                Kubectl = [$"kubectl describe pod {snapshot.Target.Name} -n {snapshot.Target.Namespace}"],
            };
        }
    }
}
