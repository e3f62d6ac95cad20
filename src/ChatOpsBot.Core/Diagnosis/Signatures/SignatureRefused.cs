namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The runtime's policy wants a signature that the image does not have.</summary>
internal sealed class SignatureRefused : ISignature
{
    public string Code => "CHB412";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot).Where(IsIt)
        .Select(pull => this.About(snapshot, pull, pull.Image, pull.Image, snapshot.Pod!.Spec.NodeName, pull.Cause));

    internal static bool IsIt(Pull pull) => pull.Says("SignatureValidationFailed", "signature validation failed", "Source image rejected");
}
