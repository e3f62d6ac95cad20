using ChatOpsBot.Core.Clusters.Registries;

namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>An image of a definition about which its registry could be asked.</summary>
/// <param name="Container">Whose.</param>
/// <param name="Image">As it is written.</param>
/// <param name="Name">Its parts.</param>
/// <param name="Answer">What the registry says.</param>
/// <param name="Evidence">Where it is named, and what the registry says.</param>
internal sealed record NamedImage(string Container, string Image, ImageReference Name, RegistryAnswer Answer, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>Those of a pod.</summary>
    public static IEnumerable<NamedImage> Of(Snapshot snapshot)
    {
        foreach (var container in snapshot.Pod?.AllContainers() ?? [])
        {
            if (container.Spec.Image is not { } image || !snapshot.Images.TryGetValue(image, out var answer) || ImageReference.Parse(image) is not { } name) continue;
            yield return new(container.Name, image, name, answer,
                [Prove.Field($"spec.{(container.IsInit ? "initContainers" : "containers")}[{container.Name}].image", image), .. RegistrySaid.Evidence(image, answer)]);
        }
    }
}
