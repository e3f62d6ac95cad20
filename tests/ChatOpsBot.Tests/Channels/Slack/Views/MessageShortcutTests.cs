using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Shortcuts;
using ChatOpsBot.Host.Channels.Slack.Views;

namespace ChatOpsBot.Tests.Channels.Slack.Views;

public sealed class MessageShortcutTests
{
    [Fact]
    public void An_alerts_attachments_and_blocks_are_read_too() => Assert.Equal(["payments-db-0", "web-1"], PodNames.In(MessageTexts.Of(new JsonObject
    {
        ["text"] = "",
        ["attachments"] = new JsonArray(new JsonObject { ["fields"] = new JsonArray(new JsonObject { ["title"] = "pod", ["value"] = "payments-db-0" }) }),
        ["blocks"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["text"] = "web-1" }, ["block_id"] = "not-a-pod-7" }),
    })).Order());

    [Fact]
    public async Task A_pod_of_the_cluster_in_the_message_is_asked_about_in_its_thread()
    {
        await using var host = await SlackHost.HttpAsync();
        using var used = await host.InteractionAsync(Use("on-call-team-x2x4z please: payments-db-0 does not start", host.Slack.Trigger()));
        var intent = Assert.Single(host.Recorder.Intents);
        Assert.Equal(("why payments-db-0", "T0SHOP/C0ONCALL/1764000005.000100"), (intent.Text, intent.Where.Conversation));
    }

    [Fact]
    public async Task A_pod_that_is_gone_is_asked_about_all_the_same()
    {
        await using var host = await SlackHost.HttpAsync();
        using var used = await host.InteractionAsync(Use("web-7d9f8c-x2x4z was evicted", host.Slack.Trigger()));
        Assert.Equal("why web-7d9f8c-x2x4z", Assert.Single(host.Recorder.Intents).Text);
    }

    [Fact]
    public async Task A_message_without_a_name_gets_a_sentence_that_only_the_asker_sees()
    {
        await using var host = await SlackHost.HttpAsync();
        using var used = await host.InteractionAsync(Use("it is broken", host.Slack.Trigger()));
        Assert.Empty(host.Recorder.Intents);
        Assert.Contains("No pod", Assert.Single(host.Slack.Views).Value.ToJsonString(), StringComparison.Ordinal);
    }

    private static JsonObject Use(string text, string trigger) => new()
    {
        ["type"] = "message_action",
        ["callback_id"] = "why",
        ["trigger_id"] = trigger,
        ["user"] = new JsonObject { ["id"] = "U0ALICE", ["team_id"] = FakeSlack.Team },
        ["team"] = new JsonObject { ["id"] = FakeSlack.Team },
        ["channel"] = new JsonObject { ["id"] = "C0ONCALL" },
        ["message_ts"] = "1764000005.000100",
        ["message"] = new JsonObject { ["ts"] = "1764000005.000100", ["text"] = text },
    };
}
