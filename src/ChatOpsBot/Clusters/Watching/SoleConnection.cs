using System.Net;

namespace ChatOpsBot.Host.Clusters.Watching;

/// <summary>Sees to it that a handler has one HTTP/2 connection, and notices when it does not. Over one connection, an answer that came
/// proves that everything the server sent before it came too.</summary>
internal sealed class SoleConnection
{
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(5);
    private int _opened;
    private bool _http2;

    /// <summary>Whether everything went over one HTTP/2 connection so far.</summary>
    public bool Holds => Volatile.Read(ref _opened) == 1 && Volatile.Read(ref _http2);

    /// <summary>Sets the handler up.</summary>
    public void SetUp(SocketsHttpHandler handler)
    {
        handler.EnableMultipleHttp2Connections = false;
        handler.PooledConnectionLifetime = Timeout.InfiniteTimeSpan;
        // A connection that was cut without a word ends soon even when nobody asks.
        handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
        handler.KeepAlivePingDelay = PingAfter;
        handler.KeepAlivePingTimeout = PingTimeout;
        handler.PlaintextStreamFilter = (context, _) =>
        {
            Volatile.Write(ref _http2, context.NegotiatedHttpVersion == HttpVersion.Version20);
            Interlocked.Increment(ref _opened);
            return ValueTask.FromResult(context.PlaintextStream);
        };
    }
}
