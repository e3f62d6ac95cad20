namespace ChatOpsBot.Host.Channels.Teams.Authentication;

/// <summary>The way out to Bot Framework: one pool of connections whose members are renewed, so that the kept clients follow DNS.</summary>
/// <param name="handler">Another way (a test's certificate); null for the ordinary one.</param>
internal sealed class TeamsHttp(HttpMessageHandler? handler = null) : IHttpClientFactory, IDisposable
{
    /// <summary>How long one call may take.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly HttpMessageHandler _handler = handler ?? new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // A redirect would lead the token to a host that nobody allowed.
        AllowAutoRedirect = false,
    };

    /// <inheritdoc/>
    public HttpClient CreateClient(string name = "") => new(_handler, disposeHandler: false) { Timeout = Deadline };

    /// <inheritdoc/>
    public void Dispose() => _handler.Dispose();
}
