using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsBot.Host.Clusters.Credentials;

namespace ChatOpsBot.Host.Clusters.Endpoints;

/// <summary>Makes an endpoint of a kubeconfig's cluster and user; its paths are relative to the file's folder.</summary>
/// <param name="time">The clock of credentials.</param>
/// <param name="deadline">What a credential may take.</param>
/// <param name="replacement">Signs in instead of the kubeconfig's user (an Entra identity), or null.</param>
internal sealed class KubeconfigResolver(TimeProvider time, TimeSpan deadline, IClusterCredential? replacement = null)
{
    /// <exception cref="KubeconfigException">A part cannot be used.</exception>
    public ClusterEndpoint Resolve(string folder, string clusterName, KubeconfigCluster cluster, string? userName, KubeconfigUser? user)
    {
        if (!Uri.TryCreate(cluster.Server, UriKind.Absolute, out var server) || server.Scheme is not ("https" or "http"))
            throw new KubeconfigException($"gives the cluster '{clusterName}' no usable server URL: '{cluster.Server}'");
        Uri? proxy = null;
        if (cluster.ProxyUrl is { Length: > 0 } url && !Uri.TryCreate(url, UriKind.Absolute, out proxy))
            throw new KubeconfigException($"gives the cluster '{clusterName}' a proxy-url that is no URL: '{url}'");
        return new(server, Trust(folder, clusterName, cluster), replacement ?? Credential(folder, cluster, userName, user), cluster.TlsServerName, proxy);
    }

    private static ServerTrust Trust(string folder, string name, KubeconfigCluster cluster)
    {
        if (cluster.InsecureSkipTlsVerify) return ServerTrust.Anything;
        try
        {
            if (cluster.CertificateAuthorityData is { Length: > 0 } data) return ServerTrust.Pem(Decode(data));
            return cluster.CertificateAuthority is { Length: > 0 } file
                ? ServerTrust.Pem(File.ReadAllText(Path.Combine(folder, file)))
                : ServerTrust.Machine;
        }
        catch (Exception e) when (Unusable(e))
        {
            throw new KubeconfigException($"gives the cluster '{name}' a certificate authority that cannot be used: {Excerpt.Of(e.Message)}");
        }
    }

    private IClusterCredential Credential(string folder, KubeconfigCluster cluster, string? name, KubeconfigUser? user)
    {
        if (user is null) return FixedCredential.None;
        var header = Header(folder, cluster, name, user);
        if (user is { ClientCertificate: { Length: > 0 } certificate, ClientKey: { Length: > 0 } key, ClientCertificateData: null, ClientKeyData: null })
            return new CertificateFiles(Path.Combine(folder, certificate), Path.Combine(folder, key), header);
        try
        {
            var pem = Text(folder, user.ClientCertificateData, user.ClientCertificate);
            if (pem is null) return header;
            var keyPem = Text(folder, user.ClientKeyData, user.ClientKey) ?? throw new CryptographicException("Its key is missing.");
            return new CertificateAndHeader($"client certificate of user '{name}'", PemCertificate.Load(pem, keyPem), header);
        }
        catch (Exception e) when (Unusable(e))
        {
            throw new KubeconfigException($"gives the user '{name}' a client certificate that cannot be used: {Excerpt.Of(e.Message)}");
        }
    }

    private IClusterCredential Header(string folder, KubeconfigCluster cluster, string? name, KubeconfigUser user)
    {
        if (user.Exec is { } exec) return new ExecPlugin(Checked(folder, name, exec), exec.ProvideClusterInfo ? Info(cluster) : null, time, deadline);
        if (user.TokenFile is { Length: > 0 } file) return new TokenFile(Path.Combine(folder, file), time, deadline);
        if (user.Token is { Length: > 0 } token) return FixedCredential.Token($"token of user '{name}'", token);
        if (user.Username is { Length: > 0 } account) return FixedCredential.Basic($"password of user '{name}'", account, user.Password ?? "");
        if (user.AuthProvider is not null)
            throw new KubeconfigException($"gives the user '{name}' an auth-provider; kubectl dropped these in 1.26, use an exec plugin");
        return FixedCredential.None;
    }

    private static KubeconfigExec Checked(string folder, string? name, KubeconfigExec exec)
    {
        if (string.IsNullOrWhiteSpace(exec.Command)) throw new KubeconfigException($"gives the user '{name}' an exec plugin without a command");
        if (string.IsNullOrWhiteSpace(exec.ApiVersion)) throw new KubeconfigException($"gives the user '{name}' an exec plugin without an apiVersion");
        if (exec.InteractiveMode == "Always")
            throw new KubeconfigException($"gives the user '{name}' an exec plugin that must ask a person, and a bot has none to ask");
        if (exec.Env.Any(variable => string.IsNullOrEmpty(variable?.Name)))
            throw new KubeconfigException($"gives the user '{name}' an exec plugin with an env entry that has no name");
        if (exec.Command.Contains('/', StringComparison.Ordinal)) exec.Command = Path.Combine(folder, exec.Command);
        return exec;
    }

    private static JsonObject Info(KubeconfigCluster cluster)
    {
        var info = new JsonObject { ["server"] = cluster.Server };
        if (cluster.TlsServerName is { } name) info["tls-server-name"] = name;
        if (cluster.InsecureSkipTlsVerify) info["insecure-skip-tls-verify"] = true;
        if (cluster.CertificateAuthorityData is { } data) info["certificate-authority-data"] = data;
        if (cluster.ProxyUrl is { } proxy) info["proxy-url"] = proxy;
        return info;
    }

    private static string? Text(string folder, string? data, string? file) =>
        data is { Length: > 0 } ? Decode(data) : file is { Length: > 0 } ? File.ReadAllText(Path.Combine(folder, file)) : null;

    private static string Decode(string base64) => Encoding.ASCII.GetString(Convert.FromBase64String(base64));

    private static bool Unusable(Exception e) =>
        e is IOException or UnauthorizedAccessException or FormatException or CryptographicException or ArgumentException;
}
