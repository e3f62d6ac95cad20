using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.Tests.Channels.Slack;

/// <summary>Socket Mode: what is not acknowledged is sent again through another socket.
/// https://docs.slack.dev/apis/events-api/using-socket-mode</summary>
internal sealed partial class FakeSlack
{
    private readonly List<FakeSlackSocket> _sockets = [];
    private readonly Dictionary<string, JsonObject> _unacknowledged = [];
    private readonly HashSet<string> _tickets = [];
    private int _envelopes;
    private int _ticket;

    /// <summary>"up to 10 concurrent WebSocket connections":
    /// https://docs.slack.dev/apis/events-api/using-socket-mode#using-multiple-connections</summary>
    public int MostSockets { get; set; } = 10;

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
    public string Envelope(string type, JsonObject payload, bool takesAnswer = false)
    {
        var id = $"envelope-{Interlocked.Increment(ref _envelopes)}";
        var envelope = new JsonObject
        {
            ["envelope_id"] = id,
            ["type"] = type,
            ["payload"] = payload,
            ["accepts_response_payload"] = takesAnswer,
            ["retry_attempt"] = 0,
            ["retry_reason"] = "",
        };
        lock (_lock)
        {
            _unacknowledged[id] = envelope;
            _sockets.LastOrDefault()?.Send(envelope);
        }
        return id;
    }

    /// <summary>The acknowledgement of an envelope.</summary>
    public Task<JsonObject> AcknowledgementAsync(string id) => UntilAsync(slack => slack.Acknowledged.Find(ack => (string?)ack["envelope_id"] == id));

    /// <summary>Says that the newest socket is to be replaced.</summary>
    public void Disconnect(string reason) => Newest().Send(Goodbye(reason));

    /// <summary>Sends a message as it stands.</summary>
    public void SendRaw(string message) => Newest().Send(message);

    /// <summary>Sends half a message through the newest socket, and cuts it.</summary>
    public void CutMidMessage(string message) => Newest().SendHalf(message);

    /// <summary>Cuts every socket without a word.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _sockets.ForEach(socket => socket.Cut());
            _sockets.Clear();
        }
    }

    /// <summary>Sends all that is not acknowledged again, as Slack does when it hears nothing.</summary>
    public void Again()
    {
        lock (_lock)
        {
            foreach (var envelope in _unacknowledged.Values) Newest().Send(Again(envelope));
        }
    }

    private static JsonObject Again(JsonObject envelope)
    {
        (envelope["retry_attempt"], envelope["retry_reason"]) = ((int)envelope["retry_attempt"]! + 1, "timeout");
        return envelope;
    }

    private FakeSlackSocket Newest()
    {
        lock (_lock) return _sockets[^1];
    }

    // A URL opens one socket: https://docs.slack.dev/reference/methods/apps.connections.open
    private Answer Connect()
    {
        var ticket = $"ticket-{++_ticket}";
        _tickets.Add(ticket);
        return Ok(("url", $"{Url.Replace("http://", "ws://", StringComparison.Ordinal)}/socket?ticket={ticket}&app_id={App}"));
    }

    private async Task SocketAsync(HttpContext http)
    {
        bool admitted;
        lock (_lock) admitted = http.WebSockets.IsWebSocketRequest && _tickets.Remove(http.Request.Query["ticket"].ToString());
        if (!admitted)
        {
            http.Response.StatusCode = 400;
            return;
        }
        using var socket = new FakeSlackSocket(await http.WebSockets.AcceptWebSocketAsync());
        if (!Join(socket))
        {
            // As its clients got it: https://github.com/slackapi/node-slack-sdk/issues/1654
            socket.Send(Goodbye("too_many_websockets"));
            await socket.RunAsync(_ => { });
            return;
        }
        Changed();
        try
        {
            await socket.RunAsync(Acknowledge);
        }
        finally
        {
            lock (_lock) _sockets.Remove(socket);
            Changed();
        }
    }

    private bool Join(FakeSlackSocket socket)
    {
        lock (_lock)
        {
            if (_sockets.Count >= MostSockets) return false;
            _sockets.Add(socket);
            Opened++;
            MostOpen = Math.Max(MostOpen, _sockets.Count);
            if (!SaysHello) return true;
            socket.Send(new JsonObject
            {
                ["type"] = "hello",
                ["num_connections"] = _sockets.Count,
                ["debug_info"] = new JsonObject { ["host"] = "applink-1", ["approximate_connection_time"] = 18060 },
                ["connection_info"] = new JsonObject { ["app_id"] = App },
            });
            foreach (var envelope in _unacknowledged.Values) socket.Send(Again(envelope));
            return true;
        }
    }

    private void Acknowledge(JsonObject acknowledgement)
    {
        lock (_lock)
        {
            _unacknowledged.Remove((string)acknowledgement["envelope_id"]!);
            Acknowledged.Add(acknowledgement);
        }
        Changed();
    }

    private static JsonObject Goodbye(string reason) => new() { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "applink-1" } };
}
