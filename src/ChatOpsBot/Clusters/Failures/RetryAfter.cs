using System.Net;

namespace ChatOpsBot.Host.Clusters.Failures;

/// <summary>How long an API server that turns a call away wants to be left alone. Like client-go, only a server that says so is asked again.
/// Source: https://kubernetes.io/docs/concepts/cluster-administration/flow-control/</summary>
internal static class RetryAfter
{
    // A server that says 0 must not be asked again and again without a pause.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The pause before a read is tried again; null when it is not to be tried again. Writes never are: after a 503 they may have happened.</summary>
    public static TimeSpan? Of(ApiCall call, HttpResponseMessage response, TimeProvider time)
    {
        if (call.Method != HttpMethod.Get || response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)) return null;
        var pause = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - time.GetUtcNow() : null;
        return pause < Shortest ? Shortest : pause;
    }
}
