using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Tests.Channels.Teams;

namespace ChatOpsBot.Tests.Faults;

/// <summary>People ask `whoami` in Teams, each in a conversation of their own, so that every answer says what it answers.</summary>
internal sealed class TeamsTraffic : IAsyncDisposable
{
    private const int AtOnce = 16;
    private readonly FakeConnector _connector;

    private TeamsTraffic(FakeConnector connector) => _connector = connector;

    public string Url => _connector.Url;

    /// <summary>The messages of the bot's, all of them.</summary>
    public IReadOnlyList<JsonObject> Messages
    {
        get { lock (_connector.Calls) return [.. _connector.Messages.Values]; }
    }

    public static async Task<TeamsTraffic> StartAsync(LoopbackCertificate? certificate = null)
    {
        var connector = await FakeConnector.StartAsync(new FastTime(), certificate);
        for (var number = 0; number < Events.Count; number++) connector.Conversations.Add(Conversation(number));
        return new TeamsTraffic(connector);
    }

    /// <summary>The number of the event that a message of the bot's answers.</summary>
    public static int Number(JsonObject message) => int.Parse(((string)message["conversation"]!["id"]!)["a:".Length..], CultureInfo.InvariantCulture);

    /// <summary>Sends events, several at once.</summary>
    /// <param name="bot">To whom.</param>
    /// <param name="numbers">Which.</param>
    /// <param name="service">The connector service that they name.</param>
    /// <param name="token">The token of the next one.</param>
    /// <returns>The statuses that were not 200 or 201.</returns>
    public static async Task<IReadOnlyCollection<HttpStatusCode>> SendAsync(FaultyBot bot, IEnumerable<int> numbers, string service, Func<int, string>? token = null)
    {
        var refused = new System.Collections.Concurrent.ConcurrentQueue<HttpStatusCode>();
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (number, cancellationToken) =>
        {
            using var response = await PostAsync(bot.Http, number, service, token, cancellationToken);
            if (!response.IsSuccessStatusCode) refused.Enqueue(response.StatusCode);
        });
        return refused;
    }

    /// <summary>Sends events to a bot that comes and goes, each until it is taken, as the Bot Framework Service does.</summary>
    public Task DeliverAsync(HttpClient bot, IEnumerable<int> numbers) =>
        Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (number, cancellationToken) =>
        {
            while (!await IsTakenAsync(bot, number, cancellationToken)) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        });

    /// <summary>Waits until so many different events are answered.</summary>
    public Task AnsweredAsync(int events) => _connector.UntilAsync(connector => connector.Messages.Values.Select(Number).Distinct().Count() >= events);

    /// <summary>Waits until so many messages stand there, and ends the bot.</summary>
    public async Task<QueueStatus> SettleAsync(FaultyBot bot, int messages)
    {
        try
        {
            await _connector.UntilAsync(connector => connector.Messages.Count >= messages);
        }
        catch (TimeoutException)
        {
            // The test says better what is missing.
        }
        return await bot.StopAsync();
    }

    public ValueTask DisposeAsync() => _connector.DisposeAsync();

    private async Task<bool> IsTakenAsync(HttpClient bot, int number, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await PostAsync(bot, number, Url, null, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient bot, int number, string service, Func<int, string>? token, CancellationToken cancellationToken)
    {
        var activity = Activities.Message("whoami", id: $"m{number}").With("serviceUrl", service).With("conversation.id", Conversation(number)).With("locale", "en-US");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json") };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token(number));
        return await bot.SendAsync(request, cancellationToken);
    }

    private static string Conversation(int number) => string.Create(CultureInfo.InvariantCulture, $"a:{number}");
}
