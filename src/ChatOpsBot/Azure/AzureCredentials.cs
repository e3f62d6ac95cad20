using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace ChatOpsBot.Host.Azure;

/// <summary>Makes the one <see cref="TokenCredential"/> that options ask for: clusters on AKS and the bot's outbound
/// tokens for Teams sign in through it. Keep the result: it caches its tokens.</summary>
internal static class AzureCredentials
{
    /// <param name="options">Validated with <see cref="AzureCredentialOptions.Problems"/>.</param>
    /// <param name="transport">Another way to the authority (a proxy, a test's certificate); null for Azure.Core's own.</param>
    public static TokenCredential Create(AzureCredentialOptions options, HttpPipelineTransport? transport = null) => options.Kind switch
    {
        AzureCredentialKind.ManagedIdentity => Managed(options.ClientId, options, transport),

        AzureCredentialKind.WorkloadIdentity => new WorkloadIdentityCredential(Workload(options, transport)),

        AzureCredentialKind.ClientSecret => new ClientSecretCredential(
            options.TenantId, options.ClientId, options.ClientSecret,
            With(new ClientSecretCredentialOptions { DisableInstanceDiscovery = options.DisableInstanceDiscovery }, options, transport)),

        AzureCredentialKind.ClientCertificate => new ClientCertificateCredential(
            options.TenantId, options.ClientId, ClientCertificate.Load(options.CertificatePath!, options.CertificatePassword),
            With(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = options.DisableInstanceDiscovery }, options, transport)),

        AzureCredentialKind.FederatedManagedIdentity => Federated(options, transport),

        _ => new DefaultAzureCredential(Default(options, transport)),
    };

    private static ManagedIdentityCredential Managed(string? clientId, AzureCredentialOptions options, HttpPipelineTransport? transport) => new(With(
        new ManagedIdentityCredentialOptions(clientId is { Length: > 0 } id
            ? ManagedIdentityId.FromUserAssignedClientId(id)
            : ManagedIdentityId.SystemAssigned),
        options, transport));

    private static ClientAssertionCredential Federated(AzureCredentialOptions options, HttpPipelineTransport? transport)
    {
        var identity = Managed(options.ManagedIdentityClientId, options, transport);
        var exchange = new TokenRequestContext([$"{options.TokenExchangeAudience}/.default"]);
        return new ClientAssertionCredential(
            options.TenantId, options.ClientId,
            async cancellationToken => (await identity.GetTokenAsync(exchange, cancellationToken)).Token,
            With(new ClientAssertionCredentialOptions { DisableInstanceDiscovery = options.DisableInstanceDiscovery }, options, transport));
    }

    private static WorkloadIdentityCredentialOptions Workload(AzureCredentialOptions options, HttpPipelineTransport? transport)
    {
        var workload = With(
            new WorkloadIdentityCredentialOptions { DisableInstanceDiscovery = options.DisableInstanceDiscovery }, options, transport);
        // The options start with what AKS's webhook put into the environment; only what is configured replaces it.
        if (options.TenantId is { Length: > 0 } tenant) workload.TenantId = tenant;
        if (options.ClientId is { Length: > 0 } client) workload.ClientId = client;
        if (options.TokenFilePath is { Length: > 0 } file) workload.TokenFilePath = file;
        return workload;
    }

    private static DefaultAzureCredentialOptions Default(AzureCredentialOptions options, HttpPipelineTransport? transport)
    {
        var chain = With(
            new DefaultAzureCredentialOptions
            {
                DisableInstanceDiscovery = options.DisableInstanceDiscovery,
                ExcludeInteractiveBrowserCredential = true,
            },
            options, transport);
        if (options.TenantId is { Length: > 0 } tenant) chain.TenantId = tenant;
        if (options.ClientId is { Length: > 0 } client)
        {
            chain.ManagedIdentityClientId = client;
            chain.WorkloadIdentityClientId = client;
        }
        return chain;
    }

    private static T With<T>(T credential, AzureCredentialOptions options, HttpPipelineTransport? transport) where T : TokenCredentialOptions
    {
        if (options.AuthorityHost is { } authority) credential.AuthorityHost = authority;
        if (transport is not null) credential.Transport = transport;
        return credential;
    }
}
