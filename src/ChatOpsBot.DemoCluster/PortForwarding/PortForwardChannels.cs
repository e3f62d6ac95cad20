using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;

namespace ChatOpsBot.DemoCluster.PortForwarding;

/// <summary>Two channels a port over one web socket, the connection and what is said of it: each message begins with its channel, and the
/// first of a channel is the port's two bytes.</summary>
internal sealed class PortForwardChannels(WebSocket socket, bool isText)
{
    private const int LongestRequest = 16 * 1024;

    /// <summary>Says which channel is which port's.</summary>
    public async Task OpenAsync(IReadOnlyList<ushort> ports, CancellationToken cancellationToken)
    {
        for (var i = 0; i < ports.Count; i++)
        {
            var port = new byte[sizeof(ushort)];
            BinaryPrimitives.WriteUInt16LittleEndian(port, ports[i]);
            await SendAsync(2 * i, port, cancellationToken);
            await SendAsync((2 * i) + 1, port, cancellationToken);
        }
    }

    public Task RefuseAsync(int index, string why, CancellationToken cancellationToken) => SendAsync((2 * index) + 1, Encoding.UTF8.GetBytes(why), cancellationToken);

    /// <summary>Reads one request and answers it as a web server with a single page does.</summary>
    public async Task AnswerAsync(int index, Func<string, bool> has, CancellationToken cancellationToken)
    {
        var request = new StringBuilder();
        while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await ReceiveAsync(cancellationToken) is not { } message || request.Length > LongestRequest) return;
            if (message is [var channel, ..] && channel == 2 * index) request.Append(Encoding.Latin1.GetString(message.AsSpan(1)));
        }
        var path = request.ToString().Split(' ') is [_, var asked, ..] ? asked : "";
        var (status, page) = has(path) ? ("200 OK", "<h1>It works</h1>\n") : ("404 Not Found", "The requested URL was not found\n");
        await SendAsync(2 * index, Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\nContent-type: text/html\r\nContent-Length: {page.Length}\r\n\r\n{page}"), cancellationToken);
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
    }

    private async Task<byte[]?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var (message, buffer) = (new MemoryStream(), new byte[4096]);
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            message.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage) continue;
            var bytes = message.ToArray();
            return isText && bytes is [var digit, ..] ? [(byte)(digit - '0'), .. Convert.FromBase64String(Encoding.ASCII.GetString(bytes.AsSpan(1)))] : bytes;
        }
    }

    private async Task SendAsync(int channel, byte[] payload, CancellationToken cancellationToken)
    {
        byte[] message = isText ? [(byte)('0' + channel), .. Encoding.ASCII.GetBytes(Convert.ToBase64String(payload))] : [(byte)channel, .. payload];
        await socket.SendAsync(message, isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
    }
}
