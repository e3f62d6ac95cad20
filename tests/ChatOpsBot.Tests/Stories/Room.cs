using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsBot.Host.CommandLine;
using ChatOpsBot.Host.Hosting;
using ChatOpsBot.Tests.Channels.Teams;

namespace ChatOpsBot.Tests.Stories;

/// <summary>The whole program on its demo cluster, and a Teams room with Alice (on call), Bob (approver) and Carol (bystander) in it.</summary>
internal sealed class Room : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly DirectoryInfo _folder;
    private readonly FakeConnector _connector;
    private BotApplication _bot;
    private HttpClient _http;
    private int _count;

    private Room(DirectoryInfo folder, FakeConnector connector, BotApplication bot)
    {
        _folder = folder;
        _connector = connector;
        _bot = bot;
        _http = new HttpClient { BaseAddress = new Uri(bot.Urls.First()) };
    }

    public IServiceProvider Services => _bot.Services;

    public static async Task<Room> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-room");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "settings.json"), $$"""
            {
              "People": {
                "alice": { "Accounts": [ "teams:{{TeamsHost.Tenant}}/alice" ] },
                "bob": { "Accounts": [ "teams:{{TeamsHost.Tenant}}/bob" ] },
                "carol": { "Accounts": [ "teams:{{TeamsHost.Tenant}}/carol" ] }
              }
            }
            """, TestContext.Current.CancellationToken);
        var connector = await FakeConnector.StartAsync(TimeProvider.System);
        connector.Conversations.UnionWith(["19:room", "a:alice"]);
        return new Room(folder, connector, await StartAsync(folder));
    }

    /// <summary>The program is ended and started again on the same store.</summary>
    public async Task RestartAsync()
    {
        await _bot.DisposeAsync();
        _http.Dispose();
        _bot = await StartAsync(_folder);
        _http = new HttpClient { BaseAddress = new Uri(_bot.Urls.First()) };
    }

    /// <summary>Somebody writes; returns when the service has acknowledged it.</summary>
    public Task SayAsync(string who, string text, string? id = null) => AskAsync(Activity("message", who, id).With("text", text));

    /// <summary>Somebody presses a button whose command is known.</summary>
    public Task PressAsync(string who, string command, string token) => AskAsync(Activity("invoke", who, null)
        .With("name", "adaptiveCard/action")
        .With("value", new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "say", ["data"] = new JsonObject { ["say"] = command, ["token"] = token } },
        }));

    /// <summary>What somebody's client gets when it refreshes a card that the person looks at.</summary>
    public Task<string> LookAsync(string who, string card) => AskAsync(Activity("invoke", who, null)
        .With("name", "adaptiveCard/action")
        .With("value", new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "refresh", ["data"] = new JsonObject { ["card"] = card } },
            ["trigger"] = "automatic",
        }));

    /// <summary>What somebody gets who asks why by the menu of a message.</summary>
    public Task<string> WhyAsync(string who, string message) => AskAsync(Activity("invoke", who, null)
        .With("name", "composeExtension/fetchTask")
        .With("value", new JsonObject
        {
            ["commandId"] = "why",
            ["commandContext"] = "message",
            ["messagePayload"] = new JsonObject { ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = message } },
        }));

    /// <summary>Something that comes from Alice's own chat with the bot.</summary>
    public Task<string> PrivatelyAsync(string type, params (string Path, JsonNode? Value)[] more) => AskAsync(more.Aggregate(
        Activity(type, "alice", null).With("conversation", new JsonObject { ["id"] = "a:alice", ["conversationType"] = "personal", ["tenantId"] = TeamsHost.Tenant }),
        (activity, member) => activity.With(member.Path, member.Value)));

    /// <summary>Waits until the room shows a message that has all the words.</summary>
    public async Task<string> SeesAsync(params string[] words)
    {
        try
        {
            return Text(await _connector.MessageAsync(json => words.All(word => Text(JsonNode.Parse(json)!).Contains(word, StringComparison.Ordinal))));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Nobody saw {string.Join(" + ", words)}. The room shows:\n{string.Join("\n", _connector.Messages.Values.Select(Text))}");
        }
    }

    /// <summary>How many messages the room shows that have all the words.</summary>
    public int Count(params string[] words) => _connector.Messages.Values.Count(message => words.All(word => Text(message).Contains(word, StringComparison.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _connector.DisposeAsync();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<BotApplication> StartAsync(DirectoryInfo folder)
    {
        var settings = new BotSettings(
            Demo: true, null, null, new FileInfo(Path.Combine(folder.FullName, "settings.json")), new FileInfo(Path.Combine(folder.FullName, "room.db")));
        var bot = await BotApplication.CreateAsync(settings, "http://127.0.0.1:0", localTests: true, TestContext.Current.CancellationToken);
        await bot.StartAsync(TestContext.Current.CancellationToken);
        return bot;
    }

    private JsonObject Activity(string type, string who, string? id) => Activities.Of(type, id ?? $"a{++_count}")
        .With("serviceUrl", _connector.Url)
        .With("from", new JsonObject { ["id"] = $"29:{who}", ["name"] = who, ["aadObjectId"] = who })
        .With("conversation", new JsonObject { ["id"] = "19:room", ["conversationType"] = "channel", ["isGroup"] = true, ["tenantId"] = TeamsHost.Tenant })
        .With("entities", new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-US" }));

    private async Task<string> AskAsync(JsonObject activity)
    {
        using var response = await _http.PostAsJsonAsync("/api/messages", activity, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {body}");
        return body;
    }

    private static string Text(JsonNode message) => message.ToJsonString(Plain);
}
