namespace ChatOpsBot.Host.Channels.Web;

/// <summary>The page that the bot serves itself; the section "Web" of the configuration.</summary>
internal sealed class WebOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Web";

    /// <summary>The rooms that everybody shares; "on-call" and "changes" when none is named.</summary>
    public IList<string> Rooms { get; } = [];

    /// <summary>Visitors on this machine choose which of the people with "web:" accounts they are: for the demo and local tests, where
    /// one person plays several. Off by default.</summary>
    public bool Personas { get; set; }

    /// <summary>The provider that says who people are. Without one the page is served to this machine's loopback address alone.</summary>
    public OpenIdConnectSettings OpenIdConnect { get; set; } = new();

    /// <summary>Addresses or networks (CIDR) of the proxies that end TLS before the bot: their X-Forwarded-For and X-Forwarded-Proto are
    /// believed, and nobody else's.</summary>
    public IList<string> KnownProxies { get; } = [];

    /// <summary>The rooms' names.</summary>
    public IReadOnlyList<string> RoomNames => Rooms.Count > 0 ? [.. Rooms] : ["on-call", "changes"];
}

/// <summary>An OpenID Connect provider; the section "Web:OpenIdConnect".</summary>
internal sealed class OpenIdConnectSettings
{
    /// <summary>The provider's https URL, under which its metadata stand; http on this machine alone.</summary>
    public string? Authority { get; set; }

    /// <summary>The application's id there.</summary>
    public string? ClientId { get; set; }

    /// <summary>The application's secret there.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Whether a provider is configured.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(Authority) || !string.IsNullOrWhiteSpace(ClientId) || !string.IsNullOrWhiteSpace(ClientSecret);
}
