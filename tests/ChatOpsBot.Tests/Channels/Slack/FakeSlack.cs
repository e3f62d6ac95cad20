using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Channels.Slack;

/// <summary>Something that was asked of Slack's Web API; the method "upload" is the sending of a file's bytes.</summary>
internal sealed record SlackCall(string Method, JsonObject Arguments, string? Token);

/// <summary>Slack on loopback, with its limits: nothing of Slack's that runs here enforces them. Slack's own clients work with it
/// (tests/ChatOpsBot.Tests/Vendors).</summary>
internal sealed partial class FakeSlack : IAsyncDisposable
{
    public const string BotToken = "xoxb-fake";
    public const string AppToken = "xapp-fake";
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    public const string Team = "T0SHOP";
    public const string BotUser = "U0BOT";
    public const string App = "A0BOT";

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly List<SlackCall> _calls = [];
    private readonly Dictionary<string, Queue<(int Status, string? Error, bool Done)>> _failures = [];
    private TaskCompletionSource _changed = NewSignal();

    private FakeSlack(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    public string Url => _app.Urls.First();

    /// <summary>What was asked, in the order in which it came.</summary>
    public List<SlackCall> Calls
    {
        get { lock (_lock) return [.. _calls]; }
    }

    public static async Task<FakeSlack> StartAsync(TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseWebSockets();
        app.UseRouting();
        var slack = new FakeSlack(app, time);
        app.MapPost("/api/{method}", (HttpContext http, string method) => slack.HandleAsync(http, method));
        app.MapPost("/upload/{id}", (HttpContext http, string id) => slack.UploadAsync(http, id));
        app.Map("/socket", slack.SocketAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return slack;
    }

    /// <summary>The settings of a bot that talks to this Slack.</summary>
    public (string Key, string? Value)[] Settings(bool socket) =>
    [
        ("Slack:BotToken", BotToken), ("Slack:ApiBaseUrl", Url + "/api/"), ("Slack:Mode", socket ? "SocketMode" : "Http"),
        socket ? ("Slack:AppToken", AppToken) : ("Slack:SigningSecret", Secret),
    ];

    /// <summary>Fails the next call of a method: a status, and for 200 an error code, for 429 the seconds of Retry-After. With "done" it is
    /// carried out all the same.</summary>
    public void Fail(string method, int status, string? error = null, bool done = false)
    {
        lock (_lock)
        {
            if (!_failures.TryGetValue(method, out var queue)) _failures[method] = queue = new();
            queue.Enqueue((status, error, done));
        }
    }

    /// <summary>What fits, as soon as it is there.</summary>
    public async Task<T> UntilAsync<T>(Func<FakeSlack, T?> find) where T : class
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (find(this) is { } found) return found;
                changed = _changed.Task;
            }
            await changed.WaitAsync(Limit.OfAWait, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A message of a channel that fits, as soon as there is one.</summary>
    public Task<JsonObject> MessageAsync(Func<string, bool> fits) =>
        UntilAsync(slack => slack.Messages.Values.LastOrDefault(message => fits(message.ToJsonString(Plain))));

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _app.DisposeAsync();
    }

    private static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Changed()
    {
        TaskCompletionSource changed;
        lock (_lock) (changed, _changed) = (_changed, NewSignal());
        changed.SetResult();
    }

    private async Task HandleAsync(HttpContext http, string method)
    {
        var request = await FakeSlackRequest.ReadAsync(http, method);
        (int Status, string? Error, bool Done)? failure = null;
        Answer? answer = null;
        lock (_lock)
        {
            _calls.Add(new(method, (JsonObject)request.Arguments.DeepClone(), request.Token));
            if (_failures.TryGetValue(method, out var queue) && queue.TryDequeue(out var next)) failure = next;
            if (failure is null or { Done: true }) answer = request.Problem is { } problem ? Error(problem) : Give(method, request.Arguments);
        }
        answer = failure switch
        {
            null => answer,
            { Status: 429, Error: var seconds } => Limited(seconds ?? "1"),
            { Status: var status, Error: var error } => new(status, error is null ? [] : Error(error).Body),
        };
        http.Response.StatusCode = answer!.Status;
        if (answer.RetryAfter is { } after) http.Response.Headers.RetryAfter = after;
        await http.Response.WriteAsJsonAsync(answer.Body, http.RequestAborted);
        Changed();
    }

    private Answer Give(string method, JsonObject arguments) => method switch
    {
        "auth.test" => Ok(
            ("url", Url), ("team", "Shop"), ("user", "chatops"), ("team_id", Team), ("user_id", BotUser), ("bot_id", "B0BOT"), ("is_enterprise_install", false)),
        "chat.postMessage" => Post(arguments),
        "chat.update" => Update(arguments),
        "chat.delete" => Delete(arguments),
        "chat.postEphemeral" => Whisper(arguments),
        "views.open" => Open(arguments),
        "views.update" => Renew(arguments),
        "views.publish" => Publish(arguments),
        "users.info" => User(arguments),
        "usergroups.users.list" => Members(arguments),
        "conversations.info" => Info(arguments),
        "conversations.open" => Direct(arguments),
        "conversations.list" => List(arguments),
        "conversations.history" => History(arguments),
        "conversations.replies" => Replies(arguments),
        "files.getUploadURLExternal" => Place(arguments),
        "files.completeUploadExternal" => Complete(arguments),
        "apps.connections.open" => Connect(),
        _ => Error("unknown_method"),
    };

    /// <summary>An answer of the Web API: mostly 200, whatever became of the call. https://docs.slack.dev/apis/web-api/#responses</summary>
    private sealed record Answer(int Status, JsonObject Body, string? RetryAfter = null);

    private static Answer Ok(params (string Name, JsonNode? Value)[] members)
    {
        var body = new JsonObject { ["ok"] = true };
        foreach (var (name, value) in members) body[name] = value;
        return new(200, body);
    }

    private static Answer Error(string code, string? details = null)
    {
        var body = new JsonObject { ["ok"] = false, ["error"] = code };
        if (details is not null) body["response_metadata"] = new JsonObject { ["messages"] = new JsonArray($"[ERROR] {details}") };
        return new(200, body);
    }

    // https://docs.slack.dev/apis/web-api/rate-limits#responding-to-rate-limiting-conditions
    private static Answer Limited(string seconds) => new(429, Error("ratelimited").Body, seconds);

    private static string Text(JsonObject arguments, string name) => (string?)arguments[name] ?? "";
}
