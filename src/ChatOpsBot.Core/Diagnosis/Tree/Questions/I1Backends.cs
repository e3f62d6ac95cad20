using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Has the Ingress backends that can answer?</summary>
internal sealed record I1Backends() : Question("I1", Yes: "I3", No: "I2")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var command = Kubectl.Describe(snapshot, "ingress", snapshot.Ingresses.Select(ingress => ingress.Metadata.Name).FirstOrDefault() ?? "");
        if (!snapshot.HasRead<Service>() || !snapshot.HasRead<EndpointSlice>()) return Answer.Of(null, command, Saw.Unread("services, endpointslices"));
        var backends = snapshot.Backends();
        return Answer.Of(backends.Count > 0 && backends.All(backend => snapshot.IsThere(backend) && snapshot.HasEndpoints(backend)), command,
            [.. backends.Take(5).Select(backend => Text.Of("walk.saw.backend", Routes.Written(backend), snapshot.Services.FirstOrDefault(service => service.Metadata.Name == backend.Name) is { } service ? snapshot.ReadyAddresses(service).Count : 0))]);
    }
}
