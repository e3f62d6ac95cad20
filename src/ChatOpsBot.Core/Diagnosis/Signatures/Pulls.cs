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
    public string Cause => Prove.Cut(Unwrapped(Message));

    /// <summary>A message without what the kubelet puts before the runtime's words.</summary>
    public static string Unwrapped(string message) => Wrapping().Replace(message, "");

    /// <summary>Whether the message has one of the parts.</summary>
    public bool Says(params string[] parts) => parts.Any(part => Message.Contains(part, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^(Back-off pulling image ""[^""]*"": |Failed to pull image ""[^""]*"": |Failed to inspect image ""[^""]*"": |ErrImagePull: |rpc error: code = \w+ desc = )+")]
    private static partial Regex Wrapping();
}

/// <summary>Finds failed pulls.</summary>
internal static class Pulls
{
    /// <summary>The containers that wait for their images after a failure.</summary>
    public static IEnumerable<ContainerInPod> Waiting(Pod pod) => pod.AllContainers().Where(container =>
        container.Waiting?.Reason is "ImagePullBackOff" or "ErrImagePull" or "RegistryUnavailable" or "SignatureValidationFailed" or "ImageInspectError");

    /// <summary>Every container that waits for its image after a failure.</summary>
    public static IEnumerable<Pull> Of(Snapshot snapshot)
    {
        if (snapshot.Pod?.IsWanted() != true) yield break;
        foreach (var container in Waiting(snapshot.Pod))
        {
            var image = container.Spec.Image ?? "";
            var failed = snapshot.Events.LastOrDefault(e => e.Reason == "Failed" && e.Message.StartsWith($"Failed to pull image \"{image}\"", StringComparison.Ordinal));
            var waiting = container.WaitingMessage;
            var message = waiting.Contains(": ", StringComparison.Ordinal) ? waiting : failed?.Message ?? waiting;
            // An event can be older than what the container waits for.
            var proof = failed is not null && Pull.Unwrapped(failed.Message) == Pull.Unwrapped(message) ? Prove.By(failed) : Prove.Field($"{container.Path}.state.waiting.message", waiting);
            yield return new(container, image, message, proof, snapshot.Images.GetValueOrDefault(image));
        }
    }

    /// <summary>The finding of a rule about one pull, with the registry's own word where there is one.</summary>
    public static Finding About(this ISignature rule, Snapshot snapshot, Pull pull, string cause, params Text[] arguments) => rule.Find(snapshot, cause, arguments) with
    {
        Evidence = [pull.Evidence, Prove.Field($"{pull.Container.Path}.state.waiting.reason", pull.Container.Waiting!.Reason), .. RegistrySaid.Evidence(pull.Image, pull.Answer)],
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

    /// <summary>The node learnt that there is no such image.</summary>
    public static bool SaysMissing(Pull pull) => !SaysRefused(pull) && !WrongPlatform.IsIt(pull) && !SignatureRefused.IsIt(pull) && !ImageUninspectable.IsIt(pull) && pull.Says(": not found", "manifest unknown", "NAME_UNKNOWN", "name unknown", "does not exist");

    private static bool IsAbsent(Pull pull) => pull.Answer is RegistryAnswer.NoTag or RegistryAnswer.NoRepository or RegistryAnswer.NoImage;

    /// <summary>The names of the pod's pull secrets. Those of its account were written into it when it was made; the kubelet asks the pod alone.</summary>
    public static IReadOnlyList<string> Secrets(Snapshot snapshot) => [.. snapshot.Pod!.Spec.ImagePullSecrets.Select(secret => secret.Name).Distinct()];

    /// <summary>The pull secrets that are absent or of a type that the kubelet does not use.</summary>
    public static IEnumerable<(string Name, string? Type)> Unusable(Snapshot snapshot) => Secrets(snapshot).Select(snapshot.SecretNamed).OfType<Look<Secret>>()
        .Where(look => look.IsAbsent || look.Object is { Type: not ("kubernetes.io/dockerconfigjson" or "kubernetes.io/dockercfg") }).Select(look => (look.Name, look.Object?.Type));

    /// <summary>Whether one of the pull secrets has an entry for the image; null when one of them could not be read.</summary>
    public static bool? AreFor(Snapshot snapshot, string image)
    {
        if (ImageReference.Parse(image) is not { } name) return null;
        // Until the account was read, a pod that will be made may get pull secrets from it.
        if (Secrets(snapshot).Count == 0 && snapshot.ServiceAccount is { Object: null, IsAbsent: false }) return null;
        var entries = Secrets(snapshot).Select(secret => snapshot.SecretNamed(secret)?.Object?.Data.Registries).ToList();
        return entries.Any(registries => Cover(registries, name)) ? true : entries.Contains(null) ? null : false;
    }

    /// <summary>The pull secrets that have an entry for the image, as far as they could be read.</summary>
    public static IReadOnlyList<string> For(Snapshot snapshot, string image) => ImageReference.Parse(image) is not { } name ? [] :
        [.. Secrets(snapshot).Where(secret => Cover(snapshot.SecretNamed(secret)?.Object?.Data.Registries, name))];

    private static bool Cover(IReadOnlyList<string>? registries, ImageReference name) => registries?.Any(entry => PullSecretEntry.Covers(entry, name)) == true;
}
