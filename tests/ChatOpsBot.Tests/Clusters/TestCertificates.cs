using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatOpsBot.Tests.Clusters;

/// <summary>Certificates made for a test, with their private keys.</summary>
internal static class TestCertificates
{
    public static X509Certificate2 Authority(string name = "CN=test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        var now = TimeProvider.System.GetUtcNow();
        return Usable(request.CreateSelfSigned(now.AddYears(-5), now.AddYears(5)));
    }

    /// <summary>A certificate of an authority; a server's has DNS names (an IP address among them is one too).</summary>
    public static X509Certificate2 Issue(X509Certificate2 authority, string subject, TimeSpan? validFor = null, params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        if (names.Length > 0)
        {
            var alternatives = new SubjectAlternativeNameBuilder();
            foreach (var name in names)
            {
                if (IPAddress.TryParse(name, out var ip)) alternatives.AddIpAddress(ip);
                else alternatives.AddDnsName(name);
            }
            request.CertificateExtensions.Add(alternatives.Build());
        }
        var now = TimeProvider.System.GetUtcNow();
        using var issued = request.Create(authority, now.AddYears(-1), now + (validFor ?? TimeSpan.FromDays(30)), RandomNumberGenerator.GetBytes(8));
        return Usable(issued.CopyWithPrivateKey(key));
    }

    public static string Key(this X509Certificate2 certificate) => certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();

    // A key that can be exported, and that every platform's TLS can use.
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
