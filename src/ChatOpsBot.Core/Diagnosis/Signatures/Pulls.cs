using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A container whose image cannot be had, with the full text of why. The Failed event has it even when the waiting
/// message is a mere "Back-off pulling image".</summary>
internal sealed partial record Pull(ContainerInPod Container, string Image, string Message, Evidence Evidence)
{
    /// <summary>The registry's host, as the runtime resolves the name: docker.io for a name without one.</summary>
    public string Registry => Image.Split('/') is [var first, _, ..] && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost") ? first : "docker.io";

    /// <summary>The message without what the kubelet puts before the runtime's words.</summary>
    public string Cause => Prove.Cut(Wrapping().Replace(Message, ""));

    /// <summary>Whether the message has one of the parts.</summary>
    public bool Says(params string[] parts) => parts.Any(part => Message.Contains(part, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^(Back-off pulling image ""[^""]*"": |Failed to pull image ""[^""]*"": |Failed to inspect image ""[^""]*"": |ErrImagePull: |rpc error: code = \w+ desc = )+")]
    private static partial Regex Wrapping();
}

/// <summary>Finds failed pulls.</summary>
internal static class Pulls
{
    private static readonly HashSet<string> Reasons = ["ImagePullBackOff", "ErrImagePull", "RegistryUnavailable", "SignatureValidationFailed", "ImageInspectError"];

    /// <summary>Every container that waits for its image after a failure.</summary>
    public static IEnumerable<Pull> Of(Snapshot snapshot)
    {
        if (snapshot.Pod?.IsWanted() != true) yield break;
        foreach (var container in snapshot.Pod.AllContainers().Where(container => Reasons.Contains(container.Waiting?.Reason ?? "")))
        {
            var image = container.Spec.Image ?? container.Status?.Image ?? "";
            var failed = snapshot.Events.LastOrDefault(e => e.Reason == "Failed" && (e.Message ?? "").StartsWith($"Failed to pull image \"{image}\"", StringComparison.Ordinal));
            var waiting = container.Waiting!.Message ?? "";
            var message = waiting.Contains(": ", StringComparison.Ordinal) ? waiting : failed?.Message ?? waiting;
            yield return new(container, image, message, failed is not null ? Prove.By(failed) : Prove.Field($"{container.Path}.state.waiting.message", waiting));
        }
    }

    /// <summary>The finding of a rule about one pull.</summary>
    public static Finding About(this ISignature rule, Snapshot snapshot, Pull pull, string cause, params Text[] arguments) => rule.Find(snapshot, cause, arguments) with
    {
        Evidence = [pull.Evidence, Prove.Field($"{pull.Container.Path}.state.waiting.reason", pull.Container.Waiting!.Reason ?? "")],
        Kubectl = [$"kubectl describe pod {snapshot.Target.Name} -n {snapshot.Target.Namespace}"],
    };

    /// <summary>The registry refused the credentials, or there were none.</summary>
    public static bool IsRefused(Pull pull) => !SignatureRefused.IsIt(pull) && !ImageUninspectable.IsIt(pull) && pull.Says("401", "403 Forbidden", "unauthorized", "authentication required", "no basic auth credentials", "insufficient_scope", "access denied", "denied:", "authorization failed");

    /// <summary>The registry has no such image.</summary>
    public static bool IsMissing(Pull pull) => !IsRefused(pull) && !WrongPlatform.IsIt(pull) && !SignatureRefused.IsIt(pull) && !ImageUninspectable.IsIt(pull) && pull.Says(": not found", "manifest unknown", "NAME_UNKNOWN", "name unknown", "does not exist");

    /// <summary>The names of the pull secrets, those of the service account included.</summary>
    public static IReadOnlyList<string> Secrets(Snapshot snapshot) =>
        [.. snapshot.Pod!.Spec.ImagePullSecrets.Select(secret => secret.Name).Concat(snapshot.ServiceAccount?.Object?.ImagePullSecrets.Select(secret => secret.Name) ?? []).Distinct()];

    /// <summary>The pull secrets that are absent or of a type that the kubelet does not use.</summary>
    public static IEnumerable<(string Name, string? Type)> Unusable(Snapshot snapshot) => Secrets(snapshot).Select(name => snapshot.Secrets.FirstOrDefault(look => look.Name == name)).OfType<Look<Secret>>()
        .Where(look => look.IsAbsent || look.Object is { Type: not ("kubernetes.io/dockerconfigjson" or "kubernetes.io/dockercfg") }).Select(look => (look.Name, look.Object?.Type));
}
