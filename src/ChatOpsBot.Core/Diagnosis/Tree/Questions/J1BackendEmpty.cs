using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Has a Service behind the Ingress no ready endpoint?</summary>
internal sealed record J1BackendEmpty() : Question("J1", Yes: "ServiceBehind", No: "ControllerDocs")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var empty = snapshot.Backends().Where(backend => !snapshot.HasEndpoints(backend)).ToList();
        return Answer.Of(empty.Count > 0, Kubectl.Get(snapshot, "endpointslice"), [.. empty.Take(5).Select(backend => Text.Of("walk.saw.backend", Routes.Written(backend), 0))]);
    }
}
