namespace ChatOpsBot.Host.Registries;

/// <summary>The section "Registries": which registries the bot may ask about images. None unless it says so.</summary>
internal sealed class RegistriesOptions
{
    public const string Section = "Registries";

    /// <summary>The registries. A list, because a name with a port is no name of a setting.</summary>
    public List<RegistryOptions> Registries { get; } = [];

    /// <summary>The one that an image's name means; null when it is not listed.</summary>
    public RegistryOptions? Find(string host) => Registries.Find(registry => string.Equals(registry.Host, host, StringComparison.OrdinalIgnoreCase));
}

/// <summary>One registry.</summary>
internal sealed class RegistryOptions
{
    /// <summary>Host and port as images name them: registry.example:5000.</summary>
    public string Host { get; set; } = "";

    /// <summary>Host and port that serve its API, where those are others. Default: <see cref="Host"/>.</summary>
    public string? Api { get; set; }

    /// <summary>Whether it is asked by http without TLS; a password is then sent in the clear.</summary>
    public bool PlainHttp { get; set; }

    /// <summary>The account that the bot asks as where the registry does not answer everybody. Default: none.</summary>
    public string? UserName { get; set; }

    /// <summary>Its password or token; best set through the environment (Registries__0__Password).</summary>
    public string? Password { get; set; }

    /// <summary>Hosts beside its own from which it has tokens made, and which get the password.</summary>
    public List<string> TokenHosts { get; } = [];

    /// <summary>Where its API is.</summary>
    internal Uri Address => new($"{(PlainHttp ? Uri.UriSchemeHttp : Uri.UriSchemeHttps)}://{Api ?? Host}");
}
