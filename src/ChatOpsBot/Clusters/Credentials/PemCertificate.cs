using System.Security.Cryptography.X509Certificates;

namespace ChatOpsBot.Host.Clusters.Credentials;

/// <summary>A client certificate out of PEM text.</summary>
internal static class PemCertificate
{
    /// <exception cref="System.Security.Cryptography.CryptographicException">No PEM, or a key of another certificate.</exception>
    public static X509Certificate2 Load(string certificate, string key)
    {
        var loaded = X509Certificate2.CreateFromPem(certificate, key);
        if (!OperatingSystem.IsWindows()) return loaded;
        // Schannel cannot use a key that lives in memory alone: https://github.com/dotnet/runtime/issues/23749
        using (loaded) return X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pkcs12), null);
    }
}
