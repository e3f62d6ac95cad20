namespace ChatOpsBot.Host.Azure;

/// <summary>Which Microsoft Entra identity a part of the bot signs in with.</summary>
internal sealed class AzureCredentialOptions
{
    /// <summary>How the identity proves itself. Default: Azure.Identity's chain of whatever the machine offers.</summary>
    public AzureCredentialKind Kind { get; set; }

    /// <summary>The directory (tenant) id. Needed for ClientSecret, ClientCertificate and FederatedManagedIdentity.</summary>
    public string? TenantId { get; set; }

    /// <summary>The application's or the user-assigned managed identity's client id.</summary>
    public string? ClientId { get; set; }

    /// <summary>The secret of ClientSecret: keep it out of files, in an environment variable or a secret store.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>A PEM or PKCS#12 file with the certificate and its key, for ClientCertificate.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>The password of <see cref="CertificatePath"/>, if it has one.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>The projected service account token of WorkloadIdentity. Default: AZURE_FEDERATED_TOKEN_FILE.</summary>
    public string? TokenFilePath { get; set; }

    /// <summary>The client id of the user-assigned managed identity that the application of FederatedManagedIdentity trusts.</summary>
    public string? ManagedIdentityClientId { get; set; }

    /// <summary>What that managed identity's token is made out to. Other clouds have other names, such as api://AzureADTokenExchangeChina.</summary>
    public string TokenExchangeAudience { get; set; } = "api://AzureADTokenExchange";

    /// <summary>Another authority than the public cloud's, such as https://login.chinacloudapi.cn/.</summary>
    public Uri? AuthorityHost { get; set; }

    /// <summary>True for an authority that Microsoft does not list (a private cloud, a test).</summary>
    public bool DisableInstanceDiscovery { get; set; }

    /// <summary>What is wrong with these options, each problem naming its setting below <paramref name="path"/>.</summary>
    public IEnumerable<string> Problems(string path)
    {
        if (Kind is AzureCredentialKind.ClientSecret or AzureCredentialKind.ClientCertificate or AzureCredentialKind.FederatedManagedIdentity)
        {
            if (string.IsNullOrWhiteSpace(TenantId)) yield return $"{path}:TenantId is missing; {Kind} needs the directory id.";
            if (string.IsNullOrWhiteSpace(ClientId)) yield return $"{path}:ClientId is missing; {Kind} needs the application id.";
        }
        if (Kind is AzureCredentialKind.ClientSecret && string.IsNullOrWhiteSpace(ClientSecret))
            yield return $"{path}:ClientSecret is missing; set it through an environment variable.";
        if (Kind is AzureCredentialKind.ClientCertificate && string.IsNullOrWhiteSpace(CertificatePath))
            yield return $"{path}:CertificatePath is missing; ClientCertificate needs a PEM or PKCS#12 file.";
        if (Kind is AzureCredentialKind.FederatedManagedIdentity && string.IsNullOrWhiteSpace(ManagedIdentityClientId))
            yield return $"{path}:ManagedIdentityClientId is missing; an application can trust user-assigned managed identities only.";
        if (!Uri.TryCreate(TokenExchangeAudience, UriKind.Absolute, out _))
            yield return $"{path}:TokenExchangeAudience must be a URI such as api://AzureADTokenExchange, and is '{TokenExchangeAudience}'.";
        if (CertificatePath is { Length: > 0 } certificate && !File.Exists(certificate))
            yield return $"{path}:CertificatePath names a file that does not exist: {certificate}";
        if (TokenFilePath is { Length: > 0 } token && !File.Exists(token))
            yield return $"{path}:TokenFilePath names a file that does not exist: {token}";
        if (AuthorityHost is { } host && (!host.IsAbsoluteUri || host.Scheme != Uri.UriSchemeHttps))
            yield return $"{path}:AuthorityHost must be an https URL, and is '{host}'.";
    }
}

/// <summary>How a Microsoft Entra identity proves itself.</summary>
internal enum AzureCredentialKind
{
    /// <summary>Azure.Identity's DefaultAzureCredential, without anything that asks a person.</summary>
    Default,

    /// <summary>The managed identity of the machine, or the user-assigned one that ClientId names.</summary>
    ManagedIdentity,

    /// <summary>The service account of the pod, federated with an application.</summary>
    WorkloadIdentity,

    /// <summary>An application with a secret.</summary>
    ClientSecret,

    /// <summary>An application with a certificate.</summary>
    ClientCertificate,

    /// <summary>An application that trusts a managed identity (a federated credential), so that it needs no secret, in another tenant too.</summary>
    FederatedManagedIdentity,
}
