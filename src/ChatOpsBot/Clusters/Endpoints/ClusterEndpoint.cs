using ChatOpsBot.Host.Clusters.Credentials;

namespace ChatOpsBot.Host.Clusters.Endpoints;

/// <summary>Where a cluster's API server is and how to get in.</summary>
/// <param name="Server">Its URL, possibly with a path in front of /api.</param>
/// <param name="Trust">Which certificate it may show.</param>
/// <param name="Credential">What the bot shows.</param>
/// <param name="TlsServerName">The name its certificate is for, when it is not the URL's host.</param>
/// <param name="Proxy">A proxy for this cluster alone; null for the environment's.</param>
internal sealed record ClusterEndpoint(Uri Server, ServerTrust Trust, IClusterCredential Credential, string? TlsServerName = null, Uri? Proxy = null);
