using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Has the Service an address to send to?</summary>
internal sealed record S1Endpoints() : Question("S1", Yes: "S4", No: "S0")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Service() is not { } service)
            return snapshot.HasRead<Service>() ? Answer.Of(false, Kubectl.Get(snapshot, "service"), Text.Of("walk.saw.no-service", snapshot.Target.Name)) : Answer.Of(null, Kubectl.Get(snapshot, "service"), Saw.Unread("services"));
        var command = Kubectl.Get(snapshot, "endpointslice", $"-l kubernetes.io/service-name={service.Metadata.Name}");
        if (!snapshot.HasRead<EndpointSlice>()) return Answer.Of(null, command, Saw.Unread("endpointslices"));
        var ready = snapshot.ReadyAddresses(service);
        return Answer.Of(ready.Count > 0, command, Saw.Field($"service/{service.Metadata.Name} endpoints", string.Join(", ", ready.Take(5))));
    }
}
