using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ChatOpsBot.Host.Clusters.Credentials;

/// <summary>A credential that does not change while the program runs: a token, a name with a password, or nothing but
/// what a client certificate says.</summary>
internal sealed class FixedCredential(string source, AuthenticationHeaderValue? header) : IClusterCredential
{
    /// <summary>No credential at all.</summary>
    public static readonly FixedCredential None = new("no credential", null);

    public string Source => source;
    public X509Certificate2? Certificate => null;
    public bool Renew(AuthenticationHeaderValue? refused) => false;

    public Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken) =>
        Task.FromResult(header!); // KubernetesClient takes null for "no header", though its signature does not say so.

    public static FixedCredential Token(string source, string token) => new(source, new("Bearer", token));

    public static FixedCredential Basic(string source, string user, string password) =>
        new(source, new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))));
}
