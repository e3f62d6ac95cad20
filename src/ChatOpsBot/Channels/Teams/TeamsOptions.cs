using ChatOpsBot.Host.Azure;
using ChatOpsBot.Host.Channels.Teams.Authentication;

namespace ChatOpsBot.Host.Channels.Teams;

/// <summary>How the bot meets Microsoft Teams and the other channels of Azure Bot Service; the section "Teams" of the configuration.</summary>
internal sealed class TeamsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Teams";

    /// <summary>The bot's application (client) id. Without one nobody is served, unless <see cref="LocalTests"/> says otherwise.</summary>
    public string? AppId { get; set; }

    /// <summary>The directory (tenant) whose people are served. Needed with <see cref="AppId"/>: new bots are single-tenant.</summary>
    public string? TenantId { get; set; }

    /// <summary>Serves callers on this machine without any token, and nobody else: for Microsoft's Agents Playground. Off by default.</summary>
    public bool LocalTests { get; set; }

    /// <summary>Which of Microsoft's clouds the bot is registered in.</summary>
    public BotCloud Cloud { get; set; }

    /// <summary>Hosts of connector services beside Microsoft's own, "host" or "host:port".</summary>
    public IList<string> ServiceHosts { get; } = [];

    /// <summary>Token issuers beside the cloud's own. Their tokens must be signed with the cloud's keys all the same.</summary>
    public IList<string> Issuers { get; } = [];

    /// <summary>Where the token service publishes its keys; null: the cloud's own. https only.</summary>
    public Uri? MetadataUrl { get; set; }

    /// <summary>The identity that signs the bot's own calls. Tenant and client default to <see cref="TenantId"/> and <see cref="AppId"/>.</summary>
    public AzureCredentialOptions Azure { get; set; } = new();

    /// <summary>The outbound identity with its defaults filled in.</summary>
    public AzureCredentialOptions OutboundIdentity => new()
    {
        Kind = Azure.Kind,
        TenantId = Azure.TenantId ?? TenantId,
        ClientId = Azure.ClientId ?? AppId,
        ClientSecret = Azure.ClientSecret,
        CertificatePath = Azure.CertificatePath,
        CertificatePassword = Azure.CertificatePassword,
        TokenFilePath = Azure.TokenFilePath,
        ManagedIdentityClientId = Azure.ManagedIdentityClientId,
        TokenExchangeAudience = Azure.TokenExchangeAudience,
        AuthorityHost = Azure.AuthorityHost ?? BotCloudEndpoints.Of(Cloud).Authority,
        DisableInstanceDiscovery = Azure.DisableInstanceDiscovery,
    };
}
