using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Tests.Channels.Slack;

namespace ChatOpsBot.Tests.Faults;

/// <summary>People ask `whoami` in Slack, each in a thread of its own, so that every answer says what it answers.</summary>
internal sealed class SlackTraffic : IAsyncDisposable
{
    // Two events a room: Slack's pace of a message a second in each holds nobody up.
    private static readonly int Rooms = Math.Max(1, Events.Count / 2);

    // As many as Slack would have under way: a socket that opens gets all of them again.
    private const int UnderWay = 200;

    private SlackTraffic(FakeSlack slack) => Slack = slack;

    public FakeSlack Slack { get; }

    public static async Task<SlackTraffic> StartAsync()
    {
        var slack = await FakeSlack.StartAsync(new FastTime());
        for (var room = 0; room < Rooms; room++) slack.Channels.Add(Room(room));
        return new SlackTraffic(slack);
    }

    /// <summary>The settings of a bot that reaches Slack through a gate.</summary>
    public (string Key, string? Value)[] Settings(bool socket, string? gate = null) =>
        [.. Slack.Settings(socket).Select(setting => gate is not null && setting.Key == "Slack:ApiBaseUrl" ? (setting.Key, $"{gate}/api/") : setting)];

    /// <summary>The event of a number; the same one each time.</summary>
    public static JsonObject Event(int number) => SlackEvents.Mention("whoami", channel: Room(number), ts: Ts(number));

    /// <summary>The number of the event that a message of the bot's answers.</summary>
    public static int Number(JsonObject message) => int.Parse(((string)message["thread_ts"]!)[2..10], CultureInfo.InvariantCulture);

    /// <summary>Sends events through the socket, and before each whatever the test does to the bot.</summary>
    public async Task SendAsync(IEnumerable<int> numbers, Func<int, Task>? before = null)
    {
        foreach (var (at, number) in numbers.Index())
        {
            if (before is not null) await before(at);
            await Slack.UntilAsync(slack => slack.Waiting < UnderWay ? slack : null);
            Slack.Envelope("events_api", Event(number));
        }
    }

    /// <summary>Says that the socket is to be replaced.</summary>
    public void Disconnect(string reason) => Slack.Disconnect(reason);

    /// <summary>Cuts every socket, and waits until the bot has another.</summary>
    public async Task CutAsync()
    {
        var opened = Slack.Opened;
        Slack.Cut();
        await Slack.UntilAsync(slack => slack.Opened > opened ? slack : null);
    }

    /// <summary>Waits until every event is acknowledged and so many messages stand there, and ends the bot.</summary>
    public async Task<QueueStatus> SettleAsync(FaultyBot bot, int messages)
    {
        try
        {
            await Slack.UntilAsync(slack => slack.Waiting == 0 && slack.Messages.Count >= messages ? slack : null);
        }
        catch (TimeoutException)
        {
            // The test says better what is missing.
        }
        var left = await bot.StopAsync();
        Assert.Equal(0, Slack.Waiting);
        return left;
    }

    public ValueTask DisposeAsync() => Slack.DisposeAsync();

    private static string Room(int number) => $"C{number % Rooms:0000}";

    private static string Ts(int number) => string.Create(CultureInfo.InvariantCulture, $"18{number:00000000}.000100");
}
