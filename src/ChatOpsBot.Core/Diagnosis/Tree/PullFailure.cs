using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>Why an image could not be pulled, as far as the registry's answer tells.</summary>
internal enum PullKind
{
    Unknown,
    InvalidName,
    NoSuchHost,

    /// <summary>Name resolution did not answer: the host may be wrong, or the node's DNS away.</summary>
    Unresolved,

    NotFound,
    Denied,
    Other,
}

/// <summary>A failed pull.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Image">The image as the container names it.</param>
/// <param name="Answer">What the registry says to the bot; null when the bot may not ask it.</param>
/// <param name="Shown">The evidence.</param>
internal sealed record PullFailure(PullKind Kind, string Image, RegistryAnswer? Answer, IReadOnlyList<Text> Shown)
{
    /// <summary>Reads the container's state, and the event Failed, whose message is whole where BackOff's is not.</summary>
    public static PullFailure Of(Snapshot snapshot, DateTimeOffset now)
    {
        var focus = snapshot.Pod!.Focus(now);
        var failed = snapshot.Events.Where(e => e.Message?.Contains("pull", StringComparison.OrdinalIgnoreCase) == true).ToList().Newest("Failed", "InspectFailed", "FailedToRetrieveImagePullSecret");
        var words = $"{focus?.Waiting?.Message} {failed?.Message}";
        var image = focus?.Spec.Image ?? "";
        var answer = snapshot.Images.GetValueOrDefault(image);
        var said = failed is not null ? Saw.By(failed) : focus?.Waiting?.Message is { } message ? Saw.Field("state.waiting.message", message) : Saw.NoEvent("Failed");
        return new(focus?.Waiting?.Reason == "InvalidImageName" ? PullKind.InvalidName : KindOf(words, focus?.Waiting?.Reason), image, answer,
            [.. RegistrySaid.Evidence(image, answer).Select(evidence => Text.Of("walk.saw.field", evidence.Where, evidence.Value)), said]);
    }

    private static PullKind KindOf(string words, string? reason)
    {
        bool Says(params string[] any) => any.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase));
        if (Says("no such host")) return PullKind.NoSuchHost;
        if (Says("dial tcp: lookup")) return PullKind.Unresolved;
        if (Says("401", "403", "unauthorized", "denied", "insufficient_scope", "authorization failed", "no basic auth")) return PullKind.Denied;
        if (Says("no match for platform")) return PullKind.Other;
        if (Says("not found", "manifest unknown", "name unknown")) return PullKind.NotFound;
        return Says("toomanyrequests", "timeout", "deadline exceeded", "refused", "x509", "http response to https", "server error", "EOF")
            || reason is "ErrImageNeverPull" or "ImageInspectError" or "SignatureValidationFailed" or "RegistryUnavailable" ? PullKind.Other : PullKind.Unknown;
    }
}

/// <summary>The parts of an image's name.</summary>
internal static class ImageName
{
    /// <summary>Registry and repository: all before the tag.</summary>
    public static string Repository(string image) => image[..TagAt(image)];

    /// <summary>The tag or digest; latest when there is none.</summary>
    public static string Tag(string image) => TagAt(image) is var at && at < image.Length ? image[(at + 1)..] : "latest";

    // A colon before the last slash belongs to the registry's port.
    private static int TagAt(string image)
    {
        var digest = image.IndexOf('@', StringComparison.Ordinal);
        if (digest >= 0) return digest;
        var colon = image.LastIndexOf(':');
        return colon > image.LastIndexOf('/') ? colon : image.Length;
    }
}
