using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Slack.Views;

namespace ChatOpsBot.Tests.Channels.Slack.Views;

public sealed class ReasonModalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("deny 12", "", null, "deny 12")]
    [InlineData("deny 12", "", "  ", "deny 12")]
    [InlineData("deny 12", "", "not before noon", "deny 12 \"not before noon\"")]
    [InlineData("delete pod x -n shop", "--reason", "stuck", "delete pod x -n shop --reason \"stuck\"")]
    [InlineData("delete pod x -n shop", "--reason", "--force", "delete pod x -n shop --reason \"force\"")]
    [InlineData("deny 12", "", "a \"b\" --force\nc", "deny 12 \"a 'b' --force c\"")]
    public void A_reason_is_one_word_that_can_be_no_option(string say, string word, string? reason, string said) => Assert.Equal(said, ReasonModal.With(say, word, reason));

    [Fact]
    public async Task A_button_that_takes_a_reason_asks_for_it_and_says_it_when_it_is_submitted()
    {
        await using var host = await SlackHost.HttpAsync();
        using var pressed = await host.InteractionAsync(SlackEvents.Press("deny 12", "1.1", thread: "1.0", trigger: host.Slack.Trigger()));
        Assert.Empty(host.Recorder.Intents);
        var (id, view) = Assert.Single(host.Slack.Views);

        using var submitted = await host.InteractionAsync(Submission(id, view, "not before noon"));
        using var again = await host.InteractionAsync(Submission(id, view, "not before noon"));

        Assert.Equal("", await submitted.Content.ReadAsStringAsync(Token));
        var intent = Assert.Single(host.Recorder.Intents);
        Assert.Equal(("deny 12 \"not before noon\"", "T0SHOP/C0ONCALL/1.0", "1.1"), (intent.Text, intent.Where.Conversation, intent.CardActivity));
    }

    [Fact]
    public async Task Who_submits_is_who_Slack_says_and_not_who_pressed()
    {
        await using var host = await SlackHost.HttpAsync();
        using var pressed = await host.InteractionAsync(SlackEvents.Press("deny 12", "1.1", trigger: host.Slack.Trigger()));
        var (id, view) = Assert.Single(host.Slack.Views);
        var forged = Submission(id, view, "x");
        forged["user"]!["id"] = "U0BOB";
        using var submitted = await host.InteractionAsync(forged);
        Assert.Equal("slack:T0SHOP/U0BOB", Assert.Single(host.Recorder.Intents).Account.Value);
    }

    [Fact]
    public async Task Where_no_modal_can_be_opened_the_command_is_said_without_a_reason()
    {
        await using var host = await SlackHost.HttpAsync();
        var late = host.Slack.Trigger();
        host.Clock.Advance(TimeSpan.FromSeconds(4));
        using var pressed = await host.InteractionAsync(SlackEvents.Press("deny 12", "1.1", trigger: late));
        Assert.Equal("deny 12", Assert.Single(host.Recorder.Intents).Text);
        Assert.Contains("expired_trigger_id", host.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Views_of_others_say_nothing()
    {
        await using var host = await SlackHost.HttpAsync();
        using var submitted = await host.InteractionAsync(Submission("V1", new JsonObject { ["callback_id"] = "reason", ["private_metadata"] = "{" }, "x"));
        Assert.Empty(host.Recorder.Intents);
        Assert.True(submitted.IsSuccessStatusCode);
    }

    private static JsonObject Submission(string id, JsonObject view, string reason) => new()
    {
        ["type"] = "view_submission",
        ["user"] = new JsonObject { ["id"] = "U0ALICE", ["team_id"] = FakeSlack.Team },
        ["team"] = new JsonObject { ["id"] = FakeSlack.Team },
        ["view"] = new JsonObject
        {
            ["id"] = id,
            ["callback_id"] = (string?)view["callback_id"],
            ["private_metadata"] = (string?)view["private_metadata"],
            ["state"] = new JsonObject { ["values"] = new JsonObject { ["reason"] = new JsonObject { ["said"] = new JsonObject { ["type"] = "plain_text_input", ["value"] = reason } } } },
        },
    };
}
