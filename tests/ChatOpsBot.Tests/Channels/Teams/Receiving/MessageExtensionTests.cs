using System.Net;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Teams.Receiving;
using ChatOpsBot.Tests.Channels.Cards;

namespace ChatOpsBot.Tests.Channels.Teams.Receiving;

public sealed class MessageExtensionTests : IAsyncLifetime
{
    private TeamsHost _bot = null!;

    public async ValueTask InitializeAsync() => _bot = await TeamsHost.LocalAsync(("Teams:TenantId", TeamsHost.Tenant));

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task A_pod_that_a_message_names_is_asked_about_as_the_one_who_asks_in_the_room_where_it_stands()
    {
        var task = await AskAsync(Use("<p>on-call-team-x2x4z please:&nbsp;<code>payments-db-0</code> does not start</p>"));

        Assert.Equal(("continue", "它为什么出问题？"), ((string?)task["type"], (string?)task["value"]!["title"]));
        var card = task["value"]!["card"]!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)card["contentType"]);
        Assert.Contains($"why payments-db-0 of teams:{TeamsHost.Tenant}/aad0-alex in 19:room@thread.tacv2;messageid=1", card["content"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(_bot.Recorder.Intents);
        Assert.Empty(_bot.Recorder.Addresses);
    }

    [Fact]
    public async Task What_its_buttons_would_say_is_written_out_for_nothing_can_be_pressed_there()
    {
        _bot.Recorder.Answers = (_, _) => Task.FromResult(new Reply { Title = "Two", Parts = [new PickList("Which?", [new("shop", "why db-0 -n shop")]), new Buttons([new("Walk", "walk db-0")])] });
        var card = (await AskAsync(Use("payments-db-0")))["value"]!["card"]!["content"]!.ToJsonString();
        Assert.Contains("why db-0 -n shop", card, StringComparison.Ordinal);
        Assert.Contains("walk db-0", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Action.", card, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("diagnosis", "en")]
    [InlineData("diagnosis", "zh-Hans")]
    [InlineData("long-pick", "en")]
    [InlineData("long-pick", "zh-Hans")]
    public async Task The_dialogs_card_is_as_its_golden_file_says(string name, string language)
    {
        _bot.Recorder.Answers = (_, _) => Task.FromResult(Replies.Golden(name, language).Reply);
        var task = await AskAsync(Use("payments-db-0").With("locale", language));
        GoldenFile.Matches($"dialog-{name}.{language}.json", task["value"]!["card"]!["content"]!);
    }

    [Fact]
    public async Task An_alerts_cards_are_read_too()
    {
        var alert = Use("").With("value.messagePayload.attachments", new JsonArray(
            new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["content"] = """{"type":"AdaptiveCard","id":"not-a-pod-7","body":[{"type":"FactSet","facts":[{"title":"pod","value":"payments-db-0"}]}]}""",
            },
            new JsonObject { ["contentType"] = "text/plain", ["content"] = "{ no JSON" },
            new JsonObject { ["contentType"] = "reference" }));
        Assert.Contains("why payments-db-0 of", (await AskAsync(alert)).ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("it is broken")]
    [InlineData("")]
    public async Task A_message_that_names_no_pod_gets_a_sentence(string text)
    {
        var task = await AskAsync(Use(text));
        Assert.Equal("message", (string?)task["type"]);
        Assert.Contains("没有 pod 的名称", (string?)task["value"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_without_payload_gets_the_same_sentence() =>
        Assert.Equal("message", (string?)(await AskAsync(Use("x").With("value.messagePayload", null)))["type"]);

    [Fact]
    public async Task A_cluster_that_does_not_answer_while_Teams_waits_is_said_and_logged()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _bot.Recorder.Answers = async (_, token) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            throw new InvalidOperationException();
        };
        var answering = AskAsync(Use("payments-db-0"));
        await asked.Task;
        _bot.Time.Advance(MessageExtension.Patience);
        Assert.Contains("why payments-db-0", (string?)(await answering)["value"], StringComparison.Ordinal);
        Assert.Contains("no answer about payments-db-0 in time", _bot.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_of_another_tenant_is_refused_in_the_dialog()
    {
        var task = await AskAsync(Use("payments-db-0").With("channelData.tenant.id", "9d000000-0000-4000-8000-000000000000"));
        Assert.Contains("租户", (string?)task["value"], StringComparison.Ordinal);
        Assert.Contains("Refused a sender", _bot.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_command_is_not_implemented() =>
        Assert.Equal(HttpStatusCode.NotImplemented, (await _bot.PostAsync(TeamsHost.Local(Use("payments-db-0").With("value.commandId", "approve")))).StatusCode);

    private static JsonObject Use(string content) => Activities.Of("invoke", "e1").With("name", "composeExtension/fetchTask")
        .With("conversation", new JsonObject { ["id"] = "19:room@thread.tacv2;messageid=1", ["conversationType"] = "channel", ["isGroup"] = true, ["tenantId"] = TeamsHost.Tenant })
        .With("value", new JsonObject
        {
            ["commandId"] = "why",
            ["commandContext"] = "message",
            ["messagePayload"] = new JsonObject { ["id"] = "1", ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = content } },
        });

    private async Task<JsonObject> AskAsync(JsonObject activity) => (await _bot.InvokeAsync(activity))["task"]!.AsObject();
}
