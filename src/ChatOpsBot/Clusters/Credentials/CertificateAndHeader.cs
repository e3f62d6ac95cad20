using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace ChatOpsBot.Host.Clusters.Credentials;

/// <summary>A client certificate that stands in the kubeconfig itself, beside whatever header another credential gives.</summary>
internal sealed class CertificateAndHeader(string source, X509Certificate2 certificate, IClusterCredential header) : IClusterCredential
{
    public string Source => source;
    public X509Certificate2? Certificate => certificate;
    public bool Renew(AuthenticationHeaderValue? refused) => header.Renew(refused);

    public Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken) =>
        header.GetAuthenticationHeaderAsync(cancellationToken);
}
