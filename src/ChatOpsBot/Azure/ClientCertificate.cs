using System.Security.Cryptography.X509Certificates;

namespace ChatOpsBot.Host.Azure;

/// <summary>A certificate with its private key out of one file.</summary>
internal static class ClientCertificate
{
    /// <param name="path">PEM (certificate and key in one file) or PKCS#12.</param>
    /// <param name="password">The password of the key or of the PKCS#12 file; null when there is none.</param>
    public static X509Certificate2 Load(string path, string? password) =>
        X509Certificate2.GetCertContentType(path) == X509ContentType.Pfx
            ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
            : password is null
                ? X509Certificate2.CreateFromPemFile(path)
                : X509Certificate2.CreateFromEncryptedPemFile(path, password);
}
