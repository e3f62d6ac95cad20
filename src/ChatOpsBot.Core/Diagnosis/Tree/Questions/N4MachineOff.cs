namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the machine really off? The cluster only knows that nobody hears of it.</summary>
internal sealed record N4MachineOff() : Question("N4", Yes: "NodeOff", No: "NodeCut")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(null, Kubectl.Node(snapshot),
        [.. snapshot.Shown(), .. snapshot.Node?.Object?.Status.Addresses.Select(address => Saw.Field(address.Type, address.Address)) ?? []]);
}
