using System.Text.Json;

namespace ChatOpsBot.EndToEnd.Tests.Browser;

/// <summary>The program itself, started as a person starts it, with people of this test and a store of its own.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly DirectoryInfo _folder;

    private BotProcess(ChildProcess process, DirectoryInfo folder) => (_process, _folder) = (process, folder);

    /// <summary>Where it listens.</summary>
    public Uri Address => AddressIn(_process.ReadyLine)!;

    /// <summary>Where it takes activities.</summary>
    public Uri Messages => new(Address, "/api/messages");

    /// <summary>What it printed so far.</summary>
    public string Log => _process.Log;

    /// <summary>Starts `serve --local-tests` with more arguments and the people of a Playground.</summary>
    public static async Task<BotProcess> StartAsync(object settings, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("chatops-e2e-");
        var config = Path.Combine(folder.FullName, "settings.json");
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(settings), TestContext.Current.CancellationToken);
        var process = await ChildProcess.StartAsync(
            ChildProcess.Bot(["serve", "--local-tests", "--urls", "http://127.0.0.1:0", "--config", config, "--store", Path.Combine(folder.FullName, "bot.db"), .. arguments]),
            line => AddressIn(line) is not null);
        return new BotProcess(process, folder);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static Uri? AddressIn(string line) => line.Split(' ')
        .Where(word => word.StartsWith("http://127.0.0.1:", StringComparison.Ordinal))
        .Select(word => Uri.TryCreate(word.TrimEnd('.', '/', ','), UriKind.Absolute, out var url) ? new Uri(url.GetLeftPart(UriPartial.Authority)) : null)
        .FirstOrDefault(url => url is not null);
}
