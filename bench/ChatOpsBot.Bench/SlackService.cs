using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsBot.Bench;

/// <summary>Slack as far as the bot calls it here: opens a socket, sends mentions through it, takes messages and remembers when they came.
/// It has no limits, so that the bot's are measured.</summary>
internal sealed class SlackService : IAsyncDisposable
{
    public const string Team = "T0BENCH";
    public const string User = "U0BENCH";
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _waiting = new();
    private readonly TaskCompletionSource<WebSocket> _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _sending = new(1, 1);
    private int _count;

    private SlackService(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public static async Task<SlackService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var slack = new SlackService(builder.Build());
        slack._app.UseWebSockets();
        slack._app.Map("/socket", slack.ServeSocketAsync);
        slack._app.MapPost("/api/{method}", slack.AnswerAsync);
        await slack._app.StartAsync();
        return slack;
    }

    /// <summary>Mentions the bot in a thread of its own, in a room of its own: none waits for a room's pace.</summary>
    /// <returns>From sending the envelope to the message being here.</returns>
    public async Task<TimeSpan> MentionAsync(string text)
    {
        var socket = await _open.Task;
        var number = Interlocked.Increment(ref _count);
        var ts = $"18{number:00000000}.000100";
        var answered = _waiting.GetOrAdd(ts, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        var envelope = JsonSerializer.SerializeToUtf8Bytes(new
        {
            envelope_id = ts,
            type = "events_api",
            accepts_response_payload = false,
            payload = new
            {
                type = "event_callback",
                team_id = Team,
                event_id = "Ev" + ts,
                authorizations = new[] { new { team_id = Team, user_id = "U0BOT", is_bot = true } },
                @event = new { type = "app_mention", user = User, team = Team, channel = $"C{number}", ts, text = $"<@U0BOT> {text}" },
            },
        });
        await _sending.WaitAsync();
        var sent = Stopwatch.GetTimestamp();
        try
        {
            await socket.SendAsync(envelope, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
        return Stopwatch.GetElapsedTime(sent, await answered.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(string method, HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        switch (method)
        {
            case "chat.postMessage":
                if (JsonNode.Parse(body)?["thread_ts"]?.GetValue<string>() is { } thread && _waiting.TryRemove(thread, out var waiting)) waiting.SetResult(Stopwatch.GetTimestamp());
                return Results.Json(new { ok = true, channel = "C1", ts = "1900000000.000100" });
            case "apps.connections.open":
                return Results.Json(new { ok = true, url = Url.Replace("http://", "ws://", StringComparison.Ordinal) + "/socket" });
            case "users.info":
                return Results.Json(new { ok = true, user = new { name = "bench", locale = "en-US", tz = "Europe/Berlin" } });
            default:
                return Results.Json(new { ok = true, user_id = "U0BOT", team_id = Team });
        }
    }

    private async Task ServeSocketAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await socket.SendAsync(Encoding.UTF8.GetBytes("""{"type":"hello"}"""), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        _open.TrySetResult(socket);
        var acknowledgement = new byte[64 * 1024];
        try
        {
            while ((await socket.ReceiveAsync(acknowledgement.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close) { }
        }
        catch (WebSocketException)
        {
            // The bot was ended.
        }
    }
}
