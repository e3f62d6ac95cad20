using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ChatOpsBot.Bench;

/// <summary>The program as it is shipped, in a process of its own, asked as the bot service asks.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private const string Tenant = "11111111-1111-1111-1111-111111111111";
    private const string Person = "22222222-2222-2222-2222-222222222222";
    private readonly Process _process;
    private readonly Connector _connector;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _http;
    private readonly long _started;
    private int _count;

    private BotProcess(Process process, Connector connector, DirectoryInfo folder, string url, long started)
    {
        _process = process;
        _connector = connector;
        _folder = folder;
        _http = new HttpClient { BaseAddress = new Uri(url) };
        _started = started;
    }

    public TimeSpan SinceStart => Stopwatch.GetElapsedTime(_started);

    public static async Task<BotProcess> StartAsync(string program, string kubeconfig, Connector connector)
    {
        var folder = Directory.CreateTempSubdirectory("chatops-bench");
        var settings = Path.Combine(folder.FullName, "settings.json");
        await File.WriteAllTextAsync(settings, $$"""
            { "People": { "bench": { "Accounts": [ "teams:{{Tenant}}/{{Person}}" ], "Roles": [ "Reader" ] } }, "Logging": { "LogLevel": { "Default": "Warning" } } }
            """);
        var url = $"http://127.0.0.1:{FreePort()}";
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [program, "serve", "--kubeconfig", kubeconfig, "--config", settings, "--store", Path.Combine(folder.FullName, "bench.db"), "--urls", url, "--local-tests"])
        { RedirectStandardOutput = true })!;
        var bot = new BotProcess(process, connector, folder, url, started);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(url, StringComparison.Ordinal)) break;
        }
        _ = process.StandardOutput.ReadToEndAsync();
        return bot;
    }

    /// <summary>From sending the activity to the connector having the answer.</summary>
    public async Task<TimeSpan> AskAsync(string text)
    {
        var conversation = $"bench-{++_count}";
        var answered = _connector.NextMessageAsync(conversation);
        var sent = Stopwatch.GetTimestamp();
        using var response = await _http.PostAsJsonAsync("/api/messages", new
        {
            type = "message",
            id = conversation,
            timestamp = "2026-01-01T00:00:00Z",
            channelId = "msteams",
            serviceUrl = _connector.ServiceUrl,
            from = new { id = "29:bench", name = "Bench", aadObjectId = Person },
            recipient = new { id = "28:bot", name = "ChatOpsBot" },
            conversation = new { id = conversation, conversationType = "personal", tenantId = Tenant },
            channelData = new { tenant = new { id = Tenant } },
            text,
        });
        response.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(sent, await answered.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    public double ResidentMegabytes() => Status("VmRSS:");

    // The rest are pages of the program's files, which the system shares and takes back; RssShmem is compiled code.
    public double OwnMegabytes() => Status("RssAnon:") + Status("RssShmem:");

    public double PeakMegabytes() => Status("VmHWM:");

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private double Status(string field) => File.ReadLines($"/proc/{_process.Id}/status")
        .Where(line => line.StartsWith(field, StringComparison.Ordinal))
        .Select(line => double.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024)
        .Single();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
