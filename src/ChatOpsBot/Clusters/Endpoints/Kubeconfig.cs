using YamlDotNet.Serialization;

namespace ChatOpsBot.Host.Clusters.Endpoints;

// The parts of a kubeconfig that the bot uses, as YamlDotNet fills them in (hence the setters). KubernetesClient's own model
// lacks tokenFile and proxy-url. Source: https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/

/// <summary>A kubeconfig file.</summary>
internal sealed class Kubeconfig
{
    public string? CurrentContext { get; set; }
    public List<KubeconfigEntry> Contexts { get; set => field = value ?? []; } = [];
    public List<KubeconfigEntry> Clusters { get; set => field = value ?? []; } = [];
    public List<KubeconfigEntry> Users { get; set => field = value ?? []; } = [];
}

/// <summary>A named context, cluster or user: one of the three is set.</summary>
internal sealed class KubeconfigEntry
{
    public string? Name { get; set; }
    public KubeconfigContext? Context { get; set; }
    public KubeconfigCluster? Cluster { get; set; }
    public KubeconfigUser? User { get; set; }
}

/// <summary>contexts[].context.</summary>
internal sealed class KubeconfigContext
{
    public string? Cluster { get; set; }
    public string? User { get; set; }
    public string? Namespace { get; set; }
}

/// <summary>clusters[].cluster.</summary>
internal sealed class KubeconfigCluster
{
    public string? Server { get; set; }
    public string? TlsServerName { get; set; }
    public bool InsecureSkipTlsVerify { get; set; }
    public string? CertificateAuthority { get; set; }
    public string? CertificateAuthorityData { get; set; }
    public string? ProxyUrl { get; set; }
}

/// <summary>users[].user.</summary>
internal sealed class KubeconfigUser
{
    public string? ClientCertificate { get; set; }
    public string? ClientCertificateData { get; set; }
    public string? ClientKey { get; set; }
    public string? ClientKeyData { get; set; }
    public string? Token { get; set; }
    [YamlMember(Alias = "tokenFile", ApplyNamingConventions = false)]
    public string? TokenFile { get; set; }
    public string? Username { get; set; }
    public string? Password { get; set; }
    public object? AuthProvider { get; set; }
    public KubeconfigExec? Exec { get; set; }
}

/// <summary>users[].user.exec.</summary>
internal sealed class KubeconfigExec
{
    [YamlMember(Alias = "apiVersion", ApplyNamingConventions = false)]
    public string? ApiVersion { get; set; }
    public string? Command { get; set; }
    public List<string> Args { get; set => field = value ?? []; } = [];
    public List<KubeconfigExecVariable> Env { get; set => field = value ?? []; } = [];
    [YamlMember(Alias = "installHint", ApplyNamingConventions = false)]
    public string? InstallHint { get; set; }
    [YamlMember(Alias = "interactiveMode", ApplyNamingConventions = false)]
    public string? InteractiveMode { get; set; }
    [YamlMember(Alias = "provideClusterInfo", ApplyNamingConventions = false)]
    public bool ProvideClusterInfo { get; set; }
}

/// <summary>users[].user.exec.env[].</summary>
internal sealed class KubeconfigExecVariable
{
    public string? Name { get; set; }
    public string? Value { get; set; }
}
