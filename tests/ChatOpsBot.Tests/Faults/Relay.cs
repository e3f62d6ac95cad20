using System.Net;
using System.Net.Sockets;

namespace ChatOpsBot.Tests.Faults;

/// <summary>A wire that breaks: once so many bytes came from the bot, what comes from the service is cut off after so many more, in the
/// middle of whatever they belong to; both ways and without a word.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _connections = [];
    private readonly IPEndPoint _service;
    private readonly Func<(int FromBot, int More)> _lasts;
    private readonly Task _accepting;
    private int _cuts;

    /// <param name="service">Where the wire goes.</param>
    /// <param name="lasts">When the next connection is cut.</param>
    public Relay(Uri service, Func<(int FromBot, int More)> lasts)
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
            var (fromBot, more) = _lasts();
            await Task.WhenAny(
                CopyAsync(bot, service, read =>
                {
                    Interlocked.Add(ref fromBot, -read);
                    return false;
                }),
                CopyAsync(service, bot, read => Volatile.Read(ref fromBot) <= 0 && (more -= read) <= 0));
        }
    }

    private async Task CopyAsync(Socket from, Socket to, Func<int, bool> isOver)
    {
        // Small pieces, so that an envelope is cut and not left whole.
        var buffer = new byte[256];
        try
        {
            while (true)
            {
                var read = await from.ReceiveAsync(buffer.AsMemory(), _end.Token);
                if (read == 0) return;
                for (var sent = 0; sent < read;) sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _end.Token);
                if (!isOver(read)) continue;
                Interlocked.Increment(ref _cuts);
                return;
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The other end is gone.
        }
    }
}
