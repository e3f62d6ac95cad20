using System.Diagnostics;

namespace ChatOpsBot.Bench;

/// <summary>The program, asked as the bot service asks.</summary>
internal sealed class BotProcess : IAsked
{
    private const string Tenant = "11111111-1111-1111-1111-111111111111";
    private const string Person = "22222222-2222-2222-2222-222222222222";
    private readonly Connector _connector;
    private readonly HttpClient _http;
    private int _count;

    private BotProcess(ServeProcess process, Connector connector)
    {
        (Process, _connector) = (process, connector);
        _http = new HttpClient { BaseAddress = process.Address };
    }

    public ServeProcess Process { get; }

    public static async Task<BotProcess> StartAsync(string program, string kubeconfig, Connector connector)
    {
        var settings = $$"""
            { "People": { "bench": { "Accounts": [ "teams:{{Tenant}}/{{Person}}" ], "Roles": [ "Reader" ] } }, "Logging": { "LogLevel": { "Default": "Warning" } } }
            """;
        return new BotProcess(await ServeProcess.StartAsync(program, settings, "--kubeconfig", kubeconfig, "--local-tests"), connector);
    }

    /// <summary>Microsoft's least bot in its place, in a process of its own too.</summary>
    public static async Task<BotProcess> StartEchoAsync(Connector connector) =>
        new(await ServeProcess.StartAsync(typeof(BotProcess).Assembly.Location, "{}", "--echo"), connector);

    /// <inheritdoc/>
    public async Task<TimeSpan> AskAsync(string text)
    {
        var conversation = $"bench-{Interlocked.Increment(ref _count)}";
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

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Process.DisposeAsync();
    }
}
