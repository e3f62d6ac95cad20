using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatOpsBot.Tests.Channels.Teams;

/// <summary>A certificate for https on loopback that lives as long as a test, and handlers that trust it alone.</summary>
internal sealed class LoopbackCertificate : IDisposable
{
    public LoopbackCertificate()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        Certificate = X509CertificateLoader.LoadPkcs12(request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1)).Export(X509ContentType.Pkcs12), null);
    }

    public X509Certificate2 Certificate { get; }

    public HttpMessageHandler Trusting() => new HttpClientHandler
    {
        ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == Certificate.Thumbprint,
    };

    public void Dispose() => Certificate.Dispose();
}
