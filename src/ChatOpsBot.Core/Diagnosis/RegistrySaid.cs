using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Words what a registry says of an image.</summary>
internal static class RegistrySaid
{
    /// <summary>The evidence; none when the registry was not asked.</summary>
    public static IReadOnlyList<Evidence> Evidence(string image, RegistryAnswer? answer) =>
        answer is null || ImageReference.Parse(image) is not { } name ? [] : [new(Text.Of("diagnosis.where.registry", name.Registry), Of(name, answer))];

    /// <summary>The answer as a sentence's rest.</summary>
    public static Text Of(ImageReference image, RegistryAnswer answer) => answer switch
    {
        RegistryAnswer.Found { Platforms.Count: > 0 } found => Text.Of(Key("found-for", answer), image.Reference, Text.List(found.Platforms)),
        RegistryAnswer.Found => Text.Of(Key("found", answer), image.Reference),
        RegistryAnswer.NoTag { Nearest.Count: > 0 } none => Text.Of("diagnosis.registry.no-tag", image.Repository, image.Reference, Text.List(none.Nearest)),
        RegistryAnswer.NoTag => Text.Of("diagnosis.registry.no-tag-alone", image.Repository, image.Reference),
        RegistryAnswer.NoRepository => Text.Of("diagnosis.registry.no-repository", image.Repository),
        RegistryAnswer.NoImage => Text.Of("diagnosis.registry.no-image", image.Repository, image.Reference),
        RegistryAnswer.Closed => Text.Of("diagnosis.registry.closed"),
        RegistryAnswer.Refused => Text.Of("diagnosis.registry.refused"),
        RegistryAnswer.Limited => Text.Of("diagnosis.registry.limited"),
        RegistryAnswer.Unreachable unreachable => Text.Of("diagnosis.registry.unreachable", unreachable.Detail),
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private static string Key(string key, RegistryAnswer answer) => $"diagnosis.registry.{key}{(answer.WantsCredentials ? "-credentials" : "")}";
}
