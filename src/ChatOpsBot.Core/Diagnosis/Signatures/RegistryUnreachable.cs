using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The registry's host is known and does not answer as a registry: nobody, or only the node, which is told apart where the bot may ask it too.</summary>
internal sealed class RegistryUnreachable : ISignature
{
    public string Code => "CHB409";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot)
        .Where(IsIt).Select(pull =>
        {
            Text[] arguments = [pull.Registry, snapshot.Pod!.Spec.NodeName];
            var finding = this.About(snapshot, pull, pull.Registry, arguments) with { Confidence = pull.Answer is null ? Confidence.Likely : Confidence.Confirmed };
            return pull.Answer switch
            {
                null => finding,
                RegistryAnswer.Unreachable => finding with { Title = Text.Of("diagnosis.chb409.both", arguments) },
                _ => finding with { Title = Text.Of("diagnosis.chb409.node", arguments), Steps = [Text.Of("diagnosis.chb409.node-next", arguments)] },
            };
        });

    internal static bool IsIt(Pull pull) => !RegistryUnknown.IsIt(pull) && !PullRateLimited.IsIt(pull) && !Pulls.SaysRefused(pull) && !PullTooSlow.IsIt(pull) && !SignatureRefused.IsIt(pull) && !ImageUninspectable.IsIt(pull)
        && pull.Says("registry is unavailable", "connection refused", "i/o timeout", "deadline exceeded", "TLS handshake", "x509:", "server gave HTTP response", "no route to host", "connection reset", "503 Service Unavailable", "502 Bad Gateway");
}
