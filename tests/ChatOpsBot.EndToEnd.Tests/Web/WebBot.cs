using System.Globalization;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>The program on its demo cluster, started as a person starts it; it can be killed in mid-work and started again on the
/// same store and port.</summary>
internal sealed class WebBot : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatops-web-");
    private readonly int _port = ChildProcess.FreePort();
    private ChildProcess? _process;

    /// <summary>The page.</summary>
    public Uri Address => new($"http://localhost:{_port.ToString(CultureInfo.InvariantCulture)}/");

    /// <summary>The demo cluster that runs within it: another one after each start.</summary>
    public Uri Cluster => new(File.ReadAllText(Store + ".demo-cluster"));

    private string Settings => Path.Combine(_folder.FullName, "settings.json");

    private string Store => Path.Combine(_folder.FullName, "bot.db");

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
    public async Task StartAsync() => _process = await ChildProcess.StartAsync(
        ChildProcess.Bot(["serve", "--demo", "--demo-clock", "10x", "--urls", Address.GetLeftPart(UriPartial.Authority), "--store", Store, .. File.Exists(Settings) ? ["--config", Settings] : Array.Empty<string>()]),
        line => line.Contains("Ctrl+C", StringComparison.Ordinal));

    /// <summary>kill -9: no goodbye, nothing flushed.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        TestContext.Current.TestOutputHelper?.WriteLine(process.Log);
        await process.DisposeAsync();
    }

    /// <summary>Lets it stand still: nothing is answered until it goes on.</summary>
    public Task StopAsync() => _process!.SignalAsync("STOP");

    /// <summary>Lets it go on.</summary>
    public Task GoOnAsync() => _process!.SignalAsync("CONT");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }
}
