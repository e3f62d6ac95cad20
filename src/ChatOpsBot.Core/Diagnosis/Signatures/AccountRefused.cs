using ChatOpsBot.Core.Texts;

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
            bool? still = snapshot.Access.TryGetValue(container.Name, out var allowed) ? allowed : null;
            var account = $"{refusal.Namespace}/{refusal.Account}";
            var found = this.Find(snapshot, $"{account} {refusal.Verb} {refusal.Resource}", account, refusal.Verb, refusal.Resource, refusal.Scope, Crashes.Called(container));
            yield return found with
            {
                Steps = still is true ? [Text.Of("diagnosis.chb530.granted-next")] : found.Steps,
                Title = Text.Of(still is true ? "diagnosis.chb530.granted" : "diagnosis.chb530.title", account, refusal.Verb, refusal.Resource, refusal.Scope, Crashes.Called(container)),
                // The line alone may be old; that it still is refused, the authorizer says.
                Confidence = still is false ? Confidence.Confirmed : Confidence.Likely,
                Evidence =
                [
                    Prove.Log(refusal.Log, refusal.Line),
                    .. still is { } may ? [Prove.Field("SubjectAccessReview", Text.Of(may ? "diagnosis.value.allowed-now" : "diagnosis.value.refused-now"))] : Array.Empty<Evidence>(),
                    Prove.Field("spec.serviceAccountName", snapshot.Pod.Spec.ServiceAccountName ?? "default"),
                ],
                Log = refusal.Log,
                Kubectl = [refusal.CanI],
            };
        }
    }
}
