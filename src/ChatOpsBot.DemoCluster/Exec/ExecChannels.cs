using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.Api;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.DemoCluster.Exec;

/// <summary>Input, output, errors and outcome over one web socket: each message begins with its channel.</summary>
internal sealed class ExecChannels(WebSocket socket, ExecProtocol protocol, IQueryCollection query)
{
    private const byte Input = 0, Output = 1, Errors = 2, Outcome = 3, Close = 255;
    private readonly bool _output = QueryNumbers.IsTrue(query, "stdout");
    private readonly bool _errors = QueryNumbers.IsTrue(query, "stderr") && !QueryNumbers.IsTrue(query, "tty");

    public bool HasInput { get; } = QueryNumbers.IsTrue(query, "stdin");

    public bool IsTerminal { get; } = QueryNumbers.IsTrue(query, "tty");

    /// <summary>Whether anything of the command is wanted.</summary>
    public bool Any => _output || _errors || HasInput;

    /// <summary>The same, before there are channels.</summary>
    public static bool IsAnyAsked(IQueryCollection query) => QueryNumbers.IsTrue(query, "stdin") || QueryNumbers.IsTrue(query, "stdout") || QueryNumbers.IsTrue(query, "stderr");

    /// <summary>An empty message on the lowest channel that is written to tells the client that it is connected.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) =>
        SendAsync(_output ? Output : _errors ? Errors : Outcome, "", cancellationToken);

    public Task WriteAsync(string text, bool error, CancellationToken cancellationToken)
    {
        // A terminal has no errors of its own, and its lines end as a terminal's do.
        if (IsTerminal) (text, error) = (text.Replace("\n", "\r\n", StringComparison.Ordinal), false);
        return text.Length == 0 || !(error ? _errors : _output) ? Task.CompletedTask : SendAsync(error ? Errors : Output, text, cancellationToken);
    }

    /// <summary>Everything that is written to the command until the client closes that channel, or the connection.</summary>
    public async Task<string> ReadInputAsync(CancellationToken cancellationToken)
    {
        using var input = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            using var message = new MemoryStream();
            WebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer, cancellationToken);
                message.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            var received = message.ToArray();
            if (part.MessageType == WebSocketMessageType.Close || received is [Close, Input]) return Encoding.UTF8.GetString(input.ToArray());
            if (protocol.IsText && received is [(byte)'0', ..]) input.Write(Convert.FromBase64String(Encoding.ASCII.GetString(received.AsSpan(1))));
            else if (received is [Input, ..]) input.Write(received.AsSpan(1));
        }
    }

    public async Task EndAsync(JsonObject status, CancellationToken cancellationToken)
    {
        if (protocol.HasStatus) await SendAsync(Outcome, Encoding.UTF8.GetString(Answer.Json(status).Body.Span), cancellationToken);
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
    }

    private async Task SendAsync(byte channel, string text, CancellationToken cancellationToken)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        byte[] message = protocol.IsText ? [(byte)('0' + channel), .. Encoding.ASCII.GetBytes(Convert.ToBase64String(payload))] : [channel, .. payload];
        await socket.SendAsync(message, protocol.IsText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
    }
}
