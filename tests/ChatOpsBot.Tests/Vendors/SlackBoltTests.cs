using System.Text.Json.Nodes;
using ChatOpsBot.Tests.Channels.Slack;

namespace ChatOpsBot.Tests.Vendors;

/// <summary>Slack's own framework and the bot get the same requests, and take the same ones with the same answer; where they do not, the
/// row says why.</summary>
public sealed class SlackBoltTests(SlackBoltTests.Bolt bolt) : IClassFixture<SlackBoltTests.Bolt>, IAsyncLifetime
{
    private (string Url, SlackHost Bot) _stage;

    public static TheoryData<string> Requests => [.. SlackRequestTable.Rows.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stage = await bolt.ListenAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task The_bot_takes_what_Bolt_takes_unless_the_row_says_why(string request)
    {
        var row = SlackRequestTable.Rows[request];
        using var theirs = await SendAsync(row.Sent, _stage.Url);
        using var ours = await SendAsync(row.Sent, $"{_stage.Bot.Http.BaseAddress}api/slack/{row.Sent.Path}");

        Assert.Equal(row.Bolt, Takes(theirs));
        Assert.Equal(row.Why is null ? row.Bolt : !row.Bolt, Takes(ours));
        if (Takes(theirs) && Takes(ours)) Assert.Equal(await MembersAsync(theirs), await MembersAsync(ours));
    }

    [Fact]
    public async Task A_challenge_is_given_back_to_the_letter()
    {
        var challenge = SlackRequest.Event(new JsonObject { ["type"] = "url_verification", ["challenge"] = "3eZbrw1aB?\"<ü>" });
        using var theirs = await SendAsync(challenge, _stage.Url);
        using var ours = await SendAsync(challenge, $"{_stage.Bot.Http.BaseAddress}api/slack/events");
        Assert.True(JsonNode.DeepEquals(await ReadAsync(theirs), await ReadAsync(ours)));
    }

    private static bool Takes(HttpResponseMessage answer) => (int)answer.StatusCode switch
    {
        200 => true,
        >= 400 and < 500 => false,
        var status => throw new InvalidOperationException($"The answer is {status}."),
    };

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer) =>
        await answer.Content.ReadAsStringAsync(Token) is { Length: > 0 } text ? JsonNode.Parse(text)!.AsObject() : [];

    private static async Task<string> MembersAsync(HttpResponseMessage answer) => string.Join(", ", (await ReadAsync(answer)).Select(member => member.Key));

    private async Task<HttpResponseMessage> SendAsync(SlackRequest sent, string url)
    {
        using var request = sent.To(url);
        return await _stage.Bot.Http.SendAsync(request, Token);
    }

    /// <summary>@slack/bolt with its HTTP receiver, and the bot, beside a Slack that is fake.</summary>
    public sealed class Bolt() : NodeFixture("bolt.mjs"), IAsyncDisposable
    {
        private SlackHost? _bot;
        private string? _url;

        internal async Task<(string Url, SlackHost Bot)> ListenAsync()
        {
            var program = Program;
            _bot ??= await SlackHost.StartAsync(socket: false, TimeProvider.System, null);
            _url ??= (string)(await program.CallAsync("http", new JsonObject { ["url"] = _bot.Slack.Url, ["token"] = FakeSlack.BotToken, ["secret"] = FakeSlack.Secret }))!["url"]!;
            return (_url, _bot);
        }

        async ValueTask IAsyncDisposable.DisposeAsync()
        {
            if (_bot is not null) await _bot.DisposeAsync();
            await DisposeAsync();
        }
    }
}
