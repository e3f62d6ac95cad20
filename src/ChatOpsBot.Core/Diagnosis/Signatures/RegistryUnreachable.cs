using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The registry's host is known and does not answer as a registry.</summary>
internal sealed class RegistryUnreachable : ISignature
{
    public string Code => "CHB409";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot)
        .Where(IsIt).Select(pull => this.About(snapshot, pull, pull.Registry, pull.Registry, snapshot.Pod!.Spec.NodeName ?? "") with { Confidence = Confidence.Likely });

    internal static bool IsIt(Pull pull) => !RegistryUnknown.IsIt(pull) && !PullRateLimited.IsIt(pull) && !Pulls.IsRefused(pull) && !PullTooSlow.IsIt(pull) && !SignatureRefused.IsIt(pull) && !ImageUninspectable.IsIt(pull)
        && (pull.Container.Waiting?.Reason == "RegistryUnavailable" || pull.Says("connection refused", "i/o timeout", "deadline exceeded", "TLS handshake", "x509:", "server gave HTTP response", "no route to host", "connection reset", "503 Service Unavailable", "502 Bad Gateway"));
}
