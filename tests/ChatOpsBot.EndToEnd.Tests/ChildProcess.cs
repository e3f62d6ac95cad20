using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ChatOpsBot.EndToEnd.Tests.InCluster;

namespace ChatOpsBot.EndToEnd.Tests;

/// <summary>A program that a test starts, waits for, and ends with everything that it started.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process, Func<string, bool> isReady)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data, isReady);
        process.ErrorDataReceived += (_, line) => Read(line.Data, isReady);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The line that said that it was ready.</summary>
    public string ReadyLine { get; private set; } = "";

    /// <summary>What it printed so far.</summary>
    public string Log
    {
        get { lock (_log) return _log.ToString(); }
    }

    /// <summary>A TCP port of this machine that nobody listens at.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Starts it and waits for the line that says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended before; with what it printed.</exception>
    public static async Task<ChildProcess> StartAsync(ProcessStartInfo start, Func<string, bool> isReady)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var child = new ChildProcess(Process.Start(start)!, isReady);
        _ = child._process.WaitForExitAsync(CancellationToken.None).ContinueWith(
            _ => child._ready.TrySetException(new InvalidOperationException($"{start.FileName} ended:\n{child.Log}")), TaskScheduler.Default);
        try
        {
            child.ReadyLine = await child._ready.Task.WaitAsync(Limit.OfAProgram, TestContext.Current.CancellationToken);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>The bot's own program with arguments.</summary>
    public static ProcessStartInfo Bot(params IEnumerable<string> arguments) => new("dotnet", [Path.Combine(AppContext.BaseDirectory, "ChatOpsBot.dll"), .. arguments]);

    /// <summary>Sends it a signal, by the signal's name.</summary>
    public Task SignalAsync(string name) => Tool.DoAsync("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)], TestContext.Current.CancellationToken);

    /// <summary>kill -9, with everything that it started: no goodbye, nothing flushed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Limit.OfAProgram);
        _process.Dispose();
    }

    private void Read(string? line, Func<string, bool> isReady)
    {
        if (line is null) return;
        lock (_log) _log.AppendLine(line);
        if (isReady(line)) _ready.TrySetResult(line);
    }
}
