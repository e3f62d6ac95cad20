using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ChatOpsBot.Tests.Faults;

/// <summary>The service fails over a message: it was shown all the same, or it was not. Slack is asked which. Teams cannot be: there it is
/// not sent again; whoever asked is told to look, and the operator can read of each.</summary>
public sealed class UnsureAnswerTests
{
    private const string Note = "may be missing here";

    private static IEnumerable<int> All => Enumerable.Range(0, Events.Count);

    [Fact]
    public async Task What_Slack_showed_although_it_answered_5xx_is_not_shown_twice_and_what_it_lost_is_shown()
    {
        await using var traffic = await SlackTraffic.StartAsync();
        traffic.Slack.Scopes.Add("channels:history");
        var met = new ConcurrentDictionary<int, bool>();
        await using var gate = await Gate.OpenAsync(traffic.Slack.Url, call => call.Path == "/api/chat.postMessage" ? FateOf(SlackTraffic.Number(Read(call)), met) : new Fate.Pass());
        await using var bot = await FaultyBot.StartAsync(traffic.Settings(socket: true, gate.Url));

        await traffic.SendAsync(All);
        var left = await traffic.SettleAsync(bot, Events.Count);

        Events.AreOnce(All, traffic.Slack.Messages.Values.Select(SlackTraffic.Number));
        Assert.Equal((0, 0, 0), (left.Unanswered, left.Unsent, left.Undeliverable));
        Assert.Empty(bot.Log.Errors);
    }

    [Fact]
    public async Task What_Teams_showed_although_it_answered_5xx_is_not_shown_twice_and_what_it_lost_is_told()
    {
        await using var traffic = await TeamsTraffic.StartAsync();
        var met = new ConcurrentDictionary<int, bool>();
        await using var gate = await Gate.OpenAsync(traffic.Url, call => FateOf(TeamsTraffic.Number(Read(call)), met));
        await using var bot = await FaultyBot.StartAsync(("Teams:LocalTests", "true"));

        Assert.Empty(await TeamsTraffic.SendAsync(bot, All, gate.Url));
        var left = await traffic.SettleAsync(bot, Events.Count + All.Count(IsShown));

        AreTold(traffic.Messages, TeamsTraffic.Number);
        Assert.Equal((0, 0, All.Count(number => IsShown(number) || IsLost(number))), (left.Unanswered, left.Unsent, left.Undeliverable));
        Assert.Equal(left.Undeliverable, bot.Log.Times("is given up"));
        Assert.Empty(bot.Log.Errors);
    }

    private static bool IsShown(int number) => number % 10 is 2 or 5 or 8;

    private static bool IsLost(int number) => number % 10 == 6;

    // The first call for an event is its answer; the note comes after that.
    private static Fate FateOf(int number, ConcurrentDictionary<int, bool> met) => !met.TryAdd(number, true) ? new Fate.Pass() : (number % 10) switch
    {
        2 => new Fate.DoneBut(500),
        5 => new Fate.DoneBut(503),
        8 => new Fate.DoneAndCut(),
        6 => new Fate.Refuse(502),
        _ => new Fate.Pass(),
    };

    private static void AreTold(IReadOnlyCollection<JsonObject> messages, Func<JsonObject, int> number)
    {
        var notes = messages.ToLookup(message => message.ToJsonString().Contains(Note, StringComparison.Ordinal));
        Events.AreOnce(All.Where(event_ => !IsLost(event_)), notes[false].Select(number));
        Events.AreOnce(All.Where(event_ => IsShown(event_) || IsLost(event_)), notes[true].Select(number));
    }

    private static JsonObject Read(GateCall call) => JsonNode.Parse(call.Body)!.AsObject();
}
