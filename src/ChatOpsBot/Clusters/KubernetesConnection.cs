using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Clusters.Credentials;
using ChatOpsBot.Host.Clusters.Endpoints;
using ChatOpsBot.Host.Clusters.Failures;
using k8s;

namespace ChatOpsBot.Host.Clusters;

/// <summary>KubernetesClient's connections to one API server, with what the library leaves out: a deadline that also ends the
/// reading of a body, failures that name what is wrong, a second try with a fresh credential, and patience with a busy server.</summary>
internal sealed partial class KubernetesConnection : IDisposable
{
    private readonly ClusterEndpoint _endpoint;
    private readonly TimeSpan _deadline;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Kubernetes _client;
    private readonly string _base;

    public KubernetesConnection(ClusterEndpoint endpoint, TimeSpan deadline, TimeProvider time, ILogger logger, Action<SocketsHttpHandler>? setUp = null)
    {
        (_endpoint, _deadline, _time, _logger) = (endpoint, deadline, time, logger);
        _base = endpoint.Server.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
        // Certificates, authorities and the like are set on the handler (ConnectionSockets): the library's own settings for them
        // read files at once, only once, and check names loosely.
        _client = new Kubernetes(new KubernetesClientConfiguration
        {
            Host = _base,
            TokenProvider = endpoint.Credential,
            UserAgent = "chatopsbot",
            FirstMessageHandlerSetup = handler =>
            {
                ConnectionSockets.SetUp(handler, endpoint, deadline);
                setUp?.Invoke(handler);
            },
        });
    }

    /// <summary>The server as failures name it.</summary>
    public string Server => _base;

    /// <summary>Connections of their own to the same server, set up differently.</summary>
    public KubernetesConnection Apart(Action<SocketsHttpHandler> setUp) => new(_endpoint, _deadline, _time, _logger, setUp);

    /// <summary>Sends a call and reads its answer.</summary>
    /// <param name="call">The call.</param>
    /// <param name="read">Reads a 2xx answer's body, or talks over the web socket's stream; a <see cref="JsonException"/> in it becomes a failure.</param>
    /// <param name="cancellationToken">The caller's: stops the call with an <see cref="OperationCanceledException"/>.</param>
    public async Task<ClusterResult<T>> SendAsync<T>(
        ApiCall call, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken) where T : notnull
    {
        var started = _time.GetTimestamp();
        var result = await TryAsync(call, read, cancellationToken);
        Log.Called(_logger, call, _base, result.Failure is null ? "ok" : result.Failure.GetType().Name, _time.GetElapsedTime(started).TotalMilliseconds);
        return result;
    }

    public void Dispose() => _client.Dispose();

    private async Task<ClusterResult<T>> TryAsync<T>(
        ApiCall call, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken) where T : notnull
    {
        var left = call.Deadline ?? _deadline;
        for (var renewed = false; ;)
        {
            using var request = Request(call);
            if (request is null) return new ClusterFailure.Rejected(400, "BadRequest", $"'{Excerpt.Of(call.As.User)}' cannot be sent as the name of a user.");
            using var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            HttpResponseMessage? response = null;
            try
            {
                // Getting a credential has its own deadline (RenewableCredential), and its own failure.
                if (_client.Credentials is { } credentials) await credentials.ProcessHttpRequestAsync(request, cancellationToken);
                var sent = _time.GetTimestamp();
                limit.CancelAfter(left);
                response = await _client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
                if (call.Subprotocol is null ? response.IsSuccessStatusCode : response.StatusCode == HttpStatusCode.SwitchingProtocols)
                    return IsWanted(call, response) ? await read(response, either.Token) : await StrangeAsync(call, response, either.Token);
                if (response.StatusCode == HttpStatusCode.Unauthorized && !renewed && _endpoint.Credential.Renew(request.Headers.Authorization))
                {
                    renewed = true;
                    continue;
                }
                if (RetryAfter.Of(call, response, _time) is { } pause && pause < left - _time.GetElapsedTime(sent))
                {
                    left -= _time.GetElapsedTime(sent) + pause;
                    Log.Waits(_logger, call, _base, (int)response.StatusCode, pause);
                    response.Dispose();
                    await Task.Delay(pause, _time, cancellationToken);
                    continue;
                }
                return await StatusFailures.ReadAsync(call, _base, Credential(), response, either.Token);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (limit.IsCancellationRequested) return new ClusterFailure.TimedOut(call.ToString(), call.Deadline ?? _deadline);
                if (Failure(call, e, response) is { } failure) return failure;
                throw;
            }
            finally
            {
                response?.Dispose();
            }
        }
    }

    private ClusterFailure? Failure(ApiCall call, Exception exception, HttpResponseMessage? response) => exception switch
    {
        SignInException signIn => new ClusterFailure.CredentialRejected(_base, signIn.Message),
        JsonException json => new ClusterFailure.ServerFault((int)response!.StatusCode, call.ToString(), $"The answer cannot be read as JSON: {Excerpt.Of(json.Message)}"),
        // The handler's ConnectTimeout arrives as a cancellation with this inside.
        OperationCanceledException { InnerException: TimeoutException timeout } => TransportFailures.Of(timeout, _base, Credential(), Expiry() is not null),
        _ => TransportFailures.Of(exception, _base, Credential(), Expiry() is not null),
    };

    private string Credential() =>
        Expiry() is { } at ? $"{_endpoint.Credential.Source}, whose certificate expired at {at:yyyy-MM-dd HH:mm} UTC" : _endpoint.Credential.Source;

    // When the client certificate expired, if it did.
    private DateTime? Expiry() =>
        _endpoint.Credential.Certificate?.NotAfter.ToUniversalTime() is { } at && at < _time.GetUtcNow().UtcDateTime ? at : null;

    private HttpRequestMessage? Request(ApiCall call)
    {
        var request = new HttpRequestMessage(call.Method, _base + call.Path + call.Query)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (call.Accept is { } accept) request.Headers.Accept.ParseAdd(accept);
        // .NET takes the name to ask for and to check from here, and ignores SslOptions.TargetHost.
        if (_endpoint.TlsServerName is { } name) request.Headers.Host = name;
        if (call.Subprotocol is { } subprotocol) Upgrade(request, subprotocol);
        if (call.Body is { } body) request.Content = new StringContent(body, Encoding.UTF8, call.ContentType);
        if (Impersonation.Write(call.As, request.Headers)) return request;
        request.Dispose();
        return null;
    }

    // A web socket by hand (RFC 6455 §4.1): ClientWebSocket would tell of a refusal no more than its number.
    private static void Upgrade(HttpRequestMessage request, string subprotocol)
    {
        (request.Version, request.VersionPolicy) = (HttpVersion.Version11, HttpVersionPolicy.RequestVersionExact);
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.ParseAdd("websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)));
        request.Headers.Add("Sec-WebSocket-Protocol", subprotocol);
    }

    private static bool IsWanted(ApiCall call, HttpResponseMessage response) =>
        call.Accept is null || response.Content.Headers.ContentType?.MediaType == call.Accept;

    private static async Task<ClusterFailure> StrangeAsync(ApiCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var start = new byte[400];
        var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        return new ClusterFailure.ServerFault(
            (int)response.StatusCode, call.ToString(),
            $"The answer is {response.Content.Headers.ContentType?.MediaType ?? "of no type"} and not {call.Accept}: {Excerpt.Of(Encoding.UTF8.GetString(start, 0, length))}");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{Call} on {Server}: {Outcome} after {Milliseconds:0} ms")]
        public static partial void Called(ILogger logger, ApiCall call, string server, string outcome, double milliseconds);

        [LoggerMessage(2, LogLevel.Information, "{Call} on {Server} was put off ({Status}); it is tried again in {Pause}")]
        public static partial void Waits(ILogger logger, ApiCall call, string server, int status, TimeSpan pause);
    }
}
