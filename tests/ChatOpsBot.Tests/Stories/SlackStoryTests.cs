using System.Text.Json.Nodes;
using ChatOpsBot.Host.CommandLine;
using ChatOpsBot.Host.Hosting;
using ChatOpsBot.Tests.Channels.Slack;

namespace ChatOpsBot.Tests.Stories;

/// <summary>The whole program on its demo cluster, in Slack through a socket: Alice is on call, Bob approves.</summary>
public sealed class SlackStoryTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatops-slack");
    private FakeSlack _slack = null!;
    private BotApplication _bot = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync(TimeProvider.System);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "settings.json"), $$"""
            {
              "People": {
                "alice": { "Accounts": [ "slack:{{FakeSlack.Team}}/U0ALICE" ] },
                "bob": { "Accounts": [ "slack:{{FakeSlack.Team}}/U0BOB" ] }
              },
              "Slack": { "BotToken": "{{FakeSlack.BotToken}}", "AppToken": "{{FakeSlack.AppToken}}", "ApiBaseUrl": "{{_slack.Url}}/api/" }
            }
            """, Token);
        var settings = new BotSettings(true, null, null, new FileInfo(Path.Combine(_folder.FullName, "settings.json")), new FileInfo(Path.Combine(_folder.FullName, "chatops.db")));
        _bot = await BotApplication.CreateAsync(settings, "http://127.0.0.1:0", localTests: false, Token);
        await _bot.StartAsync(Token);
        await _slack.UntilAsync(slack => slack.OpenSockets == 1 ? slack : null);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_question_is_answered_in_its_thread_and_the_socket_is_in_status()
    {
        _slack.Envelope("events_api", SlackEvents.Mention("pods -n shop --bad"));
        var answer = await _slack.MessageAsync(message => message.Contains("checkout-", StringComparison.Ordinal));
        Assert.Equal(("C0ONCALL", "1764000001.000100"), ((string?)answer["channel"], (string?)answer["thread_ts"]));

        _slack.Envelope("events_api", SlackEvents.Direct("status"));
        await _slack.MessageAsync(message => message.Contains("connected since", StringComparison.Ordinal));
        Assert.Equal(0, _slack.Waiting);
    }

    [Fact]
    public async Task A_force_deletion_is_asked_in_a_thread_and_approved_in_the_approvers_messages_with_a_reason()
    {
        _slack.Envelope("events_api", SlackEvents.Mention("delete pod payments-db-0 -n shop --force"));
        // Bob never wrote to the bot: the card comes into his messages all the same.
        var key = await CardAsync("D0BOB", "approve 1");

        _slack.Envelope("interactive", SlackEvents.Press("approve 1", key.Ts, user: "U0BOB", channel: "D0BOB", trigger: _slack.Trigger()));
        var (id, view) = await _slack.UntilAsync(slack => slack.Views.Select(view => Tuple.Create(view.Key, view.Value)).FirstOrDefault());
        _slack.Envelope("interactive", new JsonObject
        {
            ["type"] = "view_submission",
            ["user"] = new JsonObject { ["id"] = "U0BOB", ["team_id"] = FakeSlack.Team },
            ["team"] = new JsonObject { ["id"] = FakeSlack.Team },
            ["view"] = new JsonObject
            {
                ["id"] = id,
                ["callback_id"] = (string?)view["callback_id"],
                ["private_metadata"] = (string?)view["private_metadata"],
                ["state"] = new JsonObject { ["values"] = new JsonObject { ["reason"] = new JsonObject { ["said"] = new JsonObject { ["value"] = "power is off, checked in the rack" } } } },
            },
        });

        // Both copies of the card tell the end, the one in the thread and Bob's.
        await UpdatedAsync("D0BOB", "was carried out");
        await UpdatedAsync("C0ONCALL", "was carried out");
        _slack.Envelope("events_api", SlackEvents.Direct("audit 1", user: "U0BOB"));
        await _slack.MessageAsync(message => message.Contains("power is off, checked in the rack", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_approval_of_ones_own_request_is_refused_to_oneself_alone()
    {
        _slack.Envelope("events_api", SlackEvents.Mention("delete pod payments-db-0 -n shop --force"));
        var key = await CardAsync("C0ONCALL", "approve 1");
        _slack.Envelope("events_api", SlackEvents.Mention("approve 1", ts: "1764000007.000100", thread: "1764000001.000100"));
        var whisper = await _slack.UntilAsync(slack => slack.Whispers.FirstOrDefault());
        Assert.Equal("U0ALICE", (string?)whisper["user"]);
        Assert.Contains("somebody else has to approve", (string?)whisper["text"], StringComparison.Ordinal);
        Assert.NotEqual("", key.Ts);
    }

    private async Task<(string Channel, string Ts)> CardAsync(string channel, string button) => (await _slack.UntilAsync(slack => slack.Messages
        .Where(message => message.Key.Channel == channel && message.Value["blocks"]?.ToJsonString().Contains($"\"{button}\"", StringComparison.Ordinal) == true)
        .Select(message => Tuple.Create(message.Key)).FirstOrDefault())).Item1;

    private Task<SlackCall> UpdatedAsync(string channel, string words) => _slack.UntilAsync(slack => slack.Calls.Find(call =>
        call.Method == "chat.update" && (string?)call.Arguments["channel"] == channel && call.Arguments.ToJsonString().Contains(words, StringComparison.Ordinal)));
}
