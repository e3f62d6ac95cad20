namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The registry limits how often it is asked.</summary>
internal sealed class PullRateLimited : ISignature
{
    public string Code => "CHB407";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot)
        .Where(IsIt).Select(pull => this.About(snapshot, pull, pull.Registry, pull.Registry));

    internal static bool IsIt(Pull pull) => pull.Says("toomanyrequests", "429 Too Many Requests", "pull rate limit");
}
