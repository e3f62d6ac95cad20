using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Tests.Channels.Teams.Receiving;

public sealed class TeamsBotTests : IAsyncLifetime
{
    private static readonly ConversationAddress Personal = new("teams", "a:personal-alex");
    private TeamsHost _bot = null!;

    public async ValueTask InitializeAsync() => _bot = await TeamsHost.LocalAsync(("Teams:TenantId", TeamsHost.Tenant));

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task A_message_is_recorded_with_who_where_language_and_zone()
    {
        await _bot.AcceptAsync(Activities.Message("why checkout"));

        Assert.Equal(
            new Intent(
                "teams:a:personal-alex/m1", new($"teams:{TeamsHost.Tenant}/aad0-alex"), "Alex Wilber", Personal, "why checkout",
                "zh-CN", "Asia/Shanghai", TeamsHost.Now),
            Assert.Single(_bot.Recorder.Intents));
        var (reference, personalOf, locale) = _bot.Recorder.Addresses[Personal];
        Assert.Contains("\"serviceUrl\":\"http://localhost:1/\"", reference, StringComparison.Ordinal);
        Assert.Equal(($"teams:{TeamsHost.Tenant}/aad0-alex", "zh-CN"), (personalOf?.Value, locale));
    }

    [Fact]
    public async Task A_message_that_comes_twice_is_recorded_once()
    {
        await _bot.AcceptAsync(Activities.Message("pods"));
        await _bot.AcceptAsync(Activities.Message("pods"));
        Assert.Single(_bot.Recorder.Intents);
    }

    [Fact]
    public async Task A_mention_of_the_bot_is_taken_out_by_its_id_and_others_leave_their_name()
    {
        await _bot.AcceptAsync(Activities.Message("<at>ChatOps</at> why checkout, <at>Megan</at>? <at>ChatOps</at>")
            .With("conversation", new JsonObject { ["id"] = "19:room@thread.tacv2;messageid=1", ["conversationType"] = "channel", ["isGroup"] = true })
            .With("entities", new JsonArray(Mention("28:bot", "ChatOps", "<at>ChatOps</at>"), Mention("29:megan", "Megan", "<at>Megan</at>"))));

        var intent = Assert.Single(_bot.Recorder.Intents);
        Assert.Equal(("why checkout, Megan?", "19:room@thread.tacv2;messageid=1"), (intent.Text, intent.Where.Conversation));
        Assert.Null(_bot.Recorder.Addresses[intent.Where].PersonalOf);
    }

    [Fact]
    public async Task A_mention_without_its_text_is_found_by_name_and_a_forged_one_takes_nothing_away()
    {
        await _bot.AcceptAsync(Activities.Message("<at>ChatOps</at> pods").With("entities", new JsonArray(Mention("28:bot", "ChatOps", null))));
        await _bot.AcceptAsync(Activities.Message("why delete pods", "m2").With("entities", new JsonArray(Mention("29:evil", "x", "delete "), new JsonObject { ["type"] = "mention", ["mentioned"] = "28:bot" })));

        Assert.Equal(["pods", "why delete pods"], _bot.Recorder.Intents.Select(intent => intent.Text));
    }

    [Fact]
    public async Task A_sender_without_directory_account_is_refused_in_words_and_logged()
    {
        await _bot.AcceptAsync(Activities.Message("pods").With("from.aadObjectId", null));

        Assert.Empty(_bot.Recorder.Intents);
        var (card, to) = Assert.Single(_bot.Recorder.Published);
        Assert.Equal(Text.Of("teams.refused.account"), card.Title, EqualText);
        Assert.Equal([Personal], to);
        Assert.Contains("the sender has no aadObjectId (activity m1, conversation a:personal-alex, from 29:alex)", _bot.Log.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("channelData.tenant.id")]
    [InlineData("conversation.tenantId")]
    public async Task Another_tenant_is_refused_wherever_it_is_named(string path)
    {
        await _bot.AcceptAsync(Activities.Message("pods").With(path, "9d000000-0000-4000-8000-000000000000"));
        Assert.Empty(_bot.Recorder.Intents);
        Assert.Equal(Text.Of("teams.refused.tenant"), Assert.Single(_bot.Recorder.Published).Card.Title, EqualText);
    }

    [Fact]
    public async Task No_tenant_at_all_is_refused()
    {
        await _bot.AcceptAsync(Activities.Message("pods").With("channelData", null).With("conversation.tenantId", null));
        Assert.Equal(Text.Of("teams.refused.tenantless"), Assert.Single(_bot.Recorder.Published).Card.Title, EqualText);
    }

    [Theory]
    [InlineData("webchat")]
    [InlineData("directline")]
    [InlineData("emulator")]
    [InlineData("somethingNew")]
    public async Task On_other_channels_whose_users_name_themselves_nobody_is_vouched_for(string channel)
    {
        await _bot.AcceptAsync(Activities.Message("help").With("channelId", channel).With("from.id", $"{TeamsHost.Tenant}/aad0-alex"));

        var intent = Assert.Single(_bot.Recorder.Intents);
        Assert.StartsWith($"unverified:{channel}/", intent.Account.Value, StringComparison.Ordinal);
        Assert.Equal($"{channel}|a:personal-alex", intent.Where.Conversation);
    }

    [Theory]
    [InlineData("webchat")]
    [InlineData("directline")]
    [InlineData("emulator")]
    [InlineData("somethingNew")]
    public async Task Coming_into_a_conversation_of_another_channel_is_welcomed_there(string channel)
    {
        await _bot.AcceptAsync(Activities.Of("conversationUpdate", "u1").With("channelId", channel).With("membersAdded", new JsonArray(new JsonObject { ["id"] = "28:bot" })));
        var (card, to) = Assert.Single(_bot.Recorder.Published);
        Assert.Equal(Text.Of("teams.welcome.title"), card.Title, EqualText);
        Assert.Equal([new ConversationAddress("teams", $"{channel}|a:personal-alex")], to);
    }

    [Fact]
    public async Task Installing_welcomes_once_and_removing_forgets()
    {
        await _bot.AcceptAsync(Activities.Of("installationUpdate", "u1").With("action", "add"));
        await _bot.AcceptAsync(Activities.Of("conversationUpdate", "u2").With("membersAdded", new JsonArray(new JsonObject { ["id"] = "28:bot" })));
        Assert.Equal(Text.Of("teams.welcome.title"), Assert.Single(_bot.Recorder.Published).Card.Title, EqualText);
        Assert.Contains(Personal, _bot.Recorder.Addresses.Keys);

        await _bot.AcceptAsync(Activities.Of("installationUpdate", "u3").With("action", "remove"));
        Assert.Empty(_bot.Recorder.Addresses);
    }

    [Fact]
    public async Task A_new_version_of_the_app_neither_forgets_nor_welcomes_again()
    {
        await _bot.AcceptAsync(Activities.Message("pods"));
        await _bot.AcceptAsync(Activities.Of("installationUpdate", "u1").With("action", "remove-upgrade"));
        await _bot.AcceptAsync(Activities.Of("installationUpdate", "u2").With("action", "add-upgrade"));
        Assert.Contains(Personal, _bot.Recorder.Addresses.Keys);
        Assert.Empty(_bot.Recorder.Published);
    }

    [Fact]
    public async Task A_thumb_up_is_no_word_to_the_bot_and_an_operator_can_see_that_it_came()
    {
        await _bot.AcceptAsync(Activities.Of("messageReaction", "r1").With("replyToId", "card-7").With("reactionsAdded", new JsonArray(new JsonObject { ["type"] = "like" })));

        Assert.Empty(_bot.Recorder.Intents);
        Assert.Empty(_bot.Recorder.Published);
        Assert.Contains("A reaction (like) to card-7 of conversation a:personal-alex by 29:alex is no word to the bot", _bot.Log.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("message")]
    [InlineData("messageReaction")]
    [InlineData("conversationUpdate")]
    public async Task Whatever_comes_tells_where_its_conversation_is_reached_from_now_on(string type)
    {
        await using var old = await FakeConnector.StartAsync(_bot.Time);
        await using var moved = await FakeConnector.StartAsync(_bot.Time);
        await _bot.PostAsync(Activities.Message("pods").With("serviceUrl", old.Url));
        await _bot.PostAsync(Activities.Of(type, "u1").With("text", "why").With("serviceUrl", moved.Url));

        var posting = new Posting(Personal, new Reply { Title = "Request 3 waits for you" }, new Reader(Locale.English, TimeZoneInfo.Utc, TeamsHost.Now), null, 1);
        Assert.IsType<PostingResult.Posted>(await _bot.Channel.PostAsync(posting, TestContext.Current.CancellationToken));
        Assert.Empty(old.Calls);
        Assert.Equal(["POST message"], moved.Calls);
    }

    [Fact]
    public async Task What_comes_from_a_conversation_that_the_bot_is_not_in_is_not_remembered()
    {
        await _bot.AcceptAsync(Activities.Of("messageReaction", "r1"));
        Assert.Empty(_bot.Recorder.Addresses);
    }

    [Fact]
    public async Task Being_taken_out_of_a_room_forgets_it_and_others_leaving_does_not()
    {
        await _bot.AcceptAsync(Activities.Message("pods"));
        await _bot.AcceptAsync(Activities.Of("conversationUpdate", "u1").With("membersRemoved", new JsonArray(new JsonObject { ["id"] = "29:megan" })));
        Assert.Single(_bot.Recorder.Addresses);
        await _bot.AcceptAsync(Activities.Of("conversationUpdate", "u2").With("membersRemoved", new JsonArray(new JsonObject { ["id"] = "28:bot" })));
        Assert.Empty(_bot.Recorder.Addresses);
    }

    [Theory]
    [InlineData("messageReaction")]
    [InlineData("messageUpdate")]
    [InlineData("messageDelete")]
    [InlineData("typing")]
    [InlineData("endOfConversation")]
    [InlineData("somethingNew")]
    public async Task Other_activities_are_accepted_and_do_nothing(string type)
    {
        await _bot.AcceptAsync(Activities.Of(type, "x1"));
        Assert.Empty(_bot.Recorder.Intents);
        Assert.Empty(_bot.Recorder.Published);
    }

    // A Text that has arguments compares them by reference.
    private static bool EqualText(Text one, Text other) => one is Text.Keyed a && other is Text.Keyed b && a.Key == b.Key;

    private static JsonObject Mention(string id, string name, string? text)
    {
        var mention = new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = name } };
        if (text is not null) mention["text"] = text;
        return mention;
    }
}
