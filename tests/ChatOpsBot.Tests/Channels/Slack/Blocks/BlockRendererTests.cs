using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Slack.Blocks;
using ChatOpsBot.Tests.Channels.Cards;
using CsCheck;

namespace ChatOpsBot.Tests.Channels.Slack.Blocks;

public sealed class BlockRendererTests
{
    [Theory]
    [MemberData(nameof(Replies.Goldens), MemberType = typeof(Replies))]
    public void A_reply_is_rendered_as_its_golden_file_says(string name, string language)
    {
        var (reply, reader) = Replies.Golden(name, language);
        var message = BlockRenderer.Render(reply, reader, "tok");
        Assert.Empty(BlockKitRules.Check(Sent(message.Blocks), message.Text));
        GoldenFile.Matches($"{name}.{language}.json", new JsonObject { ["text"] = message.Text, ["blocks"] = Sent(message.Blocks) });
    }

    [Fact]
    public void Any_reply_is_a_message_that_Slack_takes() => Replies.Any.Sample(
        reply =>
        {
            var message = BlockRenderer.Render(reply, Reader, "0123456789abcdef01234567");
            var blocks = Sent(message.Blocks);
            Assert.Empty(BlockKitRules.Check(blocks, message.Text));
            Assert.InRange(Values(blocks, "text").Sum(text => text.Length), 1, 12_000);
        },
        iter: 300);

    [Fact]
    public void A_reply_without_words_is_a_message_all_the_same()
    {
        var message = BlockRenderer.Render(new Reply { Title = "" }, Reader, "tok");
        Assert.Empty(BlockKitRules.Check(Sent(message.Blocks), message.Text));
    }

    [Fact]
    public void Nothing_in_it_mentions_anybody_or_links_anywhere() => Replies.Any.Sample(
        reply =>
        {
            var message = BlockRenderer.Render(reply, Reader, "tok");
            Assert.All(Marked(Sent(message.Blocks)).Append(message.Text), IsEscaped);
        },
        iter: 100);

    [Fact]
    public void What_a_name_brings_with_it_stays_text()
    {
        var message = BlockRenderer.Render(Replies.Hostile, Reader, "tok");
        var blocks = Sent(message.Blocks);
        // Only the bot's own word for the outcome is mark-up.
        Assert.Equal([":no_entry: *Not done*"], Marked(blocks));
        Assert.Contains("<@U0123456789> &lt;!here&gt; `code` _x_ https://evil.example", Values(blocks, "text"));
        Assert.Contains("<https://evil.example|kubernetes.io>", Values(blocks, "text"));
        Assert.Contains("&lt;@U0123456789&gt; &amp;lt;!here&amp;gt;", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_button_says_its_command_and_a_dangerous_one_asks_before()
    {
        var blocks = Sent(BlockRenderer.Render(Replies.Everything, Reader, "tok").Blocks);
        var actions = blocks.Single(block => block!["elements"] is JsonArray elements && elements[0]!["type"]!.ToString() == "button")!;
        var buttons = actions["elements"]!.AsArray();
        Assert.Equal("tok:2", actions["block_id"]!.ToString());
        Assert.Equal(["say:1", "say:2", "say:3"], buttons.Select(button => button!["action_id"]!.ToString()));
        Assert.Equal(["walk checkout-7d9f -n shop", "logs checkout-7d9f -n shop -p", "delete pod checkout-7d9f -n shop"], buttons.Select(button => button!["value"]!.ToString()));
        Assert.Equal(["primary", null, "danger"], buttons.Select(button => button!["style"]?.ToString()));
        Assert.Equal([false, false, true], buttons.Select(button => button!["confirm"] is not null));
        Assert.Contains("delete pod checkout-7d9f -n shop", buttons[2]!["confirm"]!["text"]!["text"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Up_to_a_hundred_choices_are_a_menu()
    {
        var message = BlockRenderer.Render(Pick(100), Reader, "tok");
        var menu = Assert.Single(Menus(message));
        Assert.Equal("static_select", menu["type"]!.ToString());
        Assert.Equal("pick:1", menu["action_id"]!.ToString());
        Assert.Equal("pod pod-100", menu["options"]!.AsArray()[^1]!["value"]!.ToString());
        Assert.Empty(message.Searched);
    }

    [Fact]
    public void More_choices_are_searched_as_one_types()
    {
        var message = BlockRenderer.Render(Pick(250), Reader, "tok");
        Assert.Equal("external_select", Assert.Single(Menus(message))["type"]!.ToString());
        var pick = message.Searched["tok:1"];
        var all = PickListPart.Suggestions(pick, Reader, "");
        Assert.Equal(100, all.Count);
        Assert.Empty(BlockKitRules.CheckOptions(Sent(all)));
        Assert.Equal(["pod pod-249"], PickListPart.Suggestions(pick, Reader, "POD-249").Select(option => option!["value"]!.ToString()));
        Assert.Empty(PickListPart.Suggestions(pick, Reader, "nothing of that name"));
    }

    [Fact]
    public void A_command_too_long_for_a_menu_is_a_button()
    {
        var command = $"logs {new string('p', 200)} -n shop";
        var message = BlockRenderer.Render(new Reply { Title = "Which?", Parts = [new PickList("Choose", [new Choice("a", "pod a"), new Choice("p", command)])] }, Reader, "tok");
        Assert.Contains(command, Values(Sent(message.Blocks), "value"));
        Assert.Contains("pod a", Values(Sent(message.Blocks), "value"));
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
                new Facts([.. Enumerable.Range(0, 40).Select(n => new Fact($"fact {n}", n))]),
            ],
        };
        var texts = Values(Sent(BlockRenderer.Render(reply, Reader, "tok").Blocks), "text").ToList();
        Assert.Contains("… 15 more rows; narrow it with a name, -n or -l", texts);
        Assert.Contains("… 40 lines above", texts);
        Assert.Contains("… 10 more", texts);
        Assert.Contains(texts, text => text.EndsWith("\n99", StringComparison.Ordinal));
    }

    [Fact]
    public void The_marked_line_is_shown_wherever_it_stands()
    {
        var code = new Code(string.Join('\n', Enumerable.Range(0, 1000).Select(n => n == 500 ? "panic: here" : $"line {n}")), "log", Marked: 500);
        var message = BlockRenderer.Render(new Reply { Title = "Log", Parts = [code] }, Reader, "tok");
        Assert.Contains(Values(Sent(message.Blocks), "text"), text => text.Contains("\n▸ panic: here\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Buttons_stay_when_explanations_are_cut()
    {
        var reply = new Reply
        {
            Title = "Request 7",
            Parts = [.. Enumerable.Range(0, 200).Select(_ => (ReplyPart)new Paragraph(new string('x', 4000))), new Buttons([new Button("Approve", "approve 7"), new Button("Deny", "deny 7")])],
        };
        Assert.Equal(["approve 7", "deny 7"], Values(Sent(BlockRenderer.Render(reply, Reader, "tok").Blocks), "value"));
    }

    [Fact]
    public void A_table_is_aligned()
    {
        var reply = new Reply { Title = "Pods", Parts = [new Table(["NAME", "READY"], [["checkout-7d9f", "0/1"], ["支付", "1/1"]])] };
        Assert.Contains("NAME            READY\ncheckout-7d9f   0/1\n支付            1/1", Values(Sent(BlockRenderer.Render(reply, Reader, "tok").Blocks), "text"));
    }

    [Theory]
    [InlineData("a < b & c > d", 100, "a &lt; b &amp; c &gt; d")]
    [InlineData("<<<<", 10, "&lt;&lt;…")]
    [InlineData("<<", 8, "&lt;&lt;")]
    [InlineData("ab𝔘", 3, "ab…")]
    public void An_escape_is_never_cut(string text, int most, string escaped) => Assert.Equal(escaped, Mrkdwn.Escape(text, most));

    private static Reader Reader { get; } = new(Locale.English, TimeZoneInfo.Utc, Replies.Now);

    private static Reply Pick(int choices) => new() { Title = "Which?", Parts = [new PickList("Choose", [.. Enumerable.Range(1, choices).Select(n => new Choice($"pod-{n}", $"pod pod-{n}"))])] };

    private static IEnumerable<JsonNode> Menus(RenderedMessage message) => Sent(message.Blocks)
        .SelectMany(block => block!["elements"] as JsonArray ?? []).Where(element => element!["type"]!.ToString().EndsWith("_select", StringComparison.Ordinal))!;

    /// <summary>The blocks as they come out of the wire.</summary>
    private static JsonArray Sent(JsonArray blocks) => JsonNode.Parse(blocks.ToJsonString())!.AsArray();

    private static void IsEscaped(string text) => Assert.DoesNotMatch(@"[<>]|&(?!(amp|lt|gt);)", text);

    /// <summary>The texts in which Slack reads mark-up.</summary>
    private static IEnumerable<string> Marked(JsonNode? node) => node switch
    {
        JsonObject item when item["type"]?.ToString() == "mrkdwn" => [item["text"]!.ToString()],
        JsonObject item => item.SelectMany(member => Marked(member.Value)),
        JsonArray items => items.SelectMany(Marked),
        _ => [],
    };

    private static IEnumerable<string> Values(JsonNode? node, string name) => node switch
    {
        JsonObject item => item.SelectMany(member => member.Key == name && member.Value is JsonValue value ? [value.ToString()] : Values(member.Value, name)),
        JsonArray items => items.SelectMany(item => Values(item, name)),
        _ => [],
    };
}
