using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Core.Diagnosis.Signatures;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>Why an image could not be pulled, as far as the node and the registry tell.</summary>
internal enum PullKind
{
    /// <summary>The node says that it failed, and not why.</summary>
    Silent,

    /// <summary>For a reason that no rule knows.</summary>
    Unknown,
    InvalidName,
    NoSuchHost,

    /// <summary>Name resolution did not answer: the host may be wrong, or the node's DNS away.</summary>
    Unresolved,

    /// <summary>imagePullPolicy forbids it.</summary>
    Forbidden,

    /// <summary>The registry does not answer the node as a registry should, or limits it.</summary>
    Away,

    WrongPlatform,
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
    /// <summary>Reads the container that the walk is about, by the same rules as the findings.</summary>
    public static PullFailure Of(Snapshot snapshot, DateTimeOffset now)
    {
        var focus = snapshot.Pod!.Focus(now);
        var image = focus?.Spec.Image ?? "";
        var answer = snapshot.Images.GetValueOrDefault(image);
        var failed = snapshot.Events.Where(e => e.Message.Contains($"\"{image}\"", StringComparison.Ordinal)).Newest("Failed", "InspectFailed", "ErrImageNeverPull");
        var said = failed is not null ? Saw.By(failed) : focus?.Waiting?.Message is { } message ? Saw.Field("state.waiting.message", message) : Saw.NoEvent("Failed");
        return new(KindOf(snapshot, focus), image, answer, [.. RegistrySaid.Evidence(image, answer).Select(evidence => Text.Of("walk.saw.field", evidence.Where, evidence.Value)), said]);
    }

    private static PullKind KindOf(Snapshot snapshot, ContainerInPod? focus) => focus?.Waiting?.Reason switch
    {
        "InvalidImageName" => PullKind.InvalidName,
        "ErrImageNeverPull" => PullKind.Forbidden,
        _ => Pulls.Of(snapshot).FirstOrDefault(pull => pull.Container == focus) is { } pull ? KindOf(pull) : PullKind.Silent,
    };

    private static PullKind KindOf(Pull pull) => pull switch
    {
        _ when RegistryUnknown.IsIt(pull) => pull.Says("no such host") ? PullKind.NoSuchHost : PullKind.Unresolved,
        _ when WrongPlatform.IsIt(pull) => PullKind.WrongPlatform,
        _ when PullRateLimited.IsIt(pull) || RegistryUnreachable.IsIt(pull) => PullKind.Away,
        _ when Pulls.SaysRefused(pull) => PullKind.Denied,
        _ when Pulls.SaysMissing(pull) => PullKind.NotFound,
        _ when !Pulls.IsOther(pull) => PullKind.Other,
        _ => pull.Message.Contains(": ", StringComparison.Ordinal) ? PullKind.Unknown : PullKind.Silent,
    };
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
