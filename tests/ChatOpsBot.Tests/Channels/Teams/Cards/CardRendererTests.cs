using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Teams.Cards;
using ChatOpsBot.Tests.Channels.Cards;
using CsCheck;

namespace ChatOpsBot.Tests.Channels.Teams.Cards;

public sealed class CardRendererTests
{
    [Theory]
    [MemberData(nameof(Replies.Goldens), MemberType = typeof(Replies))]
    public void A_reply_is_rendered_as_its_golden_file_says(string name, string language)
    {
        var (reply, reader) = Replies.Golden(name, language);
        var refresh = reply.Card is { } card ? new CardRefresh(card, ["29:alex", "29:megan"]) : null;
        GoldenFile.Matches($"{name}.{language}.json", JsonNode.Parse(CardRenderer.Render(reply, reader, "tok", refresh: refresh).Json)!);
    }

    [Fact]
    public void Any_reply_is_a_valid_card_within_the_limits()
    {
        Replies.Any.Sample(
            reply =>
            {
                var card = CardRenderer.Render(reply, Reader(Locale.Chinese), "0123456789abcdef01234567");
                var root = JsonNode.Parse(card.Json)!.AsObject();
                return Encoding.UTF8.GetByteCount(card.Json) <= 28 * 1024
                    && card.Json.Length * 2 <= 36 * 1024
                    && root["version"]!.GetValue<string>() == "1.5"
                    && root["body"]!.AsArray().Count > 0
                    && Texts(root).All(IsLiteral)
                    && Tokens(root).GroupBy(token => token).All(group => group.Count() == 2);
            },
            iter: 300);
    }

    [Fact]
    public void Text_is_shown_in_runs_alone_which_know_no_markdown()
    {
        var card = CardRenderer.Render(Replies.Hostile, Reader(Locale.English), "tok").Json;
        Assert.DoesNotContain("\"TextBlock\"", card, StringComparison.Ordinal);
        Assert.DoesNotContain("FactSet", card, StringComparison.Ordinal);
        Assert.Contains("**bold** [link](https://evil.example)", card, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_cut_is_counted()
    {
        var reply = new Reply
        {
            Title = "Pods",
            Parts =
            [
                new Table(["NAME"], [.. Enumerable.Range(0, 40).Select(n => (IReadOnlyList<string>)[$"pod-{n}"])]),
                new Code(string.Join('\n', Enumerable.Range(0, 100)), "log"),
            ],
        };
        var texts = Texts(JsonNode.Parse(CardRenderer.Render(reply, Reader(Locale.English), "tok").Json)!).ToList();
        Assert.Contains("… 15 more rows; narrow it with a name, -n or -l", texts);
        Assert.Contains("… 40 lines above", texts);
        Assert.Contains("99", texts);
        Assert.DoesNotContain("39", texts);
    }

    [Fact]
    public void The_marked_line_is_shown_wherever_it_stands()
    {
        var code = new Code(string.Join('\n', Enumerable.Range(0, 1000).Select(n => n == 500 ? "panic: here" : $"line {n}")), "log", Marked: 500);
        var card = CardRenderer.Render(new Reply { Title = "Log", Parts = [code] }, Reader(Locale.English), "tok").Json;
        Assert.Contains("▸\u00A0panic: here", Texts(JsonNode.Parse(card)!));
    }

    [Fact]
    public void Buttons_stay_when_explanations_are_cut()
    {
        var reply = new Reply
        {
            Title = "Request 7",
            Parts = [.. Enumerable.Range(0, 200).Select(_ => (ReplyPart)new Paragraph(new string('x', 4000))), new Buttons([new Button("Approve", "approve 7"), new Button("Deny", "deny 7")])],
        };
        var card = CardRenderer.Render(reply, Reader(Locale.English), "tok").Json;
        Assert.Contains("approve 7", card, StringComparison.Ordinal);
        Assert.Contains("deny 7", card, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\u202Eb", "a\uFFFDb")]
    [InlineData("a\u200Bb\uFEFF", "a\uFFFDb\uFFFD")]
    [InlineData("<at>x</at> < AT>", "‹at>x‹/at> ‹ AT>")]
    [InlineData("<attic>", "<attic>")]
    [InlineData("{{DATE(x)}} {{name}}", "{ {DATE(x)}} {{name}}")]
    [InlineData("日志 𝔘 é ← ✓", "日志 𝔘 é ← ✓")]
    public void Text_stays_what_it_is_and_hides_nothing(string text, string shown) => Assert.Equal(shown, CardText.Literal(text));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("\uFFFDx", CardText.Literal("\uD800x"));

    private static Reader Reader(Locale locale) => new(locale, TimeZoneInfo.Utc, Replies.Now);

    private static bool IsLiteral(string text) =>
        !Regex.IsMatch(text, @"<\s*/?\s*at\b|[\u202A-\u202E\u2066-\u2069\u200B-\u200F\uFEFF]|\{\{\s*(DATE|TIME)\s*\(", RegexOptions.IgnoreCase);

    /// <summary>Everything that a client shows: commands in data are not shown.</summary>
    private static IEnumerable<string> Texts(JsonNode node) => node switch
    {
        JsonObject item => item.SelectMany(member => member switch
        {
            { Key: "text" or "title" or "fallbackText" or "label" or "errorMessage", Value: JsonValue value } => [value.GetValue<string>()],
            { Key: "data" } or { Value: null } => [],
            _ => Texts(member.Value),
        }),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Texts),
        _ => [],
    };

    /// <summary>The tokens of all buttons: an Execute and its fallback share one.</summary>
    private static IEnumerable<string> Tokens(JsonNode node) => node switch
    {
        JsonObject item => item.SelectMany(member => member is { Key: "token", Value: JsonValue value } ? [value.GetValue<string>()] : member.Value is { } value2 ? Tokens(value2) : []),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Tokens),
        _ => [],
    };
}
