using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ChatOpsBot.Bench;

/// <summary>The bot service's connector as far as the bot calls it: takes activities and remembers when they came.</summary>
internal sealed class Connector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _waiting = new();

    private Connector(WebApplication app) => _app = app;

    /// <summary>The head of the last answer, for whoever wants to see that it was one.</summary>
    public string LastTitle { get; private set; } = "";

    public string ServiceUrl => _app.Urls.First();

    public static async Task<Connector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var connector = new Connector(builder.Build());
        connector._app.MapPost("/v3/conversations/{conversation}/activities/{replyTo?}", async (string conversation, HttpRequest request) =>
        {
            var activity = await JsonNode.ParseAsync(request.Body);
            if (activity?["type"]?.GetValue<string>() == "message" && connector._waiting.TryRemove(conversation, out var waiting))
            {
                waiting.SetResult(Stopwatch.GetTimestamp());
                connector.LastTitle = (activity["attachments"] as JsonArray)?.FirstOrDefault()?["content"]?["body"]?[0]?.ToJsonString() ?? activity["text"]?.ToString() ?? "";
            }
            return Results.Json(new { id = Guid.NewGuid().ToString() }, statusCode: 201);
        });
        await connector._app.StartAsync();
        return connector;
    }

    /// <summary>The moment at which the next message reaches a conversation.</summary>
    public Task<long> NextMessageAsync(string conversation) =>
        _waiting.GetOrAdd(conversation, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
