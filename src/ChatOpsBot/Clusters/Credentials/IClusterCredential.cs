using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using k8s.Authentication;

namespace ChatOpsBot.Host.Clusters.Credentials;

/// <summary>What the bot shows an API server to be let in. KubernetesClient asks for the header on every request.</summary>
internal interface IClusterCredential : ITokenProvider
{
    /// <summary>Where the credential comes from, for a sentence about its failing: "token file /x", "exec plugin kubelogin".</summary>
    string Source { get; }

    /// <summary>The certificate to sign in with at the next connection, or null.</summary>
    X509Certificate2? Certificate { get; }

    /// <summary>The server refused this header: forget it. True when asking again may give another one.</summary>
    bool Renew(AuthenticationHeaderValue? refused);
}
