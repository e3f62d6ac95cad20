using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.Tests.Channels.Slack;

/// <summary>Socket Mode: what is not acknowledged is sent again through another socket.
/// https://docs.slack.dev/apis/events-api/using-socket-mode</summary>
internal sealed partial class FakeSlack
{
    // "up to 10 concurrent WebSocket connections": https://docs.slack.dev/apis/events-api/using-socket-mode#using-multiple-connections
    private const int MostSockets = 10;

    private readonly List<(WebSocket Socket, SemaphoreSlim Sending)> _sockets = [];
    private readonly Dictionary<string, JsonObject> _unacknowledged = [];
    private int _envelopes;

    /// <summary>The sockets that were opened since the start.</summary>
    public int Opened { get; private set; }

    /// <summary>How many sockets are open.</summary>
    public int OpenSockets
    {
        get { lock (_lock) return _sockets.Count; }
    }

    /// <summary>The most sockets that were open at the same time.</summary>
    public int MostOpen { get; private set; }

    /// <summary>Acknowledgements in the order in which they came.</summary>
    public List<JsonObject> Acknowledged { get; } = [];

    /// <summary>Whether a new socket says hello.</summary>
    public bool SaysHello { get; set; } = true;

    /// <summary>How many envelopes wait to be acknowledged.</summary>
    public int Waiting
    {
        get { lock (_lock) return _unacknowledged.Count; }
    }

    /// <summary>Sends an envelope through the newest socket; when none is open, as soon as one is.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> EnvelopeAsync(string type, JsonObject payload, bool takesAnswer = false)
    {
        var id = $"envelope-{Interlocked.Increment(ref _envelopes)}";
        var envelope = new JsonObject
        {
            ["envelope_id"] = id,
            ["type"] = type,
            ["payload"] = payload,
            ["accepts_response_payload"] = takesAnswer,
            ["retry_attempt"] = 0,
        };
        var text = envelope.ToJsonString();
        lock (_lock) _unacknowledged[id] = envelope;
        await SendAsync(text);
        return id;
    }

    /// <summary>The acknowledgement of an envelope.</summary>
    public Task<JsonObject> AcknowledgementAsync(string id) => UntilAsync(slack => slack.Acknowledged.Find(ack => (string?)ack["envelope_id"] == id));

    /// <summary>Says that the newest socket is to be replaced.</summary>
    public Task DisconnectAsync(string reason) => SendAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason }.ToJsonString());

    /// <summary>Sends a message as it stands.</summary>
    public Task SendRawAsync(string message) => SendAsync(message);

    /// <summary>Sends half a message through the newest socket, and cuts it.</summary>
    public async Task CutMidMessageAsync(string message)
    {
        var (socket, _) = Newest();
        await socket.SendAsync(Encoding.UTF8.GetBytes(message[..(message.Length / 2)]), WebSocketMessageType.Text, endOfMessage: false, TestContext.Current.CancellationToken);
        socket.Abort();
    }

    /// <summary>Cuts every socket without a word.</summary>
    public Task CutAsync()
    {
        lock (_lock)
        {
            foreach (var (socket, _) in _sockets) socket.Abort();
        }
        return Task.CompletedTask;
    }

    /// <summary>Sends all that is not acknowledged again, as Slack does when it hears nothing.</summary>
    public async Task AgainAsync()
    {
        List<JsonObject> again;
        lock (_lock) again = [.. _unacknowledged.Values];
        foreach (var envelope in again)
        {
            envelope["retry_attempt"] = (int)envelope["retry_attempt"]! + 1;
            await SendAsync(envelope.ToJsonString());
        }
    }

    private (WebSocket Socket, SemaphoreSlim Sending) Newest()
    {
        lock (_lock) return _sockets[^1];
    }

    private async Task SendAsync(string message)
    {
        (WebSocket Socket, SemaphoreSlim Sending) newest;
        lock (_lock)
        {
            // It is sent when a socket says hello.
            if (_sockets.Count == 0) return;
            newest = _sockets[^1];
        }
        await SendAsync(newest.Socket, newest.Sending, message);
    }

    private static async Task SendAsync(WebSocket socket, SemaphoreSlim sending, string message)
    {
        await sending.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
        }
        catch (Exception lost) when (lost is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Slack does not hear of it either, and sends again.
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task SocketAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest || OpenSockets >= MostSockets)
        {
            http.Response.StatusCode = 400;
            return;
        }
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        // Whoever sends when the socket goes still lets go of it.
        var sending = new SemaphoreSlim(1, 1);
        List<string> again = [];
        lock (_lock)
        {
            _sockets.Add((socket, sending));
            Opened++;
            MostOpen = Math.Max(MostOpen, _sockets.Count);
            foreach (var envelope in SaysHello ? _unacknowledged.Values.ToArray() : [])
            {
                envelope["retry_attempt"] = (int)envelope["retry_attempt"]! + 1;
                again.Add(envelope.ToJsonString());
            }
        }
        Changed();
        try
        {
            if (SaysHello)
            {
                await SendAsync(socket, sending, new JsonObject { ["type"] = "hello", ["num_connections"] = OpenSockets }.ToJsonString());
                foreach (var envelope in again) await SendAsync(socket, sending, envelope);
            }
            await ListenAsync(socket);
        }
        finally
        {
            lock (_lock) _sockets.RemoveAll(entry => entry.Socket == socket);
            Changed();
        }
    }

    private async Task ListenAsync(WebSocket socket)
    {
        var buffer = new byte[256 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult received;
                do
                {
                    received = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += received.Count;
                }
                while (!received.EndOfMessage);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return;
                }
                var acknowledgement = JsonNode.Parse(buffer.AsSpan(0, length))!.AsObject();
                lock (_lock)
                {
                    _unacknowledged.Remove((string)acknowledgement["envelope_id"]!);
                    Acknowledged.Add(acknowledgement);
                }
                Changed();
            }
        }
        catch (Exception lost) when (lost is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Cut off.
        }
    }
}
