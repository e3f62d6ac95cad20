using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>The program on its demo cluster, started as a person starts it; it can be killed in mid-work and started again on the
/// same store and port.</summary>
internal sealed class WebBot : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatops-web-");
    private readonly StringBuilder _log = new();
    private readonly int _port = FreePort();
    private Process? _process;

    /// <summary>The page.</summary>
    public Uri Address => new($"http://localhost:{_port.ToString(CultureInfo.InvariantCulture)}/");

    private string Settings => Path.Combine(_folder.FullName, "settings.json");

    /// <summary>What it printed so far.</summary>
    public string Log
    {
        get { lock (_log) return _log.ToString(); }
    }

    /// <summary>Starts it.</summary>
    /// <param name="settings">What its file of settings says of its own address; null: there is none.</param>
    public static async Task<WebBot> OpenAsync(Func<Uri, string>? settings = null)
    {
        var bot = new WebBot();
        if (settings is not null) await File.WriteAllTextAsync(bot.Settings, settings(bot.Address), TestContext.Current.CancellationToken);
        await bot.StartAsync();
        return bot;
    }

    /// <summary>Starts it and waits until it listens.</summary>
    public async Task StartAsync()
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "ChatOpsBot.dll"), "serve", "--demo", "--urls", Address.GetLeftPart(UriPartial.Authority),
                "--store", Path.Combine(_folder.FullName, "bot.db"), .. File.Exists(Settings) ? ["--config", Settings] : Array.Empty<string>(),
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, line) => Read(line.Data, listening);
        process.ErrorDataReceived += (_, line) => Read(line.Data, listening);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        _ = process.WaitForExitAsync(CancellationToken.None).ContinueWith(
            _ => listening.TrySetException(new InvalidOperationException($"The bot ended:\n{Log}")), TaskScheduler.Default);
        await listening.Task.WaitAsync(StartTime, TestContext.Current.CancellationToken);
    }

    /// <summary>kill -9: no goodbye, nothing flushed.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _process = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(Log);
        if (_process is not null) await KillAsync();
        _folder.Delete(recursive: true);
    }

    private void Read(string? line, TaskCompletionSource listening)
    {
        if (line is null) return;
        lock (_log) _log.AppendLine(line);
        if (line.Contains("Ctrl+C", StringComparison.Ordinal)) listening.TrySetResult();
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        return ((System.Net.IPEndPoint)probe.LocalEndpoint).Port;
    }
}
