using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace ChatOpsBot.Tests.Channels.Slack;

/// <summary>One socket of the fake Slack: what is to be sent goes out in the order in which it was said.</summary>
internal sealed class FakeSlackSocket(WebSocket socket) : IDisposable
{
    private readonly Channel<(string Text, bool IsWhole)> _outgoing = Channel.CreateUnbounded<(string, bool)>();

    /// <summary>Sends a message.</summary>
    public void Send(JsonObject message) => Send(message.ToJsonString());

    /// <summary>Sends a message as it stands.</summary>
    public void Send(string message) => _outgoing.Writer.TryWrite((message, true));

    /// <summary>Sends half a message, and cuts the socket.</summary>
    public void SendHalf(string message) => _outgoing.Writer.TryWrite((message[..(message.Length / 2)], false));

    /// <summary>Cuts it without a word.</summary>
    public void Cut() => socket.Abort();

    /// <summary>Sends, and passes on what comes, until the other side closes or it is cut.</summary>
    public async Task RunAsync(Action<JsonObject> received)
    {
        var sending = SendAsync();
        try
        {
            while (await ReceiveAsync() is { } message) received(JsonNode.Parse(message)!.AsObject());
        }
        catch (Exception lost) when (IsLost(lost))
        {
            // Cut off.
        }
        _outgoing.Writer.Complete();
        await sending;
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private async Task SendAsync()
    {
        try
        {
            await foreach (var (text, whole) in _outgoing.Reader.ReadAllAsync())
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, whole, CancellationToken.None);
                if (!whole) socket.Abort();
            }
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception lost) when (IsLost(lost))
        {
            // Slack does not hear of it either, and sends again.
        }
    }

    private async Task<string?> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close) return null;
            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage) return Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
        }
    }

    private static bool IsLost(Exception exception) => exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;
}
