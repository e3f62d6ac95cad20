namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>serviceAccountName names an account that is not there: no pod is made.</summary>
internal sealed class AccountAbsent : IReview
{
    public string Code => "CHB958";
    public Severity Severity => Severity.Error;

    // The default account is made with its namespace.
    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => snapshot is { ServiceAccount: { IsAbsent: true, Name: not "default" } account }
        ? [this.Find(snapshot, account.Name, account.Name, snapshot.Target.Namespace ?? "") with
        {
            Evidence = [Prove.Field("spec.serviceAccountName", account.Name)],
            Kubectl = [$"kubectl get serviceaccounts -n {snapshot.Target.Namespace}"],
        }] : [];
}
