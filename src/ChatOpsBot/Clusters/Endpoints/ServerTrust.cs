using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatOpsBot.Host.Clusters.Endpoints;

/// <summary>Which certificate a server may show. KubernetesClient's own check is not used: with a certificate authority of
/// one's own it lets a certificate for another name pass.</summary>
/// <param name="authorities">The authorities to trust, or null for the machine's.</param>
/// <param name="anything">True for insecure-skip-tls-verify.</param>
internal sealed class ServerTrust(X509Certificate2Collection? authorities, bool anything = false)
{
    /// <summary>The machine's certificate authorities.</summary>
    public static readonly ServerTrust Machine = new(null);

    /// <summary>Any certificate.</summary>
    public static readonly ServerTrust Anything = new(null, anything: true);

    /// <summary>The authorities of a PEM text.</summary>
    /// <exception cref="CryptographicException">It holds no certificate.</exception>
    public static ServerTrust Pem(string pem)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(pem);
        return authorities.Count > 0 ? new(authorities) : throw new CryptographicException("There is no certificate in it.");
    }

    /// <summary>Makes a connection check the server's certificate this way.</summary>
    public void ApplyTo(SslClientAuthenticationOptions ssl)
    {
        ssl.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            anything || errors == SslPolicyErrors.None ? true : throw new CertificateRefusedException(Reason(certificate, chain, errors));
        if (authorities is null || anything) return;
        ssl.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        ssl.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
    }

    private static string Reason(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 server) return "the server shows no certificate";
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? default;
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid)) return Validity(server, chain!);
        if (status.HasFlag(X509ChainStatusFlags.UntrustedRoot) || status.HasFlag(X509ChainStatusFlags.PartialChain))
            return $"the certificate is signed by an unknown authority ({server.Issuer})";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return $"the certificate is for another name ({Names(server)})";
        return $"the certificate is not valid: {string.Join(" ", chain?.ChainStatus.Select(s => s.StatusInformation.Trim()) ?? [])}".Trim();
    }

    private static string Validity(X509Certificate2 server, X509Chain chain)
    {
        var bad = chain.ChainElements
            .FirstOrDefault(element => element.ChainElementStatus.Any(s => s.Status == X509ChainStatusFlags.NotTimeValid))?.Certificate ?? server;
        var (from, to) = (bad.NotBefore.ToUniversalTime(), bad.NotAfter.ToUniversalTime());
        return $"the certificate {bad.Subject} is valid from {from:yyyy-MM-dd HH:mm} to {to:yyyy-MM-dd HH:mm} UTC, and not now";
    }

    private static string Names(X509Certificate2 server)
    {
        var alternatives = server.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return alternatives is null
            ? server.GetNameInfo(X509NameType.DnsName, forIssuer: false)
            : string.Join(", ", alternatives.EnumerateDnsNames().Concat(alternatives.EnumerateIPAddresses().Select(ip => ip.ToString())));
    }
}

/// <summary>Thrown while connecting: the server's certificate was refused; the message says why.</summary>
internal sealed class CertificateRefusedException(string reason) : AuthenticationException(reason);
