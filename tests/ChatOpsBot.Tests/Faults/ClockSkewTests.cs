using System.Globalization;
using System.Net;
using System.Text;
using ChatOpsBot.Host.Channels.Slack.Receiving;
using ChatOpsBot.Tests.Channels.Slack;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests.Faults;

public sealed class ClockSkewTests
{
    private static IEnumerable<int> All => Enumerable.Range(0, Events.Count);

    [Fact]
    public async Task Requests_of_Slack_are_taken_up_to_five_minutes_off_and_what_is_refused_is_answered_when_it_comes_again()
    {
        await using var traffic = await SlackTraffic.StartAsync();
        // The clock stands: the edges of the window are met to the second.
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var bot = await FaultyBot.StartAsync(clock, traffic.Settings(socket: false));
        int[] skews = [-900, -301, -300, -120, 0, 120, 300, 301, 900];
        int Skew(int number) => skews[number % skews.Length];

        await Parallel.ForEachAsync(All, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken }, async (number, _) =>
        {
            var isTaken = Math.Abs(Skew(number)) <= 300;
            Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, await PostAsync(bot, number, clock.GetUtcNow().AddSeconds(Skew(number))));
            // Slack sends what was refused again, signed anew: https://docs.slack.dev/apis/events-api/#retries
            if (!isTaken) Assert.Equal(HttpStatusCode.OK, await PostAsync(bot, number, clock.GetUtcNow()));
        });
        var left = await traffic.SettleAsync(bot, Events.Count);

        Events.AreOnce(All, traffic.Slack.Messages.Values.Select(SlackTraffic.Number));
        Assert.Equal((0, 0, 0), (left.Unanswered, left.Unsent, left.Undeliverable));
        Assert.Equal(All.Count(number => Math.Abs(Skew(number)) > 300), bot.Log.Times("Refused a request"));
    }

    [Fact]
    public async Task Setting_this_machines_clock_by_days_in_the_middle_of_traffic_holds_up_and_doubles_no_answer()
    {
        await using var traffic = await SlackTraffic.StartAsync();
        var time = new FastTime();
        await using var bot = await FaultyBot.StartAsync(time, traffic.Settings(socket: true));
        int[] days = [-2, 1, -3, 5];

        await traffic.SendAsync(All, at =>
        {
            if (at % (Events.Count / 5) == Events.Count / 10) time.Step(TimeSpan.FromDays(days[at / (Events.Count / 5) % days.Length]));
            return Task.CompletedTask;
        });
        var left = await traffic.SettleAsync(bot, Events.Count);

        Events.AreOnce(All, traffic.Slack.Messages.Values.Select(SlackTraffic.Number));
        Assert.Equal((0, 0, 0), (left.Unanswered, left.Unsent, left.Undeliverable));
        Assert.Empty(bot.Log.Errors);
    }

    private static async Task<HttpStatusCode> PostAsync(FaultyBot bot, int number, DateTimeOffset at)
    {
        var body = Encoding.UTF8.GetBytes(SlackTraffic.Event(number).ToJsonString());
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/slack/events") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(RequestSignature.TimestampHeader, timestamp);
        request.Headers.Add(RequestSignature.SignatureHeader, RequestSignature.Of(FakeSlack.Secret, timestamp, body));
        using var response = await bot.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
