namespace ChatOpsBot.Core.Clusters;

/// <summary>Why a call to a cluster gave no answer: expected, typed, and worded so that a person knows what to do.</summary>
public abstract record ClusterFailure
{
    private ClusterFailure() { }

    /// <summary>403: the account may not do this. The RBAC rule that would allow it follows from verb and resource.</summary>
    public sealed record Forbidden(string Verb, ResourceKind Kind, string? Namespace, string? Name, string? Subresource, string Message) : ClusterFailure;

    /// <summary>404: no such object.</summary>
    public sealed record NotFound(ResourceKind Kind, string? Namespace, string Name) : ClusterFailure;

    /// <summary>404: the cluster does not serve this resource at all (an add-on is missing, or another version is served).</summary>
    public sealed record NotServed(ResourceKind Kind) : ClusterFailure;

    /// <summary>No connection: refused, no route, unknown host.</summary>
    public sealed record Unreachable(string Server, string Detail) : ClusterFailure;

    /// <summary>The deadline passed. <paramref name="Call"/> reads like "GET /api/v1/pods".</summary>
    public sealed record TimedOut(string Call, TimeSpan Deadline) : ClusterFailure;

    /// <summary>401, or no token could be had.</summary>
    public sealed record CredentialRejected(string Server, string Detail) : ClusterFailure;

    /// <summary>TLS: the server's certificate is expired, untrusted or for another name.</summary>
    public sealed record CertificateRejected(string Server, string Detail) : ClusterFailure;

    /// <summary>409: the precondition (UID, resource version) no longer holds.</summary>
    public sealed record Conflict(string Message) : ClusterFailure;

    /// <summary>400 or 422: the server understood and refused; its own words.</summary>
    public sealed record Rejected(int Status, string Reason, string Message) : ClusterFailure
    {
        /// <summary>What is wrong with which field, where the server says so.</summary>
        public IReadOnlyList<FieldCause> Causes { get => field ?? []; init; }
    }

    /// <summary>429: the server has too much to do (priority and fairness) and turned the call away before doing anything.</summary>
    public sealed record Overloaded(string Call, string Message) : ClusterFailure;

    /// <summary>5xx, or an answer that no API server gives.</summary>
    public sealed record ServerFault(int Status, string Call, string Message) : ClusterFailure;

    /// <summary>The configuration gives no way to this cluster (no such file, malformed, unknown context …).</summary>
    public sealed record Misconfigured(ClusterName Cluster, string Detail) : ClusterFailure;
}

/// <summary>A field that the API server refuses.</summary>
/// <param name="Field">Its path: spec.template.spec.containers[0].image.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record FieldCause(string Field, string Message);
