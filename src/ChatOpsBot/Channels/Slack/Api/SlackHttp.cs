namespace ChatOpsBot.Host.Channels.Slack.Api;

/// <summary>The way out to Slack: one pool of connections whose members are renewed, so that it follows DNS.</summary>
/// <param name="handler">Another way, for tests; null for the ordinary one.</param>
internal sealed class SlackHttp(HttpMessageHandler? handler = null) : IDisposable
{
    /// <summary>How long one call may take.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    /// <summary>The client.</summary>
    public HttpClient Client { get; } = new(handler ?? new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // A redirect would lead the token to a host that nobody allowed.
        AllowAutoRedirect = false,
    })
    {
        Timeout = Deadline,
    };

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();
}
