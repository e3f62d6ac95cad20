using ChatOpsBot.Host.Azure;

namespace ChatOpsBot.Host.Clusters;

/// <summary>The section "Clusters": what people may call a cluster, and how to reach it.</summary>
internal sealed class ClustersOptions
{
    public const string Section = "Clusters";

    /// <summary>The setting that names the default cluster.</summary>
    public const string DefaultSetting = "DefaultCluster";

    /// <summary>The clusters by name.</summary>
    public Dictionary<string, ClusterOptions> Clusters { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The cluster that is meant when none is named. Default: the first by name, because configuration keeps no order.</summary>
    public string? Default { get; set; }

    /// <summary>Whether clusters may be watched: where one process answers many questions. Not a setting.</summary>
    public bool Watching { get; set; }
}

/// <summary>How to reach one cluster.</summary>
internal sealed class ClusterOptions
{
    internal static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Where address and credential come from.</summary>
    public ClusterKind Kind { get; set; }

    /// <summary>Kubeconfig: the file; a leading ~/ is the home folder. Never guessed from KUBECONFIG or the home folder.</summary>
    public string? Kubeconfig { get; set; }

    /// <summary>Kubeconfig: the context. Default: the file's current-context.</summary>
    public string? Context { get; set; }

    /// <summary>Aks: the API server's URL (Demo: where the program runs it); or name a <see cref="Kubeconfig"/>, whose user is then left aside.</summary>
    public string? Server { get; set; }

    /// <summary>Aks: a PEM file with the API server's certificate authority.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>Aks: the same in base64, as a kubeconfig has it.</summary>
    public string? CertificateAuthorityData { get; set; }

    /// <summary>Aks: the Entra identity that signs in.</summary>
    public AzureCredentialOptions Azure { get; set; } = new();

    /// <summary>What one call may take, 1 s to 2 min. Getting a credential may take as long again.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the kubelets' logs may be read where a pod's trouble stands only there (node log query). Takes the right to `get`
    /// nodes/proxy, which reaches far beyond logs, and kubelets that serve the query.</summary>
    public bool NodeLogs { get; set; }

    /// <summary>Whether the server keeps a watched list of the cluster's pods from the first question on. Takes the right to watch
    /// pods in all namespaces, and memory for them. The demo cluster serves no watch.</summary>
    public bool Watch { get; set; } = true;

    /// <summary>Whether a walk may itself try whether a pod's port answers, through the API server's port-forward. Takes the right to get and
    /// create pods/portforward, with which every port of every pod there can be connected to.</summary>
    public bool PortForward { get; set; }
}

/// <summary>Where a cluster's address and credential come from.</summary>
internal enum ClusterKind
{
    /// <summary>Not said: a mistake.</summary>
    Unknown,

    /// <summary>A context of a kubeconfig.</summary>
    Kubeconfig,

    /// <summary>The service account of the bot's own pod.</summary>
    InCluster,

    /// <summary>An AKS cluster with an Entra identity.</summary>
    Aks,

    /// <summary>The built-in demo cluster.</summary>
    Demo,
}
