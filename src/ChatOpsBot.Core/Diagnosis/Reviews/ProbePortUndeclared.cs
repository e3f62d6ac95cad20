using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis.Signatures;

namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>A probe asks a port that its container does not declare; by number it may listen all the same, by name nobody knows which.</summary>
internal sealed class ProbePortUndeclared : IReview
{
    public string Code => "CHB954";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        foreach (var container in snapshot.Pod?.Spec.Containers ?? [])
        {
            foreach (var (field, probe) in new[] { ("livenessProbe", container.LivenessProbe), ("readinessProbe", container.ReadinessProbe), ("startupProbe", container.StartupProbe) })
            {
                var name = (probe?.HttpGet?.Port ?? probe?.TcpSocket?.Port).Word();
                var absent = name is not null && container.Ports.All(port => port.Name != name);
                if ((absent ? name : Probes.UndeclaredPort(container, probe)?.ToString(System.Globalization.CultureInfo.InvariantCulture)) is not { } asked) continue;
                yield return this.Find(snapshot, $"{container.Name} {field}", field, container.Name, asked, container.Ports.Count == 0 ? Texts.Text.Of("diagnosis.value.none") : Probes.Ports(container)) with
                {
                    Severity = absent ? Severity.Error : Severity.Warning,
                    Confidence = absent ? Confidence.Confirmed : Confidence.Likely,
                    Evidence = [Prove.Field($"spec.containers[{container.Name}].{field}", Probes.Written(probe)), Prove.Field($"spec.containers[{container.Name}].ports", Probes.Ports(container))],
                };
            }
        }
    }
}
