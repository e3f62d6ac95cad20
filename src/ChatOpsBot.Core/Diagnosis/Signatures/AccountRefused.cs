namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The program asks the API server for something that its service account may not do, and logs the refusal.</summary>
internal sealed class AccountRefused : ISignature
{
    public string Code => "CHB530";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod?.IsWanted() != true) yield break;
        foreach (var container in snapshot.Pod.AllContainers())
        {
            if (LoggedRefusal.Of(snapshot, container.Name) is not { } refusal) continue;
            var account = $"{refusal.Namespace}/{refusal.Account}";
            yield return this.Find(snapshot, $"{account} {refusal.Verb} {refusal.Resource}", account, refusal.Verb, refusal.Resource, refusal.Scope, Crashes.Called(container)) with
            {
                // The line says that it was refused; that this is what the program ends of is inferred.
                Confidence = Confidence.Likely,
                Evidence =
                [
                    Prove.Log(refusal.Log, refusal.Line),
                    Prove.Field("spec.serviceAccountName", snapshot.Pod.Spec.ServiceAccountName ?? "default"),
                ],
                Log = refusal.Log,
                Kubectl = [refusal.CanI],
            };
        }
    }
}
