using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Channels.Slack;

/// <summary>Something that the bot asked of Slack's Web API.</summary>
internal sealed record SlackCall(string Method, JsonObject Arguments, string? Token);

/// <summary>Slack on loopback, with its limits: nothing of Slack's that runs here enforces them.</summary>
internal sealed partial class FakeSlack : IAsyncDisposable
{
    public const string BotToken = "xoxb-fake";
    public const string AppToken = "xapp-fake";
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    public const string Team = "T0SHOP";
    public const string BotUser = "U0BOT";

    // "1 per second … short bursts": https://docs.slack.dev/apis/web-api/rate-limits#posting-messages. More than this in a row are refused.
    public const int Burst = 5;

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _full = [];
    private readonly Dictionary<string, DateTimeOffset> _triggers = [];
    private readonly Dictionary<string, (string Name, int Length, byte[]? Content)> _uploads = [];
    private TaskCompletionSource _changed = NewSignal();
    private int _ts;

    private FakeSlack(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    public string Url => _app.Urls.First();

    /// <summary>The channels that the bot is in. Direct messages are opened by the first message.</summary>
    public HashSet<string> Channels { get; } = ["C0ONCALL"];

    /// <summary>Who is in a channel beside the bot; whoever is in none cannot be whispered to.</summary>
    public HashSet<string> Archived { get; } = [];

    /// <summary>What stands in the channels, by channel and ts.</summary>
    public Dictionary<(string Channel, string Ts), JsonObject> Messages { get; } = [];

    /// <summary>What only one person saw.</summary>
    public List<JsonObject> Whispers { get; } = [];

    /// <summary>Views by user (home) or view id (modals).</summary>
    public Dictionary<string, JsonObject> Views { get; } = [];

    /// <summary>Files that were completed, with where.</summary>
    public List<(string Name, string Content, string Channel, string? Thread)> Files { get; } = [];

    public List<SlackCall> Calls { get; } = [];

    /// <summary>Users as users.info tells of them.</summary>
    public Dictionary<string, (string Name, string Locale, string Zone)> Users { get; } = new()
    {
        ["U0ALICE"] = ("Alice", "en-US", "Europe/Berlin"),
        ["U0BOB"] = ("Bob", "zh-CN", "Asia/Shanghai"),
    };

    /// <summary>What the next calls of a method get instead of an answer: a status, and for 200 an error code. "done" first: it is carried
    /// out all the same.</summary>
    public Dictionary<string, Queue<(int Status, string? Error, bool Done)>> Failures { get; } = [];

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

    /// <summary>Fails the next call of a method.</summary>
    public void Fail(string method, int status, string? error = null, bool done = false)
    {
        lock (_lock)
        {
            if (!Failures.TryGetValue(method, out var queue)) Failures[method] = queue = new();
            queue.Enqueue((status, error, done));
        }
    }

    /// <summary>A trigger for a modal: "expires in 3 seconds and can be used once",
    /// https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses</summary>
    public string Trigger()
    {
        lock (_lock)
        {
            var id = $"trigger-{_triggers.Count + 1}";
            _triggers[id] = _time.GetUtcNow();
            return id;
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
            await changed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A message of a channel that fits, as soon as there is one.</summary>
    public Task<JsonObject> MessageAsync(Func<string, bool> fits) =>
        UntilAsync(slack => slack.Messages.Values.LastOrDefault(message => fits(message.ToJsonString(Plain))));

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        await _app.DisposeAsync();
    }

    private static System.Text.Json.JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Changed()
    {
        TaskCompletionSource changed;
        lock (_lock) (changed, _changed) = (_changed, NewSignal());
        changed.SetResult();
    }

    private async Task HandleAsync(HttpContext http, string method)
    {
        var arguments = await ReadAsync(http, method);
        var token = http.Request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var bearer] ? bearer : null;
        (int Status, string? Error, bool Done)? failure = null;
        lock (_lock)
        {
            Calls.Add(new(method, (JsonObject)arguments.DeepClone(), token));
            if (Failures.TryGetValue(method, out var queue) && queue.TryDequeue(out var next)) failure = next;
        }
        if (failure is null or { Done: true })
        {
            var answer = token != (method == "apps.connections.open" ? AppToken : BotToken) ? Error("invalid_auth") : Answer(method, arguments, http);
            if (failure is null)
            {
                if (http.Response.StatusCode == 200) await http.Response.WriteAsync(answer.ToJsonString(), TestContext.Current.CancellationToken);
                Changed();
                return;
            }
        }
        http.Response.StatusCode = failure.Value.Status;
        if (failure.Value.Status == 429) http.Response.Headers.RetryAfter = failure.Value.Error ?? "1";
        else if (failure.Value.Error is { } error) await http.Response.WriteAsync(Error(error).ToJsonString(), TestContext.Current.CancellationToken);
        Changed();
    }

    // Methods that read take forms alone: https://docs.slack.dev/apis/web-api/#post-bodies
    private static async Task<JsonObject> ReadAsync(HttpContext http, string method)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        var takesJson = method.StartsWith("chat.", StringComparison.Ordinal) || method.StartsWith("views.", StringComparison.Ordinal) || method == "files.completeUploadExternal";
        if (http.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true) return takesJson ? JsonNode.Parse(text)!.AsObject() : [];
        var form = new JsonObject();
        foreach (var (name, values) in Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(text)) form[name] = values.ToString() is ['[' or '{', ..] json ? JsonNode.Parse(json) : values.ToString();
        return form;
    }

    private JsonObject Answer(string method, JsonObject arguments, HttpContext http)
    {
        lock (_lock)
        {
            return method switch
            {
                "auth.test" => Ok(("user_id", BotUser), ("team_id", Team), ("bot_id", "B0BOT")),
                "chat.postMessage" => Post(arguments, http),
                "chat.update" => Update(arguments),
                "chat.delete" => Messages.Remove(Key(arguments)) ? Ok() : Error("message_not_found"),
                "chat.postEphemeral" => Whisper(arguments),
                "views.open" => Open(arguments),
                "views.publish" => Publish(arguments),
                "users.info" => User((string?)arguments["user"] ?? ""),
                "usergroups.users.list" => Groups.TryGetValue((string?)arguments["usergroup"] ?? "", out var members)
                    ? Ok(("users", new JsonArray([.. members.Select(member => (JsonNode)member)]))) : Error("no_such_subteam"),
                "files.getUploadURLExternal" => Place(arguments),
                "files.completeUploadExternal" => Complete(arguments),
                "apps.connections.open" => Ok(("url", Url.Replace("http://", "ws://", StringComparison.Ordinal) + "/socket")),
                _ => Error("unknown_method"),
            };
        }
    }

    /// <summary>User groups and their members.</summary>
    public Dictionary<string, string[]> Groups { get; } = [];

    private JsonObject Post(JsonObject arguments, HttpContext http)
    {
        var asked = (string?)arguments["channel"] ?? "";
        if (Refusal(asked, arguments) is { } refusal) return Error(refusal.Code, refusal.Details);
        var channel = asked.StartsWith('U') ? "D" + asked[1..] : asked;
        var now = _time.GetUtcNow();
        var until = _full.TryGetValue(channel, out var full) && full > now ? full : now;
        if (until - now > TimeSpan.FromSeconds(Burst - 1))
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "1";
            return [];
        }
        _full[channel] = until + TimeSpan.FromSeconds(1);
        var ts = string.Create(CultureInfo.InvariantCulture, $"1764000000.{++_ts:000000}");
        Messages[(channel, ts)] = (JsonObject)arguments.DeepClone();
        return Ok(("channel", channel), ("ts", ts));
    }

    private JsonObject Update(JsonObject arguments)
    {
        var key = Key(arguments);
        // "channel_not_found" for a user's id: https://docs.slack.dev/reference/methods/chat.update
        if (!Messages.TryGetValue(key, out var old)) return Error(key.Channel.StartsWith('U') ? "channel_not_found" : "message_not_found");
        if (Refusal(key.Channel, arguments) is { } refusal) return Error(refusal.Code, refusal.Details);
        var thread = old["thread_ts"]?.DeepClone();
        Messages[key] = (JsonObject)arguments.DeepClone();
        if (thread is not null) Messages[key]["thread_ts"] = thread;
        return Ok(("channel", key.Channel), ("ts", key.Ts));
    }

    private JsonObject Whisper(JsonObject arguments)
    {
        if (Refusal((string?)arguments["channel"] ?? "", arguments) is { } refusal) return Error(refusal.Code, refusal.Details);
        if (!Users.ContainsKey((string?)arguments["user"] ?? "")) return Error("user_not_in_channel");
        Whispers.Add((JsonObject)arguments.DeepClone());
        return Ok(("message_ts", "1764000000.900000"));
    }

    private (string Code, string? Details)? Refusal(string channel, JsonObject arguments)
    {
        if (Archived.Contains(channel)) return ("is_archived", null);
        if (!Channels.Contains(channel) && !channel.StartsWith('U') && !channel.StartsWith('D')) return (channel.StartsWith('G') ? "channel_not_found" : "not_in_channel", null);
        if (string.IsNullOrEmpty((string?)arguments["text"]) && arguments["blocks"] is not JsonArray { Count: > 0 }) return ("no_text", null);
        if (((string?)arguments["text"])?.Length > FakeSlackLimits.LongestText) return ("msg_too_long", null);
        return arguments["blocks"] is JsonArray blocks && FakeSlackLimits.OfBlocks(blocks, FakeSlackLimits.MessageBlocks) is { } problem ? ("invalid_blocks", problem) : null;
    }

    private JsonObject Open(JsonObject arguments)
    {
        var trigger = (string?)arguments["trigger_id"] ?? "";
        if (!_triggers.Remove(trigger, out var issued)) return Error(trigger.StartsWith("trigger-", StringComparison.Ordinal) ? "exchanged_trigger_id" : "invalid_trigger_id");
        if (_time.GetUtcNow() - issued > TimeSpan.FromSeconds(3)) return Error("expired_trigger_id");
        var view = arguments["view"] as JsonObject ?? [];
        if (FakeSlackLimits.OfView(view) is { } problem) return Error("invalid_arguments", problem);
        var id = $"V{Views.Count + 1}";
        Views[id] = (JsonObject)view.DeepClone();
        return Ok(("view", new JsonObject { ["id"] = id }));
    }

    private JsonObject Publish(JsonObject arguments)
    {
        var view = arguments["view"] as JsonObject ?? [];
        if (FakeSlackLimits.OfView(view) is { } problem) return Error("invalid_arguments", problem);
        Views[(string)arguments["user_id"]!] = (JsonObject)view.DeepClone();
        return Ok(("view", new JsonObject { ["id"] = "V0HOME" }));
    }

    private JsonObject User(string id) => Users.TryGetValue(id, out var user)
        ? Ok(("user", new JsonObject { ["id"] = id, ["real_name"] = user.Name, ["locale"] = user.Locale, ["tz"] = user.Zone }))
        : Error("user_not_found");

    private JsonObject Place(JsonObject arguments)
    {
        if ((string?)arguments["filename"] is not { Length: > 0 } name || !int.TryParse((string?)arguments["length"], CultureInfo.InvariantCulture, out var length) || length == 0)
            return Error("invalid_arguments");
        var id = $"F{_uploads.Count + 1}";
        _uploads[id] = (name, length, null);
        return Ok(("upload_url", $"{Url}/upload/{id}"), ("file_id", id));
    }

    private async Task UploadAsync(HttpContext http, string id)
    {
        using var content = new MemoryStream();
        await http.Request.Body.CopyToAsync(content, TestContext.Current.CancellationToken);
        lock (_lock)
        {
            // A token has no business at another host.
            if (!_uploads.TryGetValue(id, out var upload) || content.Length != upload.Length || http.Request.Headers.Authorization.Count > 0) http.Response.StatusCode = 400;
            else _uploads[id] = upload with { Content = content.ToArray() };
        }
    }

    private JsonObject Complete(JsonObject arguments)
    {
        foreach (var file in (arguments["files"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (!_uploads.TryGetValue((string?)file["id"] ?? "", out var upload) || upload.Content is null) return Error("file_not_found");
            Files.Add((upload.Name, System.Text.Encoding.UTF8.GetString(upload.Content), (string)arguments["channel_id"]!, (string?)arguments["thread_ts"]));
        }
        return Ok();
    }

    private static (string Channel, string Ts) Key(JsonObject arguments) => ((string?)arguments["channel"] ?? "", (string?)arguments["ts"] ?? "");

    private static JsonObject Ok(params (string Name, JsonNode Value)[] members)
    {
        var body = new JsonObject { ["ok"] = true };
        foreach (var (name, value) in members) body[name] = value;
        return body;
    }

    private static JsonObject Error(string code, string? details = null)
    {
        var body = new JsonObject { ["ok"] = false, ["error"] = code };
        if (details is not null) body["response_metadata"] = new JsonObject { ["messages"] = new JsonArray($"[ERROR] {details}") };
        return body;
    }
}
