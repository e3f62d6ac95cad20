namespace ChatOpsBot.Core.Clusters.Registries;

/// <summary>The registries of the configuration, asked as a pull would ask them.</summary>
public interface IImageRegistry
{
    /// <summary>What the image's registry says of it; null when the configuration does not let the bot ask that registry. Never throws for
    /// what a registry can be expected to do.</summary>
    Task<RegistryAnswer?> AskAsync(ImageReference image, CancellationToken cancellationToken);
}

/// <summary>No registry may be asked.</summary>
public sealed class NoImageRegistry : IImageRegistry
{
    /// <summary>The one.</summary>
    public static readonly NoImageRegistry Instance = new();

    /// <inheritdoc/>
    public Task<RegistryAnswer?> AskAsync(ImageReference image, CancellationToken cancellationToken) => Task.FromResult<RegistryAnswer?>(null);
}
