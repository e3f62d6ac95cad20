using System.Net;
using System.Net.Sockets;

namespace ChatOpsBot.Tests.Faults;

/// <summary>A wire that breaks: each connection is cut, both ways and without a word, after so many bytes from the service; in the
/// middle of whatever they belong to.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _connections = [];
    private readonly IPEndPoint _service;
    private readonly Func<int> _lasts;
    private readonly Task _accepting;
    private int _cuts;

    /// <param name="service">Where the wire goes.</param>
    /// <param name="lasts">After how many bytes the next connection is cut.</param>
    public Relay(Uri service, Func<int> lasts)
    {
        (_service, _lasts) = (new(IPAddress.Loopback, service.Port), lasts);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Authority => _listener.LocalEndpoint.ToString()!;

    /// <summary>How often it broke.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _connections.Add(CarryAsync(await _listener.AcceptSocketAsync(_end.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(Socket bot)
    {
        using var service = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (bot)
        {
            // Closing sends a reset: nobody is told anything.
            bot.LingerState = service.LingerState = new(true, 0);
            await service.ConnectAsync(_service);
            await Task.WhenAny(CopyAsync(bot, service, int.MaxValue), CopyAsync(service, bot, _lasts()));
        }
    }

    private async Task CopyAsync(Socket from, Socket to, int bytes)
    {
        var buffer = new byte[4096];
        try
        {
            while (bytes > 0)
            {
                var read = await from.ReceiveAsync(buffer.AsMemory(0, Math.Min(bytes, buffer.Length)), _end.Token);
                if (read == 0) return;
                for (var sent = 0; sent < read;) sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _end.Token);
                bytes -= read;
            }
            Interlocked.Increment(ref _cuts);
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The other end is gone.
        }
    }
}
