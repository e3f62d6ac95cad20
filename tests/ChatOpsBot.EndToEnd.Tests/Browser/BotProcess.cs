using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ChatOpsBot.EndToEnd.Tests.Browser;

/// <summary>The program itself, started as a person starts it, with people of this test and a store of its own.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BotProcess(Process process, DirectoryInfo folder)
    {
        (_process, _folder) = (process, folder);
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Where it takes activities.</summary>
    public Uri Messages => new(Address, "/api/messages");

    /// <summary>What it printed so far.</summary>
    public string Log
    {
        get { lock (_log) return _log.ToString(); }
    }

    /// <summary>Starts `serve --local-tests` with more arguments and the people of a Playground.</summary>
    public static async Task<BotProcess> StartAsync(object settings, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("chatops-e2e-");
        var config = Path.Combine(folder.FullName, "settings.json");
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(settings), TestContext.Current.CancellationToken);
        var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "ChatOpsBot.dll"), "serve", "--local-tests", "--urls", "http://127.0.0.1:0",
                "--config", config, "--store", Path.Combine(folder.FullName, "bot.db"), .. arguments,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var bot = new BotProcess(process, folder);
        _ = process.WaitForExitAsync(CancellationToken.None).ContinueWith(
            _ => bot._listening.TrySetException(new InvalidOperationException($"The bot ended:\n{bot.Log}")), TaskScheduler.Default);
        bot.Address = await bot._listening.Task.WaitAsync(StartTime, TestContext.Current.CancellationToken);
        return bot;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (_log) _log.AppendLine(line);
        foreach (var word in line.Split(' '))
            if (word.StartsWith("http://127.0.0.1:", StringComparison.Ordinal) && Uri.TryCreate(word.TrimEnd('.', '/', ','), UriKind.Absolute, out var url))
                _listening.TrySetResult(new Uri(url.GetLeftPart(UriPartial.Authority)));
    }
}
