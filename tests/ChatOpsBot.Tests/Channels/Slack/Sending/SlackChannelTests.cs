using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Slack;
using ChatOpsBot.Host.Channels.Slack.Sending;

namespace ChatOpsBot.Tests.Channels.Slack.Sending;

public sealed class SlackChannelTests : IAsyncLifetime
{
    private static readonly Reader Reader = new(Locale.English, TimeZoneInfo.Utc, SlackHost.Now);
    private static readonly SlackReference Thread = new(FakeSlack.Team, "C0ONCALL", "1764000001.000100", null);
    private static readonly SlackReference Direct = new(FakeSlack.Team, "U0BOB", null, "U0BOB");
    private static readonly Reply Answer = new() { Title = "3 pods", Parts = [new Buttons([new("Why", "why checkout")])] };
    private const string ByAlice = "slack:C0ONCALL/1764000001.000100@U0ALICE";
    private SlackHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await SlackHost.HttpAsync();
        foreach (var reference in (SlackReference[])[Thread, Direct])
            await _host.Recorder.RememberAsync(reference.Address, reference.Write(), null, null, Token);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_message_comes_into_its_thread_with_words_beside_its_blocks()
    {
        var posted = Assert.IsType<PostingResult.Posted>(await PostAsync(Thread, Answer));
        var message = _host.Slack.Messages[("C0ONCALL", posted.ActivityId)];
        Assert.Equal(("1764000001.000100", false), ((string?)message["thread_ts"], (bool)message["unfurl_links"]!));
        Assert.Contains("3 pods", (string?)message["text"], StringComparison.Ordinal);
        Assert.Contains("why checkout", message["blocks"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(FakeSlack.BotToken, _host.Slack.Calls[^1].Token);
    }

    [Fact]
    public async Task A_card_is_replaced_in_place()
    {
        var first = (PostingResult.Posted)await PostAsync(Thread, Answer);
        var second = await PostAsync(Thread, Answer with { Title = "2 pods" }, replaces: first.ActivityId);
        Assert.Equal(new PostingResult.Posted(first.ActivityId), second);
        Assert.Contains("2 pods", (string?)Assert.Single(_host.Slack.Messages.Values)["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_message_to_somebody_opens_the_direct_message_which_is_known_from_then_on()
    {
        var first = (PostingResult.Posted)await PostAsync(Direct, Answer);
        Assert.Contains("\"D0BOB\"", _host.Recorder.Addresses[Direct.Address].Reference, StringComparison.Ordinal);
        Assert.IsType<PostingResult.Posted>(await PostAsync(Direct, Answer, replaces: first.ActivityId));
    }

    [Fact]
    public async Task A_refusal_is_shown_to_the_one_who_asked_alone()
    {
        Assert.IsType<PostingResult.Posted>(await PostAsync(Thread, Reply.Refused("no"), ByAlice));
        Assert.Empty(_host.Slack.Messages);
        var whisper = Assert.Single(_host.Slack.Whispers);
        Assert.Equal(("U0ALICE", "1764000001.000100"), ((string?)whisper["user"], (string?)whisper["thread_ts"]));
    }

    [Fact]
    public async Task A_card_that_others_decide_on_is_never_shown_to_one_person_alone()
    {
        Assert.IsType<PostingResult.Posted>(await PostAsync(Thread, Reply.Refused("stale") with { Card = new CardKey("request:1") }, ByAlice));
        Assert.Empty(_host.Slack.Whispers);
        Assert.Single(_host.Slack.Messages);
    }

    [Fact]
    public async Task A_refusal_that_cannot_be_whispered_is_said_aloud()
    {
        Assert.IsType<PostingResult.Posted>(await PostAsync(Thread, Reply.Refused("no"), "slack:x@U0GONE"));
        Assert.Single(_host.Slack.Messages);
    }

    [Fact]
    public async Task The_sign_of_working_becomes_the_answer()
    {
        await _host.Channel.ShowWorkingAsync(Thread.Address, Token);
        var sign = Assert.Single(_host.Slack.Messages);
        Assert.Equal(":hourglass_flowing_sand:", (string?)sign.Value["text"]);

        Assert.Equal(new PostingResult.Posted(sign.Key.Ts), await PostAsync(Thread, Answer, ByAlice));

        Assert.Contains("3 pods", (string?)Assert.Single(_host.Slack.Messages.Values)["text"], StringComparison.Ordinal);
        Assert.IsType<PostingResult.Posted>(await PostAsync(Thread, Answer, ByAlice));
        Assert.Equal(2, _host.Slack.Messages.Count);
    }

    [Fact]
    public async Task The_sign_of_working_goes_when_the_answer_is_whispered()
    {
        await _host.Channel.ShowWorkingAsync(Thread.Address, Token);
        await PostAsync(Thread, Reply.Refused("no"), ByAlice);
        Assert.Empty(_host.Slack.Messages);
    }

    [Fact]
    public async Task A_channel_gets_a_message_a_second_and_never_more_than_Slack_allows()
    {
        // Three go at once; each later one waits until it is a second after the one before.
        for (var i = 0; i < ChannelPace.Burst; i++) Assert.IsType<PostingResult.Posted>(await PostAsync(Thread, Answer));
        for (var i = 0; i < 6; i++)
        {
            var waiting = PostAsync(Thread, Answer);
            await _host.Clock.WaitsAsync(TimeSpan.FromSeconds(1));
            Assert.Equal(ChannelPace.Burst + i, _host.Slack.Messages.Count);
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.IsType<PostingResult.Posted>(await waiting);
        }
    }

    [Fact]
    public async Task Whom_a_channel_keeps_waiting_for_long_comes_back_later()
    {
        for (var i = 0; i < ChannelPace.Burst; i++) await PostAsync(Thread, Answer);
        List<Task<PostingResult>> posts = [.. Enumerable.Range(0, 5).Select(_ => PostAsync(Thread, Answer))];
        foreach (var waiting in (int[])[5, 4, 3])
        {
            for (var i = 0; i < waiting; i++) await _host.Clock.WaitsAsync(TimeSpan.FromSeconds(1));
            // One of them gets the turn; the others wait again, for three seconds at most.
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var results = await Task.WhenAll(posts);
        Assert.Equal((3, 2), (results.Count(result => result is PostingResult.Posted), results.Count(result => result is PostingResult.Later)));
        Assert.Equal(ChannelPace.Burst + 3, _host.Slack.Messages.Count);
    }

    [Fact]
    public async Task Slacks_Retry_After_is_kept_by_everybody_in_that_channel()
    {
        _host.Slack.Fail("chat.postMessage", 429, "30");
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<PostingResult.Later>(await PostAsync(Thread, Answer)).After);
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<PostingResult.Later>(await PostAsync(Thread, Answer)).After);
        Assert.Single(_host.Slack.Calls, call => call.Method == "chat.postMessage");
    }

    [Theory]
    [InlineData("is_archived", true)]
    [InlineData("channel_not_found", true)]
    [InlineData("not_in_channel", true)]
    [InlineData("restricted_action", true)]
    [InlineData("unheard_of", false)]
    public async Task What_is_never_shown_says_whether_the_channel_is_closed(string error, bool closed)
    {
        _host.Slack.Fail("chat.postMessage", 200, error);
        Assert.Equal(new PostingResult.Never(error, closed), await PostAsync(Thread, Answer));
    }

    [Theory]
    [InlineData("message_not_found")]
    [InlineData("cant_update_message")]
    [InlineData("edit_window_closed")]
    public async Task A_message_that_cannot_be_changed_becomes_a_new_one(string error)
    {
        _host.Slack.Fail("chat.update", 200, error);
        Assert.Equal(new PostingResult.Gone(error), await PostAsync(Thread, Answer, replaces: "1.1"));
    }

    [Theory]
    [InlineData("account_inactive")]
    [InlineData("token_revoked")]
    [InlineData("invalid_auth")]
    [InlineData("missing_scope")]
    public async Task A_token_that_is_not_taken_is_reported_until_it_is_taken_again(string error)
    {
        await _host.StateAsync(HttpStatusCode.OK);
        _host.Slack.Fail("chat.postMessage", 200, error);
        Assert.IsType<PostingResult.Later>(await PostAsync(Thread, Answer));
        using (var sick = await _host.Http.GetAsync("/healthz/ready", Token)) Assert.Equal(503, (int)sick.StatusCode);
        Assert.IsType<PostingResult.Posted>(await PostAsync(Thread, Answer));
        await _host.StateAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_message_that_a_5xx_may_have_swallowed_is_not_posted_again_where_nobody_can_look()
    {
        _host.Slack.Fail("chat.postMessage", 503, done: true);
        var posting = PostAsync(Thread, Answer);
        await _host.Clock.WaitsAsync(TimeSpan.FromSeconds(1));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(Assert.IsType<PostingResult.Never>(await posting).Closed);
        Assert.Single(_host.Slack.Messages);
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(200, "fatal_error")]
    public async Task An_update_whose_end_is_unknown_is_done_again(int status, string? error)
    {
        _host.Slack.Fail("chat.update", status, error);
        Assert.IsType<PostingResult.Later>(await PostAsync(Thread, Answer, replaces: "1.1"));
    }

    [Fact]
    public async Task Blocks_that_Slack_does_not_take_become_words()
    {
        _host.Slack.Fail("chat.postMessage", 200, "invalid_blocks");
        var posted = Assert.IsType<PostingResult.Posted>(await PostAsync(Thread, Answer with { Title = "3 <pods> & more" }));
        var message = _host.Slack.Messages[("C0ONCALL", posted.ActivityId)];
        Assert.Contains("3 &lt;pods&gt; &amp; more", (string?)message["text"], StringComparison.Ordinal);
        Assert.Empty((JsonArray)message["blocks"]!);
    }

    [Fact]
    public async Task An_answer_in_a_channel_that_the_bot_is_not_in_comes_to_the_one_who_asked()
    {
        var away = new SlackReference(FakeSlack.Team, "C0AWAY", null, null);
        await _host.Recorder.RememberAsync(away.Address, away.Write(), null, null, Token);
        Assert.IsType<PostingResult.Posted>(await PostAsync(away, Answer, "slack:command/1@U0ALICE"));
        var (where, message) = Assert.Single(_host.Slack.Messages);
        Assert.Equal("D0ALICE", where.Channel);
        Assert.Contains("C0AWAY", message.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_long_for_a_message_comes_whole_as_a_file_in_the_thread()
    {
        var log = string.Join('\n', Enumerable.Range(1, 500).Select(line => $"line {line}"));
        var rows = Enumerable.Range(1, 60).Select(row => (IReadOnlyList<string>)[$"pod-{row.ToString(CultureInfo.InvariantCulture)}", "Running"]).ToList();
        var reply = new Reply { Title = "logs", Parts = [new Code(log, "log", FileName: "checkout.log"), new Table(["NAME", "STATUS"], rows), new Attachment("x.yaml", "text/yaml", "a: 1")] };

        Assert.IsType<PostingResult.Posted>(await PostAsync(Thread, reply));

        Assert.Equal(["checkout.log", "table.txt", "x.yaml"], _host.Slack.Files.Select(file => file.Name));
        Assert.Equal(log, _host.Slack.Files[0].Content);
        Assert.Contains("pod-60", _host.Slack.Files[1].Content, StringComparison.Ordinal);
        Assert.All(_host.Slack.Files, file => Assert.Equal(("C0ONCALL", "1764000001.000100"), (file.Channel, file.Thread)));
        // The bytes go to another host, which has no business with the token.
        Assert.Equal([null, null, null], _host.Slack.Calls.Where(call => call.Method == "upload").Select(call => call.Token));
    }

    [Fact]
    public async Task The_message_says_that_a_long_attachment_is_in_the_thread_and_there_it_is()
    {
        Assert.IsType<PostingResult.Posted>(await PostAsync(Thread, new Reply { Title = "yaml", Parts = [new Attachment("x.yaml", "text/yaml", string.Join('\n', Enumerable.Range(0, 21)))] }));
        Assert.Contains("x.yaml (21 lines) comes whole, as a file in the thread.", _host.Slack.Messages.Values.Single().ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("x.yaml", Assert.Single(_host.Slack.Files).Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_path_of_a_walk_comes_as_a_picture_into_the_thread_once_the_walk_has_ended(bool pressed)
    {
        Reply At(string sign) => new()
        {
            Title = "walk",
            Card = new CardKey("walk:17"),
            Parts = [new Trail("P1 yes, P2 no", [new("P1", true, true), new("P2", false, false), new(sign, null, false)])],
        };
        var card = (PostingResult.Posted)await PostAsync(Thread, At("P3"));
        Assert.Empty(_host.Slack.Files);

        Assert.IsType<PostingResult.Posted>(await PostAsync(Thread, At("!"), replaces: pressed ? card.ActivityId : null));

        var picture = Assert.Single(_host.Slack.Files);
        Assert.Equal(("path.png", "C0ONCALL", "1764000001.000100"), (picture.Name, picture.Channel, picture.Thread));
        Assert.Contains("PNG", picture.Content[..8], StringComparison.Ordinal);
        Assert.Equal("P1 yes, P2 no", (string?)_host.Slack.Calls.Single(call => call.Method == "files.getUploadURLExternal").Arguments["alt_txt"]);
    }

    [Fact]
    public async Task A_file_that_cannot_be_sent_is_told_of_and_the_message_stays()
    {
        _host.Slack.Fail("files.completeUploadExternal", 200, "storage_limit_reached");
        Assert.IsType<PostingResult.Posted>(await PostAsync(Thread, new Reply { Title = "yaml", Parts = [new Attachment("x.yaml", "text/yaml", "a: 1")] }));
        Assert.Contains(_host.Slack.Messages.Values, message => ((string?)message["text"])!.Contains("The file x.yaml could not be sent: storage_limit_reached", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_conversation_that_nobody_knows_is_closed() => Assert.True(
        Assert.IsType<PostingResult.Never>(await _host.Channel.PostAsync(new Posting(new("slack", "T/X"), Answer, Reader, null, 1), Token)).Closed);

    [Fact]
    public async Task Somebody_of_the_configuration_is_reached_who_never_wrote()
    {
        var where = Direct.Address;
        await _host.Slack.UntilAsync(slack => slack.Calls.Find(call => call.Method == "auth.test"));
        Assert.Equal("slack:T0SHOP/U0BOB", new SlackAccount(null, "T0SHOP", "U0BOB").Id.Value);
        Assert.Contains(where, _host.Recorder.Addresses);
    }

    private Task<PostingResult> PostAsync(SlackReference where, Reply reply, string? answers = null, string? replaces = null) =>
        _host.Channel.PostAsync(new Posting(where.Address, reply, Reader, replaces, 1, answers), Token);
}
