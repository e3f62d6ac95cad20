namespace ChatOpsBot.Core.Clusters.Registries;

/// <summary>What a registry says of an image.</summary>
public abstract record RegistryAnswer
{
    private RegistryAnswer() { }

    /// <summary>Without credentials the registry said nothing of it.</summary>
    public bool WantsCredentials { get; init; }

    /// <summary>It is there.</summary>
    /// <param name="Platforms">The platforms of an image index, as os/architecture with a variant where there is one; empty for an image of
    /// one platform, whose manifest does not name it.</param>
    public sealed record Found(IReadOnlyList<string> Platforms) : RegistryAnswer
    {
        /// <summary>Whether a node of this platform can run it; null when the registry's answer does not tell.</summary>
        public bool? Runs(string? os, string? architecture) => Platforms.Count == 0 || os is null || architecture is null ? null
            : Platforms.Any(platform => platform == $"{os}/{architecture}" || platform.StartsWith($"{os}/{architecture}/", StringComparison.Ordinal));
    }

    /// <summary>The repository is there, and no such tag or digest in it.</summary>
    /// <param name="Nearest">The tags that are nearest to the wanted one, nearest first; empty for a digest, and when there are none.</param>
    public sealed record NoTag(IReadOnlyList<string> Nearest) : RegistryAnswer;

    /// <summary>There is no such repository.</summary>
    public sealed record NoRepository : RegistryAnswer;

    /// <summary>There is no such image; whether there is the repository, the registry does not tell.</summary>
    public sealed record NoImage : RegistryAnswer;

    /// <summary>The registry wants credentials, and the bot has none for it. Some registries answer so for what does not exist.</summary>
    public sealed record Closed : RegistryAnswer;

    /// <summary>The registry refuses the bot's own credentials, or they do not reach to this image.</summary>
    public sealed record Refused : RegistryAnswer;

    /// <summary>The registry was asked too often.</summary>
    public sealed record Limited : RegistryAnswer;

    /// <summary>No connection, or no answer that a registry gives.</summary>
    /// <param name="Detail">The technical reason.</param>
    public sealed record Unreachable(string Detail) : RegistryAnswer;
}
