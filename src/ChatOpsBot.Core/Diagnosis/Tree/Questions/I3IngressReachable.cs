using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the app answer through a port-forward to the Ingress controller's pod? The bot tries it where it may and finds that pod, else
/// a person is asked.</summary>
internal sealed record I3IngressReachable() : Question("I3", Yes: "I4", No: "ControllerDocs")
{
    // What a controller says itself: it knows no such rule, or reaches nothing behind it.
    private static readonly HashSet<int> Controllers = [404, 502, 503, 504];

    // Where there is a certificate, a controller sends plain HTTP on to HTTPS.
    private static readonly HashSet<int> SendOn = [301, 302, 307, 308];

    public override async Task<Snapshot> ReadMoreAsync(IClusterReader cluster, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var found = await snapshot.WithControllerAsync(cluster, cancellationToken);
        return await found.TryAsync(cluster, IngressControllers.Port(found) is { } port ? [port] : [], cancellationToken);
    }

    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var port = IngressControllers.Port(snapshot);
        var tries = snapshot.Tried(port is null ? [] : [port]);
        return Answer.Of(tries is [var tried] ? IsReached(snapshot, tried.Answer) : null,
            port is null ? "kubectl port-forward INGRESS-CONTROLLER-POD 8080:80 -n INGRESS-NAMESPACE" : $"kubectl port-forward pod/{port.Pod} 8080:{port.Port} -n {port.Namespace}",
            [
                .. snapshot.Ingresses.Take(3).Select(ingress => Saw.Field($"ingress/{ingress.Metadata.Name} hosts", string.Join(", ", ingress.Spec.Rules.Select(rule => rule.Host ?? "*")))),
                .. NotFound(snapshot, port), .. tries.Shown(),
            ]);
    }

    private static bool? IsReached(Snapshot snapshot, PortAnswer answer) => answer switch
    {
        PortAnswer.Http http => Controllers.Contains(http.Status) || (SendOn.Contains(http.Status) && snapshot.Ingresses[0].Spec.Tls.Count > 0) ? null : true,
        PortAnswer.Refused => false,
        _ => null,
    };

    private static Text[] NotFound(Snapshot snapshot, PodPort? port) => (snapshot.ControllerPods, port, IngressControllers.Controller(snapshot)) switch
    {
        (not null, null, { } controller) => [IngressControllers.Labels(snapshot) is { } labels
            ? Text.Of("walk.saw.controller-absent", Saw.Line(controller), labels) : Text.Of("walk.saw.controller-unknown", Saw.Line(controller))],
        _ => [],
    };
}
