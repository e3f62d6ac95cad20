using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Slack;

namespace ChatOpsBot.Tests.Channels.Slack.Sending;

/// <summary>What an earlier process, or a call that failed in the middle, may have shown already.</summary>
public sealed class PastMessagesTests : IAsyncLifetime
{
    private static readonly Reader Reader = new(Locale.English, TimeZoneInfo.Utc, SlackHost.Now);
    private static readonly SlackReference Direct = new(FakeSlack.Team, "D0ALICE", null, "U0ALICE");
    private static readonly SlackReference Thread = new(FakeSlack.Team, "C0ONCALL", "1764000001.000100", null);
    private static readonly Reply Answer = new() { Title = "3 pods" };
    private static readonly Reply WithFile = Answer with { Parts = [new Attachment("x.yaml", "text/yaml", "a: 1")] };
    private SlackHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await SlackHost.HttpAsync();
        foreach (var reference in (SlackReference[])[Direct, Thread]) await _host.Recorder.RememberAsync(reference.Address, reference.Write(), null, null, Token);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("D0ALICE", "im:history")]
    [InlineData("C0ONCALL", "channels:history")]
    public async Task What_an_earlier_process_showed_is_not_shown_again(string channel, string scope)
    {
        _host.Slack.Scopes.Add(scope);
        var where = channel == "D0ALICE" ? Direct : Thread;
        var first = await PostAsync(where, Answer, 7);
        Assert.Equal(first, await PostAsync(where, Answer, 7, left: true));
        Assert.Single(_host.Slack.Messages);
    }

    [Fact]
    public async Task What_it_did_not_show_is_shown()
    {
        await PostAsync(Direct, Answer, 7);
        await PostAsync(Direct, Answer, 8, left: true);
        Assert.Equal(2, _host.Slack.Messages.Count);
    }

    [Fact]
    public async Task Where_the_bot_may_not_read_it_is_shown_once_more_because_lost_is_worse_than_twice()
    {
        await PostAsync(Thread, Answer, 7);
        Assert.IsType<PostingResult.Posted>(await PostAsync(Thread, Answer, 7, left: true));
        Assert.Equal(2, _host.Slack.Messages.Count);
        Assert.Contains("missing_scope (needs channels:history)", _host.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_an_earlier_process_was_to_replace_is_replaced_without_asking()
    {
        var first = (PostingResult.Posted)await PostAsync(Direct, Answer, 7);
        var again = await _host.Channel.PostAsync(new Posting(Direct.Address, Answer with { Title = "2 pods" }, Reader, first.ActivityId, 8, null, SlackHost.Now), Token);
        Assert.Equal(first, again);
        Assert.DoesNotContain(_host.Slack.Calls, call => call.Method == "conversations.history");
    }

    [Fact]
    public async Task The_sign_that_an_earlier_process_left_becomes_the_answer()
    {
        await _host.Channel.ShowWorkingAsync(Direct.Address, Token);
        var sign = Assert.Single(_host.Slack.Messages).Key;
        await using var next = await NextAsync();

        await next.Channel.FindWorkingAsync(Direct.Address, SlackHost.Now, Token);
        Assert.Equal(new PostingResult.Posted(sign.Ts), await next.Channel.PostAsync(new Posting(Direct.Address, Answer, Reader, null, 1, "slack:x@U0ALICE"), Token));
        Assert.Contains("3 pods", (string?)Assert.Single(_host.Slack.Messages.Values)["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sign_that_an_earlier_process_left_beside_its_answer_goes()
    {
        var first = await PostAsync(Direct, Answer, 7);
        await _host.Channel.ShowWorkingAsync(Direct.Address, Token);
        await using var next = await NextAsync();
        Assert.Equal(first, await next.Channel.PostAsync(new Posting(Direct.Address, Answer, Reader, null, 7, "slack:x@U0ALICE", SlackHost.Now), Token));
        Assert.Single(_host.Slack.Messages);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_files_of_what_was_shown_are_sent_unless_they_are_there(bool sent)
    {
        if (!sent) _host.Slack.Fail("files.getUploadURLExternal", 500);
        var first = await PostAsync(Direct, WithFile, 7);
        Assert.Equal(sent ? 1 : 0, _host.Slack.Files.Count);
        Assert.Equal(first, await PostAsync(Direct, WithFile, 7, left: true));
        Assert.Equal("x.yaml", Assert.Single(_host.Slack.Files).Name);
    }

    [Fact]
    public async Task A_5xx_after_the_message_was_shown_is_seen_through()
    {
        _host.Slack.Fail("chat.postMessage", 503, done: true);
        var posting = PostAsync(Direct, WithFile, 7);
        await _host.Clock.WaitsAsync(TimeSpan.FromSeconds(1));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(_host.Slack.Messages.Keys.Single().Ts, Assert.IsType<PostingResult.Posted>(await posting).ActivityId);
        Assert.Single(_host.Slack.Files);
    }

    [Fact]
    public async Task A_message_that_a_5xx_swallowed_is_sent_again()
    {
        _host.Slack.Fail("chat.postMessage", 503);
        var posting = PostAsync(Direct, Answer, 7);
        await _host.Clock.WaitsAsync(TimeSpan.FromSeconds(1));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<PostingResult.Later>(await posting);
    }

    private async Task<SlackHost> NextAsync()
    {
        var next = await SlackHost.NextAsync(_host);
        await next.Recorder.RememberAsync(Direct.Address, Direct.Write(), null, null, Token);
        return next;
    }

    private Task<PostingResult> PostAsync(SlackReference where, Reply reply, long item, bool left = false) =>
        _host.Channel.PostAsync(new Posting(where.Address, reply, Reader, null, item, "slack:x@U0ALICE", left ? SlackHost.Now : null), Token);
}
