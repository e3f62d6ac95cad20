using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Teams;

namespace ChatOpsBot.Tests.Channels.Teams.Files;

/// <summary>What is too long for a card, from the offer to the file in OneDrive.</summary>
public sealed class FileConsentsTests : IAsyncLifetime
{
    private const string Consent = "application/vnd.microsoft.teams.card.file.consent";
    private static readonly string Yaml = string.Join('\n', Enumerable.Range(1, 232).Select(line => $"line{line}: 值"));
    private static readonly Reply Described = new() { Title = "Pod checkout", Parts = [new Attachment("checkout.yaml", "application/yaml", Yaml)] };
    private static readonly Reader English = new(Locale.English, TimeZoneInfo.Utc, TeamsHost.Now);
    private TeamsHost _bot = null!;
    private FakeConnector _teams = null!;
    private FakeOneDrive _drive = null!;

    public async ValueTask InitializeAsync()
    {
        _bot = await TeamsHost.LocalAsync(("Teams:TenantId", TeamsHost.Tenant));
        _teams = await FakeConnector.StartAsync(_bot.Time);
        _drive = await FakeOneDrive.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
        await _drive.DisposeAsync();
    }

    [Fact]
    public async Task An_accepted_file_is_put_whole_into_OneDrive_and_its_card_takes_the_place_of_the_question()
    {
        var (id, consent) = await OfferAsync();
        Assert.Equal("checkout.yaml", (string?)consent["name"]);
        Assert.Equal(Encoding.UTF8.GetByteCount(Yaml), (int?)consent["content"]!["sizeInBytes"]);
        Assert.Contains("offered below as a file", CardText(), StringComparison.Ordinal);

        await AnswerAsync("accept", id, consent["content"]!["acceptContext"]!);

        var shown = await _teams.MessageAsync(message => message.Contains("file.info", StringComparison.Ordinal));
        Assert.Same(_teams.Messages[id], shown);
        var info = shown["attachments"]![0]!;
        Assert.Equal(("application/vnd.microsoft.teams.card.file.info", "https://contoso-my.sharepoint.com/checkout.yaml", "u-1", "yaml"),
            ((string?)info["contentType"], (string?)info["contentUrl"], (string?)info["content"]!["uniqueId"], (string?)info["content"]!["fileType"]));
        var length = Encoding.UTF8.GetByteCount(Yaml);
        Assert.Equal(($"bytes 0-{length - 1}/{length}", Yaml), Assert.Single(_drive.Put));
    }

    [Fact]
    public async Task A_declined_file_is_not_sent_and_the_question_becomes_a_polite_sentence_in_the_persons_language()
    {
        var (id, consent) = await OfferAsync();
        await AnswerAsync("decline", id, consent["content"]!["declineContext"]!);

        var shown = await _teams.MessageAsync(message => message.Contains("text", StringComparison.Ordinal) && !message.Contains("attachments", StringComparison.Ordinal));
        Assert.Equal("好的，不发送 checkout.yaml。以后需要时请再问一次。", (string?)_teams.Messages[id]["text"]);
        Assert.Same(_teams.Messages[id], shown);
        Assert.Empty(_drive.Put);
    }

    [Theory]
    [InlineData(400, "BadSyntax")]
    [InlineData(404, "ActivityNotFoundInConversation")]
    public async Task A_question_that_cannot_be_replaced_is_followed_by_what_would_have_taken_its_place(int status, string code)
    {
        var (id, consent) = await OfferAsync();
        _teams.Failures.Enqueue((status, code));
        await AnswerAsync("accept", id, consent["content"]!["acceptContext"]!);

        var shown = await _teams.MessageAsync(message => message.Contains("file.info", StringComparison.Ordinal));
        Assert.NotSame(_teams.Messages[id], shown);
    }

    [Fact]
    public async Task A_consent_that_comes_twice_puts_the_file_once()
    {
        var (id, consent) = await OfferAsync();
        await AnswerAsync("accept", id, consent["content"]!["acceptContext"]!);
        await _teams.MessageAsync(message => message.Contains("file.info", StringComparison.Ordinal));
        await AnswerAsync("accept", id, consent["content"]!["acceptContext"]!);
        await AnswerAsync("accept", id, new JsonObject { ["file"] = "another" });

        await SaidAsync("不再保留");
        Assert.Single(_drive.Put);
    }

    [Fact]
    public async Task A_failed_upload_is_told_and_can_be_allowed_once_more()
    {
        _drive.Status = 503;
        var (id, consent) = await OfferAsync();
        await AnswerAsync("accept", id, consent["content"]!["acceptContext"]!);
        Assert.Contains("503 Service Unavailable", await SaidAsync("OneDrive"), StringComparison.Ordinal);
        Assert.Contains("could not be put into OneDrive: 503", _bot.Log.All, StringComparison.Ordinal);

        _drive.Status = 200;
        await AnswerAsync("accept", id, consent["content"]!["acceptContext"]!);
        await _teams.MessageAsync(message => message.Contains("file.info", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://evil.example/upload")]
    [InlineData("http://169.254.169.254/upload")]
    [InlineData(null)]
    public async Task A_place_that_is_not_SharePoints_gets_nothing_and_an_operator_reads_why(string? place)
    {
        var (id, consent) = await OfferAsync();
        await AnswerAsync("accept", id, consent["content"]!["acceptContext"]!, place);
        await SaidAsync("没有发送 checkout.yaml");
        Assert.Contains("Refused to put the file checkout.yaml at", _bot.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_acceptance_that_names_no_place_at_all_is_no_refusal_of_the_person()
    {
        var (id, consent) = await OfferAsync();
        var answer = Answer("accept", id, consent["content"]!["acceptContext"]!, null).With("value.uploadInfo", null);
        Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(answer)).StatusCode);
        await SaidAsync("没有发送 checkout.yaml");
    }

    [Fact]
    public async Task A_consent_that_names_no_offer_does_nothing()
    {
        await AnswerAsync("accept", "1-1", new JsonObject { ["file"] = new JsonObject() });
        Assert.Contains("its data are not this bot's", _bot.Log.All, StringComparison.Ordinal);
        Assert.Empty(_teams.Calls);
    }

    [Fact]
    public async Task A_file_that_was_offered_to_one_person_is_not_put_for_another()
    {
        var (_, consent) = await OfferAsync();
        _teams.Conversations.Add("a:megan");
        var answer = Answer("accept", "1-9", consent["content"]!["acceptContext"]!, _drive.Url + "/upload").With("conversation.id", "a:megan");
        Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(answer)).StatusCode);
        await SaidAsync("不再保留");
        Assert.Empty(_drive.Put);
    }

    [Fact]
    public async Task In_a_room_the_beginning_is_shown_and_the_rest_counted()
    {
        await PostAsync(Described, user: null);
        var card = CardText();
        Assert.Contains("line20: ", card, StringComparison.Ordinal);
        Assert.DoesNotContain("line21: ", card, StringComparison.Ordinal);
        Assert.Contains("… 212 more lines", card, StringComparison.Ordinal);
        Assert.Single(_teams.Messages);
    }

    [Fact]
    public async Task Tables_and_logs_that_a_card_cuts_are_offered_too_and_what_it_shows_whole_is_not()
    {
        var rows = Enumerable.Range(0, 30).Select(row => (IReadOnlyList<string>)[$"pod-{row}", "Running"]).ToList();
        await PostAsync(new Reply
        {
            Title = "pods",
            Parts =
            [
                new Table(["NAME", "STATUS"], rows), new Table(["NAME"], [["one"]]), new Code("short", "log"),
                new Code(string.Join('\n', Enumerable.Range(0, 100)), "log", FileName: "checkout.log"), new Attachment("short.yaml", "application/yaml", "a: 1"),
            ],
        });
        Assert.Equal(["table.txt", "checkout.log"], Consents().Select(message => (string?)message.Value["attachments"]![0]!["name"]));
    }

    [Fact]
    public async Task A_card_that_takes_the_place_of_another_offers_nothing_again()
    {
        var (_, _) = await OfferAsync();
        await PostAsync(Described, replaces: "1-1");
        Assert.Single(Consents());
        Assert.Contains("… 212 more lines", CardText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_offer_that_Teams_does_not_take_is_said_and_logged_and_the_answer_stands()
    {
        _teams.Refuses = text => text.Contains(Consent, StringComparison.Ordinal);
        Assert.IsType<PostingResult.Posted>(await PostAsync(Described));
        Assert.Contains("could not be offered", await SaidAsync("checkout.yaml"), StringComparison.Ordinal);
        Assert.Contains("The file checkout.yaml could not be offered", _bot.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_United_States_governments_clouds_where_bots_send_no_files_none_is_offered()
    {
        await using var bot = await TeamsHost.LocalAsync(("Teams:Cloud", "UsGovernment"));
        await PostAsync(Described, bot: bot);
        Assert.Single(_teams.Messages);
        Assert.Contains("… 212 more lines", CardText(), StringComparison.Ordinal);
    }

    private IEnumerable<KeyValuePair<string, JsonObject>> Consents() => _teams.Messages.Where(message => (string?)message.Value["attachments"]?[0]?["contentType"] == Consent);

    private string CardText() => _teams.Messages["1-1"]["attachments"]![0]!["content"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private async Task<string> SaidAsync(string words) =>
        (string)(await _teams.MessageAsync(message => JsonNode.Parse(message)!["text"]?.GetValue<string>().Contains(words, StringComparison.Ordinal) == true))["text"]!;

    private async Task<(string Id, JsonNode Consent)> OfferAsync()
    {
        await PostAsync(Described);
        var (id, message) = Assert.Single(Consents());
        return (id, message["attachments"]![0]!);
    }

    private async Task<PostingResult> PostAsync(Reply reply, string? user = "29:alex", string? replaces = null, TeamsHost? bot = null)
    {
        bot ??= _bot;
        var reference = new TeamsReference(_teams.Url, "msteams", "a:personal-alex", "28:bot", "ChatOps", TeamsHost.Tenant) { User = user };
        await bot.Recorder.RememberAsync(reference.Address, reference.Write(), null, null, TestContext.Current.CancellationToken);
        return await bot.Channel.PostAsync(new Posting(reference.Address, reply, English, replaces, 1), TestContext.Current.CancellationToken);
    }

    private Task AnswerAsync(string action, string card, JsonNode context) => AnswerAsync(action, card, context, _drive.Url + "/upload");

    private async Task AnswerAsync(string action, string card, JsonNode context, string? place) =>
        Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(Answer(action, card, context, place))).StatusCode);

    private JsonObject Answer(string action, string card, JsonNode context, string? place) => Activities.Of("invoke", "f1")
        .With("name", "fileConsent/invoke").With("serviceUrl", _teams.Url).With("replyToId", card).With("value", new JsonObject
        {
            ["type"] = "fileUpload",
            ["action"] = action,
            ["context"] = context.DeepClone(),
            ["uploadInfo"] = action == "decline" ? null : new JsonObject
            {
                ["name"] = "checkout.yaml",
                ["uploadUrl"] = place,
                ["contentUrl"] = "https://contoso-my.sharepoint.com/checkout.yaml",
                ["uniqueId"] = "u-1",
                ["fileType"] = "yaml",
            },
        });
}
