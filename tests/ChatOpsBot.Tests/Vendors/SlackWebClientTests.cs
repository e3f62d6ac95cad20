using System.Text.Json.Nodes;
using ChatOpsBot.Tests.Channels.Slack;

namespace ChatOpsBot.Tests.Vendors;

/// <summary>The fake Slack is proved by Slack's own client of the Web API, before the bot is tested on it.</summary>
public sealed class SlackWebClientTests(SlackWebClientTests.WebApi api) : IClassFixture<SlackWebClientTests.WebApi>, IAsyncLifetime
{
    private NodeProgram _client = null!;
    private FakeSlack _slack = null!;

    /// <summary>@slack/web-api.</summary>
    public sealed class WebApi() : NodeFixture("web-api.mjs");

    public async ValueTask InitializeAsync()
    {
        _client = api.Program;
        _slack = await FakeSlack.StartAsync(TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        if (_slack is not null) await _slack.DisposeAsync();
    }

    [Fact]
    public async Task It_says_whose_token_it_is()
    {
        var me = await OkAsync("auth.test", "{}");
        Assert.Equal((FakeSlack.Team, FakeSlack.BotUser, "B0BOT"), ((string?)me["team_id"], (string?)me["user_id"], (string?)me["bot_id"]));
    }

    [Fact]
    public async Task A_message_is_posted_into_its_thread_changed_and_deleted()
    {
        var root = await OkAsync("chat.postMessage", """{"channel":"C0ONCALL","text":"[WARN] is no JSON"}""");
        Assert.Equal("[WARN] is no JSON", (string?)root["message"]!["text"]);
        var posted = await OkAsync("chat.postMessage", $$$"""
            {"channel":"C0ONCALL","thread_ts":"{{{root["ts"]}}}","text":"3 pods","unfurl_links":false,"blocks":[{"type":"section","text":{"type":"mrkdwn","text":"*3 pods*"}}]}
            """);
        var key = ((string)posted["channel"]!, (string)posted["ts"]!);
        Assert.Equal((string?)root["ts"], (string?)_slack.Messages[key]["thread_ts"]);
        Assert.Equal("*3 pods*", (string?)_slack.Messages[key]["blocks"]![0]!["text"]!["text"]);

        await OkAsync("chat.update", $$"""{"channel":"C0ONCALL","ts":"{{key.Item2}}","text":"2 pods"}""");
        Assert.Equal(("2 pods", (string?)root["ts"]), ((string?)_slack.Messages[key]["text"], (string?)_slack.Messages[key]["thread_ts"]));

        await OkAsync("chat.delete", $$"""{"channel":"C0ONCALL","ts":"{{key.Item2}}"}""");
        Assert.Single(_slack.Messages);
    }

    [Fact]
    public async Task A_user_is_written_to_in_the_direct_message_that_this_opens()
    {
        var posted = await OkAsync("chat.postMessage", """{"channel":"U0BOB","text":"approve?"}""");
        var opened = await OkAsync("conversations.open", """{"users":"U0BOB"}""");
        Assert.Equal("D0BOB", (string?)posted["channel"]);
        Assert.Equal("D0BOB", (string?)opened["channel"]!["id"]);
    }

    [Fact]
    public async Task What_one_person_alone_sees_stands_nowhere()
    {
        await OkAsync("chat.postEphemeral", """{"channel":"C0ONCALL","user":"U0ALICE","text":"no"}""");
        Assert.Equal("U0ALICE", (string?)Assert.Single(_slack.Whispers)["user"]);
        Assert.Empty(_slack.Messages);
    }

    [Fact]
    public async Task A_file_comes_into_the_thread_by_the_three_steps_of_an_upload()
    {
        var result = (await _client.CallAsync("upload", new JsonObject
        {
            ["url"] = _slack.Url,
            ["token"] = FakeSlack.BotToken,
            ["content"] = "line 1\nLine zwei: ü\n",
            ["args"] = new JsonObject { ["channel_id"] = "C0ONCALL", ["thread_ts"] = "1.1", ["filename"] = "checkout.log" },
        }))!;
        Assert.True((bool?)result["answer"]?["ok"], result.ToJsonString());
        Assert.Equal(("checkout.log", "line 1\nLine zwei: ü\n", "C0ONCALL", "1.1"), Assert.Single(_slack.Files));
        Assert.Equal(["files.getUploadURLExternal", "upload", "files.completeUploadExternal"], _slack.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task A_modal_is_opened_once_a_trigger_and_changed_by_whoever_knows_its_state()
    {
        const string View = """{"type":"modal","callback_id":"reason","title":{"type":"plain_text","text":"Why?"},"blocks":[{"type":"divider"}]}""";
        var trigger = _slack.Trigger();
        var opened = await OkAsync("views.open", $$"""{"trigger_id":"{{trigger}}","view":{{View}}}""");
        var id = (string)opened["view"]!["id"]!;
        Assert.Equal("reason", (string?)_slack.Views[id]["callback_id"]);
        await RefusedAsync("views.open", $$"""{"trigger_id":"{{trigger}}","view":{{View}}}""", "exchanged_trigger_id");

        var changed = $$"""{"view_id":"{{id}}","hash":"{{opened["view"]!["hash"]}}","view":{{View.Replace("Why?", "Why now?", StringComparison.Ordinal)}}}""";
        await OkAsync("views.update", changed);
        Assert.Equal("Why now?", (string?)_slack.Views[id]["title"]!["text"]);
        await RefusedAsync("views.update", changed, "hash_conflict");
    }

    [Fact]
    public async Task A_trigger_lives_three_seconds()
    {
        var clock = new WatchedClock(SlackHost.Now);
        await using var slack = await FakeSlack.StartAsync(clock);
        var trigger = slack.Trigger();
        clock.Advance(TimeSpan.FromSeconds(4));
        var result = await CallAsync("views.open", $$$"""{"trigger_id":"{{{trigger}}}","view":{"type":"modal"}}""", url: slack.Url);
        Assert.Equal("expired_trigger_id", (string?)result["error"]);
    }

    [Fact]
    public async Task The_home_tab_is_shown_to_its_user()
    {
        await OkAsync("views.publish", """{"user_id":"U0BOB","view":{"type":"home","blocks":[{"type":"divider"}]}}""");
        Assert.Equal("home", (string?)_slack.Views["U0BOB"]["type"]);
    }

    [Fact]
    public async Task People_and_groups_are_told_of()
    {
        _slack.Groups["S0APPROVE"] = ["U0BOB"];
        var bob = await OkAsync("users.info", """{"user":"U0BOB"}""");
        var members = await OkAsync("usergroups.users.list", """{"usergroup":"S0APPROVE"}""");
        Assert.Equal(("Bob", "Asia/Shanghai"), ((string?)bob["user"]!["real_name"], (string?)bob["user"]!["tz"]));
        Assert.Equal("""["U0BOB"]""", members["users"]!.ToJsonString());
    }

    [Fact]
    public async Task Long_lists_come_page_by_page()
    {
        for (var i = 0; i < 4; i++) _slack.Channels.Add($"C0ROOM{i}");
        var pages = (await _client.CallAsync("pages", Arguments("conversations.list", """{"limit":2}""", FakeSlack.BotToken, null, _slack.Url)))!["answer"]!.AsArray();
        Assert.Equal([2, 2, 1], pages.Select(page => page!["channels"]!.AsArray().Count));
        Assert.Equal(_slack.Channels.Order(), pages.SelectMany(page => page!["channels"]!.AsArray()).Select(channel => (string?)channel!["id"]));
    }

    [Fact]
    public async Task A_channel_tells_of_itself_and_of_what_was_said_last()
    {
        await OkAsync("chat.postMessage", """{"channel":"C0ONCALL","text":"first"}""");
        await OkAsync("chat.postMessage", """{"channel":"C0ONCALL","text":"second"}""");
        Assert.True((bool?)(await OkAsync("conversations.info", """{"channel":"C0ONCALL"}"""))["channel"]!["is_member"]);
        _slack.Scopes.Add("channels:history");
        var history = await OkAsync("conversations.history", """{"channel":"C0ONCALL","limit":1}""");
        Assert.Equal("second", (string?)Assert.Single(history["messages"]!.AsArray())!["text"]);
    }

    [Fact]
    public async Task A_message_keeps_what_it_was_marked_with_in_its_channel_and_in_its_thread()
    {
        _slack.Scopes.Add("channels:history");
        const string Mark = """{"event_type":"chatops_item","event_payload":{"item":"7"}}""";
        var root = (string)(await OkAsync("chat.postMessage", $$"""{"channel":"C0ONCALL","text":"root","metadata":{{Mark}}}"""))["ts"]!;
        await OkAsync("chat.postMessage", $$"""{"channel":"C0ONCALL","text":"reply","thread_ts":"{{root}}","metadata":{{Mark}}}""");
        var history = await OkAsync("conversations.history", """{"channel":"C0ONCALL","include_all_metadata":true}""");
        var replies = await OkAsync("conversations.replies", $$"""{"channel":"C0ONCALL","ts":"{{root}}","include_all_metadata":true}""");
        Assert.Equal("root", (string?)Assert.Single(history["messages"]!.AsArray())!["text"]);
        Assert.Equal(["root", "reply"], replies["messages"]!.AsArray().Select(message => (string?)message!["text"]));
        Assert.All([.. history["messages"]!.AsArray(), .. replies["messages"]!.AsArray()], message => Assert.Equal(Mark, message!["metadata"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("auth.test", "{}", "xoxb-other", "invalid_auth")]
    [InlineData("auth.test", "{}", FakeSlack.AppToken, "not_allowed_token_type")]
    [InlineData("apps.connections.open", "{}", FakeSlack.BotToken, "not_allowed_token_type")]
    [InlineData("auth.test", "{}", null, "not_authed")]
    [InlineData("conversations.history", """{"channel":"C0ONCALL"}""", FakeSlack.BotToken, "missing_scope")]
    [InlineData("chat.unheardOf", "{}", FakeSlack.BotToken, "unknown_method")]
    [InlineData("chat.postMessage", """{"channel":"C0ONCALL"}""", FakeSlack.BotToken, "no_text")]
    [InlineData("chat.postMessage", """{"channel":"C0AWAY","text":"x"}""", FakeSlack.BotToken, "not_in_channel")]
    [InlineData("chat.postMessage", """{"channel":"G0GONE","text":"x"}""", FakeSlack.BotToken, "channel_not_found")]
    [InlineData("chat.update", """{"channel":"C0ONCALL","ts":"1.1","text":"x"}""", FakeSlack.BotToken, "message_not_found")]
    [InlineData("chat.postEphemeral", """{"channel":"C0ONCALL","user":"U0GONE","text":"x"}""", FakeSlack.BotToken, "user_not_in_channel")]
    [InlineData("users.info", """{"user":"U0GONE"}""", FakeSlack.BotToken, "user_not_found")]
    [InlineData("usergroups.users.list", """{"usergroup":"S0GONE"}""", FakeSlack.BotToken, "no_such_subteam")]
    [InlineData("conversations.info", """{"channel":"C0GONE"}""", FakeSlack.BotToken, "channel_not_found")]
    [InlineData("conversations.list", """{"cursor":"elsewhere"}""", FakeSlack.BotToken, "invalid_cursor")]
    [InlineData("views.update", """{"view_id":"V9","view":{"type":"home","blocks":[]}}""", FakeSlack.BotToken, "not_found")]
    [InlineData("views.publish", """{"user_id":"U0BOB","view":{"type":"home"}}""", FakeSlack.BotToken, "invalid_arguments")]
    [InlineData("files.completeUploadExternal", """{"files":[{"id":"F9"}],"channel_id":"C0ONCALL"}""", FakeSlack.BotToken, "file_not_found")]
    public async Task What_Slack_refuses_is_an_error_of_its_platform(string method, string arguments, string? token, string error)
    {
        var result = await CallAsync(method, arguments, token);
        Assert.Equal(("slack_webapi_platform_error", error), ((string?)result["code"], (string?)result["error"]));
    }

    [Fact]
    public async Task What_is_too_long_is_refused()
    {
        await RefusedAsync("chat.postMessage", $$"""{"channel":"C0ONCALL","text":"{{new string('x', FakeSlackLimits.LongestText + 1)}}"}""", "msg_too_long");
        var many = string.Join(',', Enumerable.Repeat("""{"type":"divider"}""", FakeSlackLimits.MessageBlocks + 1));
        var result = await RefusedAsync("chat.postMessage", $$"""{"channel":"C0ONCALL","text":"x","blocks":[{{many}}]}""", "invalid_blocks");
        Assert.Contains("no more than 50 items", (string?)result["details"]![0], StringComparison.Ordinal);
        Assert.Empty(_slack.Messages);
    }

    [Fact]
    public async Task How_long_a_full_channel_is_to_be_left_alone_is_understood()
    {
        _slack.Fail("chat.postMessage", 429, "30");
        var result = await CallAsync("chat.postMessage", """{"channel":"C0ONCALL","text":"x"}""", options: new() { ["rejectRateLimitedCalls"] = true });
        Assert.Equal(("slack_webapi_rate_limited_error", 30), ((string?)result["code"], (int?)result["retryAfter"]));
    }

    [Fact]
    public async Task Who_posts_too_fast_is_held_back_for_a_second_and_gets_through()
    {
        List<int> waits = [];
        for (var i = 0; i <= FakeSlack.Burst; i++)
        {
            var result = await CallAsync("chat.postMessage", $$"""{"channel":"C0ONCALL","text":"{{i}}"}""");
            Assert.Equal($"{i}", (string?)result["answer"]?["message"]!["text"]);
            waits.AddRange(result["waits"]!.AsArray().Select(wait => (int)wait!));
        }
        Assert.NotEmpty(waits);
        Assert.All(waits, wait => Assert.Equal(1, wait));
        Assert.Equal(FakeSlack.Burst + 1, _slack.Messages.Count);
    }

    [Fact]
    public async Task A_server_that_fails_is_asked_again()
    {
        _slack.Fail("auth.test", 503);
        _slack.Fail("auth.test", 500);
        await OkAsync("auth.test", "{}");
        Assert.Equal(3, _slack.Calls.Count);
    }

    private async Task<JsonNode> OkAsync(string method, string arguments)
    {
        var result = await CallAsync(method, arguments);
        return result["answer"] ?? throw new InvalidOperationException(result.ToJsonString());
    }

    private async Task<JsonNode> RefusedAsync(string method, string arguments, string error)
    {
        var result = await CallAsync(method, arguments);
        Assert.Equal(error, (string?)result["error"]);
        return result;
    }

    private async Task<JsonNode> CallAsync(string method, string arguments, string? token = FakeSlack.BotToken, JsonObject? options = null, string? url = null) =>
        (await _client.CallAsync("call", Arguments(method, arguments, token, options, url ?? _slack.Url)))!;

    private static JsonObject Arguments(string method, string arguments, string? token, JsonObject? options, string url) => new()
    {
        ["url"] = url,
        ["token"] = token,
        ["options"] = options,
        ["method"] = method,
        ["args"] = JsonNode.Parse(arguments),
    };
}
