using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatOpsBot.Host.Clusters.Credentials;

/// <summary>A client certificate in two files that someone may renew: read again when one of them was written.
/// Whatever header there is comes from another credential.</summary>
internal sealed class CertificateFiles(string certificateFile, string keyFile, IClusterCredential header) : IClusterCredential
{
    private sealed record Loaded(DateTime Certificate, DateTime Key, X509Certificate2 Value);

    private Loaded? _loaded;

    public string Source => $"client certificate {certificateFile}";

    public X509Certificate2? Certificate => _loaded?.Value;

    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (certificate, key) = (File.GetLastWriteTimeUtc(certificateFile), File.GetLastWriteTimeUtc(keyFile));
            if (_loaded is not { } loaded || loaded.Certificate != certificate || loaded.Key != key)
            {
                _loaded = new(certificate, key, PemCertificate.Load(
                    await File.ReadAllTextAsync(certificateFile, cancellationToken),
                    await File.ReadAllTextAsync(keyFile, cancellationToken)));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new SignInException($"The {Source} with the key {keyFile} cannot be used: {Excerpt.Of(e.Message)}", e);
        }
        return await header.GetAuthenticationHeaderAsync(cancellationToken);
    }

    public bool Renew(AuthenticationHeaderValue? refused) => header.Renew(refused);
}
