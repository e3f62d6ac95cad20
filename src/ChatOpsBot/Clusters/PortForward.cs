using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Host.Clusters;

/// <summary>One connection to a port of a pod over the web socket of pods/portforward. Each message begins with its channel: 0 is the
/// connection, 1 what the kubelet says of it; the first message of a channel is the port's two bytes.
/// Source: https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/server/portforward or k8s.io/kubelet's streaming/portforward/websocket.go.
/// (KubernetesClient's StreamDemuxer blocks a thread for as long as nothing comes, and cannot be cancelled.)</summary>
internal sealed partial class PortForward(WebSocket socket)
{
    /// <summary>The protocol of the web socket, which kubelets have spoken since port-forward was there for web sockets.</summary>
    public const string Subprotocol = "v4.channel.k8s.io";

    private const byte Data = 0, Errors = 1;
    private const int PortBytes = 2;
    private const int MostBytes = 4096;

    // A TLS record of type alert, of which the second byte is the version's 3.
    private const byte TlsAlert = 0x15, TlsVersion = 0x03;

    private readonly byte[] _message = new byte[MostBytes];
    private readonly ArrayBufferWriter<byte> _data = new();
    private readonly ArrayBufferWriter<byte> _errors = new();
    private int _skipData = PortBytes;
    private int _skipErrors = PortBytes;

    /// <summary>Asks once, and reads until what answers is known.</summary>
    /// <param name="port">For what.</param>
    /// <param name="patience">How long an answer is waited for.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">The call's own end.</param>
    public async Task<PortAnswer> AskAsync(PodPort port, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var waiting = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(waiting.Token, cancellationToken);
        try
        {
            var request = $"GET {port.Path} HTTP/1.1\r\nHost: {port.Host}\r\nUser-Agent: chatopsbot\r\nAccept: */*\r\nConnection: close\r\n\r\n";
            await socket.SendAsync((byte[])[Data, .. Encoding.ASCII.GetBytes(request)], WebSocketMessageType.Binary, endOfMessage: true, either.Token);
            while (await ReadAsync(either.Token))
            {
                if (_errors.WrittenCount > 0) return Refusal();
                if (_data.WrittenCount > 0 && Known(closed: false) is { } known) return known;
            }
            return _errors.WrittenCount > 0 ? Refusal() : Known(closed: true) ?? new PortAnswer.Closed();
        }
        catch (OperationCanceledException) when (waiting.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Known(closed: true) ?? new PortAnswer.Silent(patience);
        }
        catch (WebSocketException cut)
        {
            return Known(closed: true) ?? new PortAnswer.NotForwarded(cut.Message);
        }
    }

    // One message; false at the end.
    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte>? channel = null;
        while (true)
        {
            var part = await socket.ReceiveAsync(_message.AsMemory(), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close) return false;
            var bytes = _message.AsMemory(0, part.Count);
            if (channel is null && bytes.Length > 0)
            {
                channel = bytes.Span[0] switch { Data => _data, Errors => _errors, _ => null };
                bytes = bytes[1..];
            }
            if (channel is not null) Keep(channel, bytes.Span);
            if (part.EndOfMessage) return _data.WrittenCount < MostBytes;
        }
    }

    private void Keep(ArrayBufferWriter<byte> channel, ReadOnlySpan<byte> bytes)
    {
        ref var skip = ref channel == _data ? ref _skipData : ref _skipErrors;
        var skipped = Math.Min(skip, bytes.Length);
        skip -= skipped;
        if (channel.WrittenCount < MostBytes) channel.Write(bytes[skipped..]);
    }

    private PortAnswer Refusal()
    {
        var words = Encoding.UTF8.GetString(_errors.WrittenSpan);
        return words.Contains("connection refused", StringComparison.OrdinalIgnoreCase) ? new PortAnswer.Refused() : new PortAnswer.NotForwarded(Excerpt.Of(words));
    }

    // Null while more has to come to tell.
    private PortAnswer? Known(bool closed)
    {
        var bytes = _data.WrittenSpan;
        if (bytes.Length == 0) return null;
        if (bytes is [TlsAlert, TlsVersion, ..]) return new PortAnswer.Tls();
        var text = Encoding.Latin1.GetString(bytes);
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0 && !closed && (text.StartsWith("HTTP/", StringComparison.Ordinal) || "HTTP/".StartsWith(text, StringComparison.Ordinal))) return null;
        var line = (end < 0 ? text : text[..end]).TrimEnd('\r');
        if (StatusLine().Match(line) is not { Success: true } match) return new PortAnswer.Spoke();
        var status = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        // Go's and nginx' words to plain HTTP at a port for TLS are in the body.
        if (status == 400 && WantsTls().IsMatch(text)) return new PortAnswer.Tls();
        return status == 400 && !closed ? null : new PortAnswer.Http(Excerpt.Of(line), status);
    }

    [GeneratedRegex(@"^HTTP/[0-9.]+ ([0-9]{3})( |$)")]
    private static partial Regex StatusLine();

    [GeneratedRegex("HTTP request (to an HTTPS server|was sent to HTTPS port)")]
    private static partial Regex WantsTls();
}
