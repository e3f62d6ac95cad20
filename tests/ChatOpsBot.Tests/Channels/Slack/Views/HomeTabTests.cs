using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Slack;

namespace ChatOpsBot.Tests.Channels.Slack.Views;

public sealed class HomeTabTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tab_shows_the_openers_requests_and_walks_in_their_language()
    {
        await using var host = await SlackHost.HttpAsync();
        using var opened = await host.EventAsync(Opened("U0BOB"));
        var home = (await host.Slack.UntilAsync(slack => slack.Views.GetValueOrDefault("U0BOB"))).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.Contains("您的请求与排查", home, StringComparison.Ordinal);
        Assert.Contains("requests --mine of slack:T0SHOP/U0BOB in T0SHOP/U0BOB", home, StringComparison.Ordinal);
        Assert.Contains("walks --mine of slack:T0SHOP/U0BOB", home, StringComparison.Ordinal);
        Assert.Empty(host.Recorder.Intents);
        Assert.Contains("D0BOB", host.Recorder.Addresses[new("slack", "T0SHOP/U0BOB")].Reference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_pressed_there_is_answered_in_the_direct_message()
    {
        await using var host = await SlackHost.HttpAsync();
        var press = SlackEvents.Press("requests 1", "");
        press.Remove("channel");
        press.Remove("message");
        press["container"] = new JsonObject { ["type"] = "view", ["view_id"] = "V0HOME" };
        using var answer = await host.InteractionAsync(press);
        var intent = Assert.Single(host.Recorder.Intents);
        Assert.Equal(("T0SHOP/U0ALICE", null), (intent.Where.Conversation, intent.CardActivity));
    }

    [Fact]
    public async Task A_menu_of_names_searches_the_cluster_as_one_types()
    {
        await using var host = await SlackHost.HttpAsync();
        using var answer = await host.InteractionAsync(Suggestion("names:why", "pay"));
        var option = Assert.Single((JsonArray)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["options"]!)!;
        Assert.Equal(("payments-db-0", "why payments-db-0"), ((string?)option["text"]!["text"], (string?)option["value"]));
        Assert.Empty(host.Recorder.Intents);
    }

    [Fact]
    public async Task A_messages_long_pick_list_is_searched_as_one_types()
    {
        await using var host = await SlackHost.HttpAsync();
        var room = new SlackReference(FakeSlack.Team, "C0ONCALL", null, null);
        await host.Recorder.RememberAsync(room.Address, room.Write(), null, null, Token);
        var pick = new PickList("Which one?", [.. Enumerable.Range(1, 250).Select(number => new Choice($"pod {number}", $"why pod-{number}"))]);
        await host.Channel.PostAsync(new Posting(room.Address, Reply.Asking("Which?", pick), new Reader(Locale.English, TimeZoneInfo.Utc, SlackHost.Now), null, 1), Token);
        var block = Assert.Single(host.Slack.Messages).Value["blocks"]!.AsArray().Single(block => block!.ToJsonString().Contains("external_select", StringComparison.Ordinal))!;

        using var answer = await host.InteractionAsync(Suggestion((string)block["block_id"]!, "24"));

        var options = (JsonArray)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["options"]!;
        Assert.Null(FakeSlackLimits.OfOptions(options));
        Assert.Contains("why pod-124", options.Select(option => (string?)option!["value"]));
        Assert.DoesNotContain("why pod-1", options.Select(option => (string?)option!["value"]));
    }

    private static JsonObject Opened(string user) => SlackEvents.Callback(new JsonObject
    {
        ["type"] = "app_home_opened",
        ["user"] = user,
        ["channel"] = "D" + user[1..],
        ["tab"] = "home",
        ["event_ts"] = "1764000006.1",
    });

    private static JsonObject Suggestion(string block, string typed) => new()
    {
        ["type"] = "block_suggestion",
        ["user"] = new JsonObject { ["id"] = "U0ALICE", ["team_id"] = FakeSlack.Team },
        ["team"] = new JsonObject { ["id"] = FakeSlack.Team },
        ["block_id"] = block,
        ["action_id"] = "pick:name",
        ["value"] = typed,
    };
}
