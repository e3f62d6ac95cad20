using System.Text.Json.Nodes;
using ChatOpsBot.Tests.Channels.Slack;

namespace ChatOpsBot.Tests.Vendors;

/// <summary>Slack's own framework and the bot get the same envelopes through a socket each, and acknowledge the same ones alike; where they
/// do not, the row says why.</summary>
public sealed class SlackBoltSocketTests(SlackBoltSocketTests.Bolt bolt) : IClassFixture<SlackBoltSocketTests.Bolt>
{
    /// <summary>@slack/bolt with its Socket Mode receiver.</summary>
    public sealed class Bolt() : NodeFixture("bolt.mjs");

    private static IReadOnlyList<(string Type, JsonObject Payload, bool TakesAnswer, bool Bolt, string? Why)> Envelopes { get; } =
    [
        ("events_api", SlackEvents.Mention("pods"), false, true, null),
        ("events_api", SlackEvents.Direct("whoami"), false, true, null),
        ("events_api", SlackEvents.Callback(new JsonObject { ["type"] = "reaction_added", ["user"] = "U0BOB", ["item"] = new JsonObject() }), false, true, null),
        ("slash_commands", SlackEvents.Command("help", "1.2.3"), true, true, null),
        ("interactive", SlackEvents.Press("whoami", "1.1"), true, true, null),
        ("interactive", Of("view_submission", ("view", new JsonObject { ["id"] = "V1", ["callback_id"] = "reason", ["private_metadata"] = "" })), true, true, null),
        ("interactive", Of("block_suggestion", ("block_id", "names:why"), ("action_id", "pick:name"), ("value", "nothing of that name")), true, true, null),
        ("interactive", Of("teleport"), true, false, "What does not concern the bot is acknowledged, or Slack would send it again for nothing."),
        ("of_tomorrow", new JsonObject(), false, false, "As above."),
    ];

    [Fact]
    public async Task The_bot_acknowledges_what_Bolt_acknowledges_with_the_same_payload()
    {
        var program = bolt.Program;
        await using var theirs = await FakeSlack.StartAsync(TimeProvider.System);
        await using var host = await SlackHost.SocketAsync();
        await program.CallAsync("socket", new JsonObject { ["url"] = theirs.Url, ["token"] = FakeSlack.BotToken, ["appToken"] = FakeSlack.AppToken });

        foreach (var (number, (type, payload, takesAnswer, acknowledged, why)) in Envelopes.Index())
        {
            var their = theirs.Envelope(type, (JsonObject)payload.DeepClone(), takesAnswer);
            var our = host.Slack.Envelope(type, (JsonObject)payload.DeepClone(), takesAnswer);
            var ack = await host.Slack.AcknowledgementAsync(our);
            await program.CallAsync("settled", new JsonObject { ["count"] = 2 * number + 1 });
            // What went through the socket before this one's acknowledgement has come before it.
            await theirs.AcknowledgementAsync(theirs.Envelope("events_api", SlackEvents.Mention("and then")));
            await program.CallAsync("settled", new JsonObject { ["count"] = 2 * number + 2 });
            var theirAck = theirs.Acknowledged.Find(one => (string?)one["envelope_id"] == their);

            Assert.Equal(acknowledged, theirAck is not null);
            Assert.True(acknowledged || why is not null, $"The bot acknowledges {type}, Bolt does not, and nobody says why.");
            // Bolt writes an empty payload where it has none to write.
            if (theirAck is not null) Assert.Equal(theirAck["payload"]?.ToJsonString() ?? "{}", ack["payload"]?.ToJsonString() ?? "{}");
        }
        Assert.Equal(0, host.Slack.Waiting);
    }

    private static JsonObject Of(string type, params (string Name, JsonNode Value)[] members)
    {
        var payload = new JsonObject
        {
            ["type"] = type,
            ["user"] = new JsonObject { ["id"] = "U0ALICE", ["team_id"] = FakeSlack.Team },
            ["team"] = new JsonObject { ["id"] = FakeSlack.Team },
        };
        foreach (var (name, value) in members) payload[name] = value;
        return payload;
    }
}
