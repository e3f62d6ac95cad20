using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A container whose image cannot be had, with the full text of why. The Failed event has it even when the waiting
/// message is a mere "Back-off pulling image".</summary>
/// <param name="Container">Which.</param>
/// <param name="Image">Its image as it is written.</param>
/// <param name="Message">What the node says.</param>
/// <param name="Evidence">Where it says so.</param>
/// <param name="Answer">What the registry says to the bot; null when the bot may not ask it.</param>
internal sealed partial record Pull(ContainerInPod Container, string Image, string Message, Evidence Evidence, RegistryAnswer? Answer)
{
    /// <summary>The registry's host, as the runtime resolves the name.</summary>
    public string Registry => ImageReference.RegistryOf(Image);

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

    /// <summary>The containers that wait for their images after a failure.</summary>
    public static IEnumerable<ContainerInPod> Waiting(Pod pod) => pod.AllContainers().Where(container => Reasons.Contains(container.Waiting?.Reason ?? ""));

    /// <summary>Every container that waits for its image after a failure.</summary>
    public static IEnumerable<Pull> Of(Snapshot snapshot)
    {
        if (snapshot.Pod?.IsWanted() != true) yield break;
        foreach (var container in Waiting(snapshot.Pod))
        {
            var image = container.Spec.Image ?? container.Status?.Image ?? "";
            var failed = snapshot.Events.LastOrDefault(e => e.Reason == "Failed" && (e.Message ?? "").StartsWith($"Failed to pull image \"{image}\"", StringComparison.Ordinal));
            var waiting = container.Waiting!.Message ?? "";
            var message = waiting.Contains(": ", StringComparison.Ordinal) ? waiting : failed?.Message ?? waiting;
            yield return new(container, image, message, failed is not null ? Prove.By(failed) : Prove.Field($"{container.Path}.state.waiting.message", waiting), snapshot.Images.GetValueOrDefault(image));
        }
    }

    /// <summary>The finding of a rule about one pull, with the registry's own word where there is one.</summary>
    public static Finding About(this ISignature rule, Snapshot snapshot, Pull pull, string cause, params Text[] arguments) => rule.Find(snapshot, cause, arguments) with
    {
        Evidence = [pull.Evidence, Prove.Field($"{pull.Container.Path}.state.waiting.reason", pull.Container.Waiting!.Reason ?? ""), .. RegistrySaid.Evidence(pull.Image, pull.Answer)],
        Kubectl = [$"kubectl describe pod {snapshot.Target.Name} -n {snapshot.Target.Namespace}"],
    };

    /// <summary>The registry refused the credentials, or there were none, for an image that there is as far as anybody knows.</summary>
    public static bool IsRefused(Pull pull) => SaysRefused(pull) && !IsAbsent(pull);

    /// <summary>The registry has no such image: so it told the node, or so it tells the bot where the node learnt nothing definite.</summary>
    public static bool IsMissing(Pull pull) => SaysMissing(pull) || (IsAbsent(pull) && (SaysRefused(pull) || IsOther(pull)));

    /// <summary>The node learnt that it may not have the image.</summary>
    public static bool SaysRefused(Pull pull) => !SignatureRefused.IsIt(pull) && !ImageUninspectable.IsIt(pull) && pull.Says("401", "403 Forbidden", "unauthorized", "authentication required", "no basic auth credentials", "insufficient_scope", "access denied", "denied:", "authorization failed");

    /// <summary>The message has nothing that a rule knows.</summary>
    public static bool IsOther(Pull pull) => !SaysMissing(pull) && !SaysRefused(pull) && !RegistryUnknown.IsIt(pull) && !PullRateLimited.IsIt(pull) && !WrongPlatform.IsIt(pull) && !RegistryUnreachable.IsIt(pull)
        && !SignatureRefused.IsIt(pull) && !ImageUninspectable.IsIt(pull) && !PullTooSlow.IsIt(pull);

    private static bool SaysMissing(Pull pull) => !SaysRefused(pull) && !WrongPlatform.IsIt(pull) && !SignatureRefused.IsIt(pull) && !ImageUninspectable.IsIt(pull) && pull.Says(": not found", "manifest unknown", "NAME_UNKNOWN", "name unknown", "does not exist");

    private static bool IsAbsent(Pull pull) => pull.Answer is RegistryAnswer.NoTag or RegistryAnswer.NoRepository or RegistryAnswer.NoImage;

    /// <summary>The names of the pull secrets, those of the service account included.</summary>
    public static IReadOnlyList<string> Secrets(Snapshot snapshot) =>
        [.. snapshot.Pod!.Spec.ImagePullSecrets.Select(secret => secret.Name).Concat(snapshot.ServiceAccount?.Object?.ImagePullSecrets.Select(secret => secret.Name) ?? []).Distinct()];

    /// <summary>The pull secrets that are absent or of a type that the kubelet does not use.</summary>
    public static IEnumerable<(string Name, string? Type)> Unusable(Snapshot snapshot) => Secrets(snapshot).Select(name => snapshot.Secrets.FirstOrDefault(look => look.Name == name)).OfType<Look<Secret>>()
        .Where(look => look.IsAbsent || look.Object is { Type: not ("kubernetes.io/dockerconfigjson" or "kubernetes.io/dockercfg") }).Select(look => (look.Name, look.Object?.Type));

    /// <summary>Whether one of the pull secrets has an entry for the image; null when one of them could not be read.</summary>
    public static bool? AreFor(Snapshot snapshot, string image)
    {
        if (ImageReference.Parse(image) is not { } name) return null;
        // Until the account was read, it may have pull secrets as well.
        if (snapshot.ServiceAccount is { Object: null, IsAbsent: false }) return null;
        var entries = Secrets(snapshot).Select(secret => snapshot.Secrets.FirstOrDefault(look => look.Name == secret)?.Object?.Data.Registries).ToList();
        return entries.OfType<IReadOnlyList<string>>().Any(registries => registries.Any(entry => PullSecretEntry.Covers(entry, name))) ? true : entries.Contains(null) ? null : false;
    }
}
