using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is it a Service without a selector, whose endpoints come from elsewhere?</summary>
internal sealed record S0NoSelector() : Question("S0", Yes: "ManualEndpoints", No: "S7")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => snapshot.Service() is not { } service
        ? Answer.Of(false, Kubectl.Get(snapshot, "service"), Text.Of("walk.saw.no-service", snapshot.Target.Name))
        : Answer.Of(service.Spec.Selector.Count == 0, Kubectl.Get(snapshot, "service", service.Metadata.Name),
            Saw.Field($"service/{service.Metadata.Name} spec.type", service.Spec.Type), Saw.Field("spec.selector", Routes.Written(service.Spec.Selector)));
}
