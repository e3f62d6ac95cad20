using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Teams;

namespace ChatOpsBot.Tests.Channels.Teams.Sending;

public sealed class TeamsChannelTests : IAsyncLifetime
{
    private static readonly Reply Hello = new() { Title = "Hello", Parts = [new Buttons([new Button("Go", "pods")])] };
    private static readonly Reader English = new(Locale.English, TimeZoneInfo.Utc, TeamsHost.Now);
    private TeamsHost _bot = null!;
    private FakeConnector _teams = null!;

    public async ValueTask InitializeAsync()
    {
        _bot = await TeamsHost.LocalAsync();
        _teams = await FakeConnector.StartAsync(_bot.Time);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
    }

    [Fact]
    public async Task A_reply_becomes_a_card_and_its_update_replaces_it()
    {
        var posted = Assert.IsType<PostingResult.Posted>(await PostAsync(Hello));
        var card = Card(posted.ActivityId);
        Assert.Equal("1.5", card["version"]!.GetValue<string>());
        Assert.Equal("Hello", _teams.Messages[posted.ActivityId]["summary"]!.GetValue<string>());
        Assert.Null(_teams.Tokens[0]);

        Assert.Equal(posted, await PostAsync(Hello with { Title = "Changed" }, posted.ActivityId));
        Assert.Contains("Changed", Card(posted.ActivityId).ToJsonString(), StringComparison.Ordinal);
        Assert.Single(_teams.Messages);
    }

    [Fact]
    public async Task An_update_of_a_lost_message_asks_for_a_new_one() =>
        Assert.IsType<PostingResult.Gone>(await PostAsync(Hello, "1-99"));

    [Fact]
    public async Task An_unknown_conversation_is_closed_whether_the_book_or_the_service_does_not_know_it()
    {
        Assert.True(Assert.IsType<PostingResult.Never>(await _bot.Channel.PostAsync(
            new Posting(new("teams", "a:nobody"), Hello, English, null, 1), TestContext.Current.CancellationToken)).Closed);
        _teams.Conversations.Clear();
        Assert.True(Assert.IsType<PostingResult.Never>(await PostAsync(Hello)).Closed);
    }

    [Fact]
    public async Task Throttling_is_waited_for_as_long_as_the_service_says()
    {
        for (var sent = 0; sent < FakeConnector.MostASecond; sent++) Assert.IsType<PostingResult.Posted>(await PostAsync(Hello));
        Assert.Equal(TimeSpan.FromSeconds(1), Assert.IsType<PostingResult.Later>(await PostAsync(Hello)).After);
        _bot.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<PostingResult.Posted>(await PostAsync(Hello));
    }

    [Theory]
    [InlineData(400, "BadSyntax", false)]
    [InlineData(401, "Unauthorized", false)]
    [InlineData(403, "BotNotInConversationRoster", true)]
    [InlineData(403, "BotDisabledByAdmin", true)]
    [InlineData(403, "ConversationBlockedByUser", true)]
    [InlineData(403, "MessageWritesBlocked", false)]
    [InlineData(403, null, true)]
    public async Task A_refusal_is_final_and_is_asked_once(int status, string? code, bool closed)
    {
        _teams.Failures.Enqueue((status, code));
        Assert.Equal(closed, Assert.IsType<PostingResult.Never>(await PostAsync(Hello)).Closed);
        Assert.Single(_teams.Calls);
    }

    [Theory]
    [InlineData(412)]
    [InlineData(429)]
    public async Task What_was_surely_not_shown_is_posted_later(int status)
    {
        _teams.Failures.Enqueue((status, "PreconditionFailed"));
        Assert.IsType<PostingResult.Later>(await PostAsync(Hello));
        Assert.Single(_teams.Calls);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task After_5xx_a_message_is_not_posted_twice_and_an_update_is(int status)
    {
        var posted = Assert.IsType<PostingResult.Posted>(await PostAsync(Hello));
        _teams.Calls.Clear();
        _teams.Failures.Enqueue((status, null));
        _teams.Failures.Enqueue((status, null));

        Assert.False(Assert.IsType<PostingResult.Never>(await PostAsync(Hello)).Closed);
        Assert.IsType<PostingResult.Later>(await PostAsync(Hello, posted.ActivityId));
        Assert.Equal(["POST message", "PUT message"], _teams.Calls);
    }

    [Fact]
    public async Task A_service_that_is_away_is_tried_later()
    {
        await RememberAsync("http://127.0.0.1:1/");
        Assert.IsType<PostingResult.Later>(await _bot.Channel.PostAsync(new Posting(Where, Hello, English, null, 1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_stored_address_at_a_service_that_is_no_longer_allowed_gets_nothing()
    {
        await RememberAsync("https://evil.example/");
        Assert.True(Assert.IsType<PostingResult.Never>(
            await _bot.Channel.PostAsync(new Posting(Where, Hello, English, null, 1), TestContext.Current.CancellationToken)).Closed);
    }

    [Fact]
    public async Task The_largest_reply_is_within_the_services_limit()
    {
        var line = string.Concat(Enumerable.Repeat("日志 log \"line\" ", 30));
        var huge = new Reply
        {
            Title = line,
            Parts = [.. Enumerable.Range(0, 60).Select(_ => (ReplyPart)new Code(string.Join('\n', Enumerable.Repeat(line, 500)), "log")), .. Hello.Parts],
        };
        var posted = Assert.IsType<PostingResult.Posted>(await PostAsync(huge));
        Assert.Contains("Action.Execute", Card(posted.ActivityId).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_the_service_finds_too_large_all_the_same_is_sent_once_more_shorter()
    {
        _teams.Largest = 16 * 1024;
        var table = new Reply { Title = "Pods", Parts = [new Table(["NAME"], [.. Enumerable.Range(0, 25).Select(_ => (IReadOnlyList<string>)[new string('x', 190)])])] };
        Assert.IsType<PostingResult.Posted>(await PostAsync(table));
        Assert.Equal(2, _teams.Calls.Count);

        _teams.Largest = 100;
        Assert.False(Assert.IsType<PostingResult.Never>(await PostAsync(table)).Closed);
        Assert.Equal(4, _teams.Calls.Count);
    }

    [Fact]
    public async Task Typing_is_shown_and_its_failure_does_not_matter()
    {
        await RememberAsync(_teams.Url);
        await _bot.Channel.ShowWorkingAsync(Where, TestContext.Current.CancellationToken);
        _teams.Failures.Enqueue((500, null));
        await _bot.Channel.ShowWorkingAsync(Where, TestContext.Current.CancellationToken);
        Assert.Equal(["POST typing", "POST typing"], _teams.Calls);
    }

    [Theory]
    [InlineData("webchat")]
    [InlineData("directline")]
    [InlineData("emulator")]
    [InlineData("somethingNew")]
    public async Task Other_channels_get_plain_text_and_never_a_replacement_or_a_file(string channel)
    {
        var webchat = new TeamsReference(_teams.Url, channel, "a:personal-alex", "bot", "ChatOps", null) { User = "me" };
        await _bot.Recorder.RememberAsync(webchat.Address, webchat.Write(), null, null, TestContext.Current.CancellationToken);
        var posting = new Posting(webchat.Address, Hello with { Card = new("walk:1"), Parts = [.. Hello.Parts, new Attachment("x.yaml", "text/yaml", string.Join('\n', Enumerable.Range(0, 50)))] }, English, null, 1);

        var posted = Assert.IsType<PostingResult.Posted>(await _bot.Channel.PostAsync(posting, TestContext.Current.CancellationToken));
        var message = _teams.Messages[posted.ActivityId];
        Assert.Equal(("plain", null), (message["textFormat"]?.GetValue<string>(), message["attachments"]));
        Assert.Contains("→ Go", message["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Single(_teams.Calls);
        Assert.IsType<PostingResult.Gone>(
            await _bot.Channel.PostAsync(posting with { ReplaceActivity = posted.ActivityId }, TestContext.Current.CancellationToken));
    }

    private static ConversationAddress Where => new("teams", "a:personal-alex");

    private JsonNode Card(string id) => _teams.Messages[id]["attachments"]![0]!["content"]!;

    private async Task<PostingResult> PostAsync(Reply reply, string? replaces = null)
    {
        await RememberAsync(_teams.Url);
        return await _bot.Channel.PostAsync(new Posting(Where, reply, English, replaces, 1), TestContext.Current.CancellationToken);
    }

    private Task RememberAsync(string url) => _bot.Recorder.RememberAsync(
        Where, new TeamsReference(url, "msteams", Where.Conversation, "28:bot", "ChatOps", TeamsHost.Tenant).Write(), null, null, TestContext.Current.CancellationToken);
}
