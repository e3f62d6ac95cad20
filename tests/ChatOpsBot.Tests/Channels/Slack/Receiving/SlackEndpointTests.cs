using System.Net;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;

namespace ChatOpsBot.Tests.Channels.Slack.Receiving;

/// <summary>HTTP mode, over real HTTP.</summary>
public sealed class SlackEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mention_is_recorded_for_the_thread_that_its_answer_starts()
    {
        await using var host = await SlackHost.HttpAsync();

        using var answer = await host.EventAsync(SlackEvents.Mention("pods -n shop --bad"));

        Assert.Equal((HttpStatusCode.OK, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token)));
        var intent = Assert.Single(host.Recorder.Intents);
        Assert.Equal(
            new Intent("slack:C0ONCALL/1764000001.000100@U0ALICE", new("slack:T0SHOP/U0ALICE"), "Alice", new("slack", "T0SHOP/C0ONCALL/1764000001.000100"),
                "pods -n shop --bad", "en-US", "Europe/Berlin", SlackHost.Now),
            intent);
        Assert.Contains(intent.Where, host.Recorder.Addresses);
    }

    [Fact]
    public async Task A_mention_in_a_thread_is_answered_there()
    {
        await using var host = await SlackHost.HttpAsync();
        using var answer = await host.EventAsync(SlackEvents.Mention("pods", thread: "1764000000.000001"));
        Assert.Equal("T0SHOP/C0ONCALL/1764000000.000001", Assert.Single(host.Recorder.Intents).Where.Conversation);
    }

    [Fact]
    public async Task A_direct_message_is_the_chat_of_its_sender()
    {
        await using var host = await SlackHost.HttpAsync();

        using var answer = await host.EventAsync(SlackEvents.Direct("whoami"));

        var intent = Assert.Single(host.Recorder.Intents);
        Assert.Equal("T0SHOP/U0ALICE", intent.Where.Conversation);
        Assert.Equal(intent.Account, host.Recorder.Addresses[intent.Where].PersonalOf);
        Assert.Contains("\"D0ALICE\"", host.Recorder.Addresses[intent.Where].Reference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_again_is_recorded_once_under_whatever_event_it_comes()
    {
        await using var host = await SlackHost.HttpAsync();
        var mention = SlackEvents.Mention("pods");
        using var first = await host.EventAsync(mention);
        using var again = await host.EventAsync(mention);
        // The same message as another event: by its channel and ts it is the same.
        using var other = await host.EventAsync(SlackEvents.Mention("pods"));
        Assert.All([first, again, other], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single(host.Recorder.Intents);
    }

    [Fact]
    public async Task Bots_and_changes_of_messages_are_nobodys_word()
    {
        await using var host = await SlackHost.HttpAsync();
        using var own = await host.EventAsync(SlackEvents.Direct("pods", bot: "B0BOT"));
        using var changed = await host.EventAsync(SlackEvents.Callback(new JsonObject
        {
            ["type"] = "message",
            ["subtype"] = "message_changed",
            ["channel_type"] = "im",
            ["channel"] = "D1",
            ["ts"] = "1.1",
            ["message"] = new JsonObject(),
        }));
        using var unasked = await host.EventAsync(SlackEvents.Callback(new JsonObject
        {
            ["type"] = "message",
            ["channel_type"] = "channel",
            ["channel"] = "C1",
            ["user"] = "U0ALICE",
            ["ts"] = "1.1",
            ["text"] = "delete pod x",
        }));
        Assert.All([own, changed, unasked], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Empty(host.Recorder.Intents);
    }

    [Fact]
    public async Task In_Enterprise_Grid_the_account_has_the_organization_too()
    {
        await using var host = await SlackHost.HttpAsync();
        var mention = SlackEvents.Mention("pods");
        mention["enterprise_id"] = "E0GRID";
        using var answer = await host.EventAsync(mention);
        Assert.Equal("slack:E0GRID/T0SHOP/U0ALICE", Assert.Single(host.Recorder.Intents).Account.Value);
    }

    [Fact]
    public async Task Somebody_of_another_workspace_in_a_shared_channel_is_that_workspaces()
    {
        await using var host = await SlackHost.HttpAsync();
        var mention = SlackEvents.Mention("pods");
        mention["event"]!["user_team"] = "T0OTHER";
        using var answer = await host.EventAsync(mention);
        Assert.Equal("slack:T0OTHER/U0ALICE", Assert.Single(host.Recorder.Intents).Account.Value);
    }

    [Fact]
    public async Task A_workspace_that_is_not_served_is_told_so()
    {
        await using var host = await SlackHost.HttpAsync(("Slack:Workspaces:0", "T0OTHER"));
        using var answer = await host.EventAsync(SlackEvents.Mention("pods"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(host.Recorder.Intents);
        Assert.Equal("T0SHOP/C0ONCALL/1764000001.000100", Assert.Single(Assert.Single(host.Recorder.Published).To).Conversation);
    }

    [Fact]
    public async Task A_slash_command_is_recorded_and_shown_to_the_room()
    {
        await using var host = await SlackHost.HttpAsync();

        using var answer = await host.CommandAsync(SlackEvents.Command("why checkout -n shop", "13345224609.738474920.8088930838d88f008e0"));

        Assert.Equal("in_channel", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["response_type"]);
        var intent = Assert.Single(host.Recorder.Intents);
        Assert.Equal(("why checkout -n shop", "T0SHOP/C0ONCALL"), (intent.Text, intent.Where.Conversation));
    }

    [Fact]
    public async Task A_slash_command_in_somebodys_direct_messages_is_answered_in_the_bots_own()
    {
        await using var host = await SlackHost.HttpAsync();
        using var answer = await host.CommandAsync(SlackEvents.Command("", "1.2.3", channel: "D0WITHBOB"));
        var intent = Assert.Single(host.Recorder.Intents);
        Assert.Equal(("help", "T0SHOP/U0ALICE"), (intent.Text, intent.Where.Conversation));
    }

    [Fact]
    public async Task A_button_says_its_command_and_a_double_click_says_it_once()
    {
        await using var host = await SlackHost.HttpAsync();
        var press = SlackEvents.Press("walk 17 yes --at P14", "1764000003.000200", thread: "1764000001.000100");

        using var first = await host.InteractionAsync(press);
        using var second = await host.InteractionAsync(press);
        var once = Assert.Single(host.Recorder.Intents);
        // The card may stay in sight for days: later it is another press.
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        using var later = await host.InteractionAsync(press);

        Assert.Equal(("walk 17 yes --at P14", "T0SHOP/C0ONCALL/1764000001.000100", "1764000003.000200"), (once.Text, once.Where.Conversation, once.CardActivity));
        Assert.Equal(2, host.Recorder.Intents.Count);
    }

    [Fact]
    public async Task Two_people_who_press_the_same_button_are_two_presses()
    {
        await using var host = await SlackHost.HttpAsync();
        using var alice = await host.InteractionAsync(SlackEvents.Press("approve 1", "1.1"));
        using var bob = await host.InteractionAsync(SlackEvents.Press("approve 1", "1.1", user: "U0BOB"));
        Assert.Equal(["slack:T0SHOP/U0ALICE", "slack:T0SHOP/U0BOB"], host.Recorder.Intents.Select(intent => intent.Account.Value));
    }

    [Fact]
    public async Task A_button_that_only_one_person_sees_has_no_card_to_replace()
    {
        await using var host = await SlackHost.HttpAsync();
        using var answer = await host.InteractionAsync(SlackEvents.Press("pods", "1.1", ephemeral: true));
        Assert.Null(Assert.Single(host.Recorder.Intents).CardActivity);
    }

    [Fact]
    public async Task A_choice_from_a_list_says_the_options_command()
    {
        await using var host = await SlackHost.HttpAsync();
        var pick = SlackEvents.Press("", "1.1");
        pick["actions"] = new JsonArray(new JsonObject
        {
            ["type"] = "static_select",
            ["action_id"] = "pick:0",
            ["block_id"] = "b",
            ["selected_option"] = new JsonObject { ["value"] = "why checkout -n shop" },
        });
        using var answer = await host.InteractionAsync(pick);
        Assert.Equal("why checkout -n shop", Assert.Single(host.Recorder.Intents).Text);
    }

    [Fact]
    public async Task Buttons_of_others_say_nothing()
    {
        await using var host = await SlackHost.HttpAsync();
        var press = SlackEvents.Press("delete pod x", "1.1");
        press["actions"]![0]!["action_id"] = "other";
        using var answer = await host.InteractionAsync(press);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(host.Recorder.Intents);
        Assert.Contains("it is not this bot's", host.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_URL_is_verified_and_the_certificate_looked_at_with_a_signature_alone()
    {
        await using var host = await SlackHost.HttpAsync();
        using var challenge = await host.EventAsync(new JsonObject { ["type"] = "url_verification", ["challenge"] = "3eZbrw1a" });
        Assert.Equal("3eZbrw1a", (string?)JsonNode.Parse(await challenge.Content.ReadAsStringAsync(Token))!["challenge"]);
        using var check = await host.CommandAsync(new JsonObject { ["ssl_check"] = "1", ["token"] = "x" });
        Assert.Equal(HttpStatusCode.OK, check.StatusCode);
        using var forged = await host.PostAsync("events", """{"type":"url_verification","challenge":"x"}""", "application/json", secret: "wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(-301)]
    public async Task A_request_of_another_time_is_refused(int seconds)
    {
        await using var host = await SlackHost.HttpAsync();
        using var answer = await host.PostAsync("events", SlackEvents.Mention("pods").ToJsonString(), "application/json", at: SlackHost.Now.AddSeconds(seconds));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(host.Recorder.Intents);
    }

    [Theory]
    [InlineData("events", "{", "application/json")]
    [InlineData("events", "[]", "application/json")]
    [InlineData("events", "{}", "application/json")]
    [InlineData("events", "{\"team_id\":\"T\",\"event\":{\"type\":\"app_mention\"}}", "application/json")]
    [InlineData("events", "{\"team_id\":7,\"event\":{\"type\":\"app_mention\"}}", "application/json")]
    [InlineData("events", "{}", "text/plain")]
    [InlineData("commands", "text=pods", "application/x-www-form-urlencoded")]
    [InlineData("commands", "{}", "application/json")]
    [InlineData("interactivity", "payload=%7B", "application/x-www-form-urlencoded")]
    [InlineData("interactivity", "payload=%7B%7D", "application/x-www-form-urlencoded")]
    [InlineData("interactivity", "other=1", "application/x-www-form-urlencoded")]
    public async Task What_is_malformed_is_refused_with_a_sentence(string path, string body, string type)
    {
        await using var host = await SlackHost.HttpAsync();
        using var answer = await host.PostAsync(path, body, type);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty((string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["error"]!["message"] ?? "");
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_acknowledged_and_taken_when_it_comes_again()
    {
        await using var host = await SlackHost.HttpAsync();
        var mention = SlackEvents.Mention("pods");
        host.Recorder.Fails = new IOException("disk full");
        using var failed = await host.EventAsync(mention);
        host.Recorder.Fails = null;
        using var again = await host.EventAsync(mention);
        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.OK), (failed.StatusCode, again.StatusCode));
        Assert.Single(host.Recorder.Intents);
    }

    [Fact]
    public async Task Nobody_is_served_here_while_the_events_come_through_a_socket()
    {
        await using var host = await SlackHost.SocketAsync();
        using var answer = await host.EventAsync(SlackEvents.Mention("pods"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("through a socket", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_language_does_not_hold_up_a_message()
    {
        await using var host = await SlackHost.HttpAsync();
        host.Slack.Fail("users.info", 500);
        using var answer = await host.EventAsync(SlackEvents.Mention("pods"));
        Assert.Null(Assert.Single(host.Recorder.Intents).Locale);
    }
}
