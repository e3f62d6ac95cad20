using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Channels.Teams;

/// <summary>Teams' connector service on loopback, with its limits: nothing of Microsoft's that runs here enforces them.</summary>
internal sealed class FakeConnector : IAsyncDisposable
{
    // "about 40 KB" for a bot's message, in UTF-16:
    // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
    private const int LargestMessage = 40 * 1024;

    // "Send to conversation: 7 in 1 second" a bot and thread: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
    public const int MostASecond = 7;

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, Queue<DateTimeOffset>> _posts = [];
    private TaskCompletionSource _changed = NewSignal();

    private FakeConnector(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    public string Url => _app.Urls.First();

    public HashSet<string> Conversations { get; } = ["a:personal-alex"];

    public Dictionary<string, JsonObject> Messages { get; } = [];

    public List<string> Calls { get; } = [];

    public List<string?> Tokens { get; } = [];

    /// <summary>Statuses with codes for the next calls, instead of doing what they ask.</summary>
    public Queue<(int Status, string? Code)> Failures { get; } = [];

    /// <summary>Message lengths at which the service says 413 earlier than documented.</summary>
    public int Largest { get; set; } = LargestMessage;

    /// <summary>Messages that the service says 400 to.</summary>
    public Func<string, bool> Refuses { get; set; } = _ => false;

    public static async Task<FakeConnector> StartAsync(TimeProvider time, LoopbackCertificate? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null) listen.UseHttps(certificate.Certificate);
        }));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseRouting();
        var connector = new FakeConnector(app, time);
        app.MapPost("/v3/conversations/{conversation}/activities", (HttpContext http, string conversation) => connector.HandleAsync(http, conversation, null));
        app.MapPut("/v3/conversations/{conversation}/activities/{id}", (HttpContext http, string conversation, string id) => connector.HandleAsync(http, conversation, id));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return connector;
    }

    /// <summary>The newest message of a conversation that fits, as soon as there is one.</summary>
    public async Task<JsonObject> MessageAsync(Func<string, bool> fits)
    {
        JsonObject? found = null;
        await UntilAsync(connector => (found = connector.Messages.Values.LastOrDefault(message => fits(message.ToJsonString()))) is not null);
        return found!;
    }

    /// <summary>Ends when something holds; it is looked at again after every message.</summary>
    public async Task UntilAsync(Func<FakeConnector, bool> holds)
    {
        while (true)
        {
            Task changed;
            lock (Calls)
            {
                if (holds(this)) return;
                changed = _changed.Task;
            }
            await changed.WaitAsync(Limit.OfAWait, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task HandleAsync(HttpContext http, string conversation, string? id)
    {
        using var body = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = await body.ReadToEndAsync(TestContext.Current.CancellationToken);
        var activity = JsonNode.Parse(text)!.AsObject();
        lock (Calls)
        {
            Calls.Add($"{http.Request.Method} {activity["type"]}");
            Tokens.Add(http.Request.Headers.Authorization);
        }
        if (Failures.TryDequeue(out var failure))
        {
            await FailAsync(http, failure.Status, failure.Code);
            return;
        }
        if (Refuses(text))
        {
            await FailAsync(http, 400, "BadSyntax");
            return;
        }
        if (!Conversations.Contains(conversation))
        {
            await FailAsync(http, 404, "ConversationNotFound");
            return;
        }
        // A PUT needs the id that the POST returned:
        // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/update-and-delete-bot-messages
        if (id is not null && !Messages.ContainsKey(id))
        {
            await FailAsync(http, 404, "ActivityNotFoundInConversation");
            return;
        }
        if (text.Length * 2 > Largest)
        {
            await FailAsync(http, 413, "MessageSizeTooBig");
            return;
        }
        if (id is null && IsTooFast(conversation))
        {
            http.Response.Headers.RetryAfter = "1";
            await FailAsync(http, 429, "Throttled");
            return;
        }
        if (activity["type"]!.GetValue<string>() == "typing")
        {
            http.Response.StatusCode = 202;
            await http.Response.WriteAsJsonAsync(new { id = "" }, TestContext.Current.CancellationToken);
            return;
        }
        TaskCompletionSource changed;
        lock (Calls)
        {
            id ??= $"1-{Messages.Count + 1}";
            Messages[id] = activity;
            (changed, _changed) = (_changed, NewSignal());
        }
        changed.SetResult();
        http.Response.StatusCode = http.Request.Method == "POST" ? 201 : 200;
        await http.Response.WriteAsJsonAsync(new { id }, TestContext.Current.CancellationToken);
    }

    private bool IsTooFast(string conversation)
    {
        var now = _time.GetUtcNow();
        lock (_posts)
        {
            if (!_posts.TryGetValue(conversation, out var posts)) _posts[conversation] = posts = [];
            while (posts.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromSeconds(1)) posts.Dequeue();
            if (posts.Count >= MostASecond) return true;
            posts.Enqueue(now);
            return false;
        }
    }

    private static Task FailAsync(HttpContext http, int status, string? code)
    {
        http.Response.StatusCode = status;
        return code is null
            ? http.Response.WriteAsync("<html>upstream</html>", TestContext.Current.CancellationToken)
            : http.Response.WriteAsJsonAsync(new { error = new { code, message = $"{code} happened" } }, TestContext.Current.CancellationToken);
    }
}
