using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Slack.Api;
using ChatOpsBot.Host.Channels.Slack.Receiving;

namespace ChatOpsBot.Host.Channels.Slack.SocketMode;

/// <summary>Why a socket is to be replaced.</summary>
/// <param name="Why">For the record.</param>
/// <param name="IsOver">Nothing comes through it any more; false: Slack gave notice.</param>
/// <param name="IsFatal">Slack lets no other be opened.</param>
internal sealed record SocketEnd(string Why, bool IsOver, bool IsFatal);

/// <summary>One socket: what comes through it is recorded and then acknowledged, several at once.</summary>
internal sealed partial class SocketConnection : IAsyncDisposable
{
    /// <summary>How long Slack may take to say hello.</summary>
    public static readonly TimeSpan HelloWithin = TimeSpan.FromSeconds(30);

    /// <summary>How long the old socket stays after the new one said hello: what is on its way there is still acknowledged there.</summary>
    public static readonly TimeSpan Retirement = TimeSpan.FromSeconds(10);

    // Slack's own client: a ping every 5 s, and the end after 30 s of silence.
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(30);
    private const int LargestMessage = 4 * 1024 * 1024;
    private const int AtOnce = 16;

    private readonly ClientWebSocket _socket = new();
    private readonly SlackReceiver _receiver;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly SemaphoreSlim _working = new(AtOnce, AtOnce);
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SocketEnd> _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _disposed;
    private Task<SocketEnd> _reading = Task.FromResult(new SocketEnd("it was never open", true, false));

    private SocketConnection(SlackReceiver receiver, TimeProvider time, ILogger logger)
    {
        (_receiver, _time, _logger) = (receiver, time, logger);
        _socket.Options.KeepAliveInterval = PingEvery;
        _socket.Options.KeepAliveTimeout = SilenceLimit;
    }

    /// <summary>Whether nothing comes through it any more.</summary>
    public bool IsOver => _reading.IsCompleted;

    /// <summary>Opens a socket and waits for Slack's hello.</summary>
    public static async Task<(SocketConnection? Connection, string? Why)> OpenAsync(
        Uri url, SlackReceiver receiver, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var connection = new SocketConnection(receiver, time, logger);
        using var patience = new CancellationTokenSource(HelloWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await connection._socket.ConnectAsync(url, either.Token);
            connection._reading = connection.ReadAsync();
            // Slack may say goodbye in place of hello: too_many_websockets.
            if (await Task.WhenAny(connection._hello.Task.WaitAsync(either.Token), connection._leaving.Task) == connection._leaving.Task)
            {
                var end = await connection._leaving.Task;
                await connection.DisposeAsync();
                return (null, end.Why);
            }
            await connection._hello.Task.WaitAsync(either.Token);
            return (connection, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await connection.DisposeAsync();
            return (null, $"no hello within {HelloWithin.TotalSeconds} s");
        }
        catch (WebSocketException lost)
        {
            await connection.DisposeAsync();
            return (null, lost.Message);
        }
    }

    /// <summary>Ends when another socket is needed: Slack gave notice, or this one is over.</summary>
    public Task<SocketEnd> LeavingAsync(CancellationToken cancellationToken) => _leaving.Task.WaitAsync(cancellationToken);

    /// <summary>Another has taken over: this one ends once what is on its way had time to come.</summary>
    public async Task RetireAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(_reading, Task.Delay(Retirement, _time, cancellationToken));
        await DisposeAsync();
    }

    /// <summary>Closes it; what is being recorded is still acknowledged.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        for (var i = 0; i < AtOnce; i++) await _working.WaitAsync();
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception lost) when (lost is WebSocketException or IOException or InvalidOperationException)
        {
            // It is closed, then.
        }
        await _end.CancelAsync();
        await _reading;
        _socket.Dispose();
        _end.Dispose();
        _sending.Dispose();
        _working.Dispose();
    }

    private async Task<SocketEnd> ReadAsync()
    {
        var end = new SocketEnd("Slack closed it", IsOver: true, IsFatal: false);
        try
        {
            while (await ReceiveAsync() is { } text) await TakeAsync(text);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            end = end with { Why = "it was closed here" };
        }
        catch (Exception lost) when (lost is WebSocketException or InvalidDataException or ObjectDisposedException or IOException)
        {
            end = end with { Why = lost.Message };
        }
        _leaving.TrySetResult(end);
        return end;
    }

    private async Task<string?> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(), _end.Token);
            if (received.MessageType == WebSocketMessageType.Close) return null;
            if (message.Length + received.Count > LargestMessage) throw new InvalidDataException($"a message is larger than {LargestMessage / 1024 / 1024} MB");
            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage) return Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
        }
    }

    private async Task TakeAsync(string text)
    {
        JsonObject? message = null;
        try
        {
            message = JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // Said below.
        }
        switch (message.Text("type"))
        {
            case "hello":
                _hello.TrySetResult();
                break;
            case "disconnect":
                var reason = message.Text("reason") ?? "no reason";
                _leaving.TrySetResult(new SocketEnd(reason, IsOver: false, IsFatal: reason == "link_disabled"));
                break;
            case { } type when message.Text("envelope_id") is { } id:
                await _working.WaitAsync(_end.Token);
                _ = WorkAsync(type, id, message!);
                break;
            default:
                LogUnreadable(message.Text("type"));
                break;
        }
    }

    private async Task WorkAsync(string type, string id, JsonObject envelope)
    {
        try
        {
            // What is once begun is recorded, whatever becomes of the socket; Slack sends again what it got no acknowledgement of.
            var receipt = await _receiver.ReceiveAsync(type, envelope.Object("payload") ?? [], CancellationToken.None);
            if (receipt is Receipt.Malformed malformed) LogMalformed(type, malformed.Problem);
            var acknowledgement = new JsonObject { ["envelope_id"] = id };
            if (receipt is Receipt.Taken { Answer: { } answer } && envelope.Flag("accepts_response_payload")) acknowledgement["payload"] = answer;
            await SendAsync(acknowledgement);
        }
        catch (Exception lost) when (lost is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            LogUnacknowledged(id, lost.Message);
        }
        catch (Exception fault)
        {
            // The edge of an envelope: it is not acknowledged, so Slack sends it again.
            LogFault(fault, type, id);
        }
        finally
        {
            _working.Release();
        }
    }

    private async Task SendAsync(JsonObject message)
    {
        await _sending.WaitAsync(_end.Token);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, _end.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Took no notice of a message through the socket: it is of type {Type} and no envelope")]
    private partial void LogUnreadable(string? type);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Took no notice of a malformed payload of {Type}: {Problem}")]
    private partial void LogMalformed(string type, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Envelope {Envelope} is recorded and could not be acknowledged, so it comes again: {Why}")]
    private partial void LogUnacknowledged(string envelope, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "A payload of {Type} could not be recorded (envelope {Envelope})")]
    private partial void LogFault(Exception fault, string type, string envelope);
}
