namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The image cannot be pulled for a reason that no other rule knows.</summary>
internal sealed class PullFailed : ISignature
{
    public string Code => "CHB413";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot)
        .Where(pull => Pulls.IsOther(pull) && !Pulls.IsMissing(pull))
        .Select(pull => this.About(snapshot, pull, pull.Image, pull.Image, pull.Cause) with { Confidence = Confidence.CannotTell });
}
