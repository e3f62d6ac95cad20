using System.Text.Json.Nodes;

namespace ChatOpsBot.Tests.Channels.Slack.Blocks;

/// <summary>The checker refuses what Slack refuses.</summary>
public sealed class BlockKitRulesTests
{
    private const string Button = """{"type":"button","action_id":"say:1","text":{"type":"plain_text","text":"Go"},"value":"pods"}""";
    private const string Select = """{"type":"static_select","action_id":"pick:1","placeholder":{"type":"plain_text","text":"Which"},"options":[OPTIONS]}""";

    [Theory]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":"Pods"}}""")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"*Pods*","verbatim":true}}""")]
    [InlineData("""{"type":"actions","block_id":"a","elements":[BUTTON]}""")]
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"x","style":{"bold":true}}]}]}""")]
    public void It_takes_a_good_block(string block) => Assert.Empty(Check(block));

    [Theory]
    [InlineData("""{"type":"header","text":{"type":"mrkdwn","text":"Pods"}}""", "mrkdwn is no text")]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":"Pods"},"color":"red"}""", "color is unknown")]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":""}}""", "0 letters")]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":"150+"}}""", "151 letters")]
    [InlineData("""{"type":"section"}""", "a text or fields")]
    [InlineData("""{"type":"section","fields":[]}""", "0 items")]
    [InlineData("""{"type":"section","fields":[FIELDS]}""", "11 items")]
    [InlineData("""{"type":"context","elements":[FIELDS]}""", "11 items")]
    [InlineData("""{"type":"carousel"}""", "carousel")]
    [InlineData("""{"type":"actions","elements":[]}""", "0 items")]
    [InlineData("""{"type":"actions","elements":[BUTTON,BUTTON]}""", "say:1 stands 2 times")]
    [InlineData("""{"type":"actions","block_id":"a","elements":[BUTTON]},{"type":"divider","block_id":"a"}""", "a stands 2 times")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","action_id":"x","text":{"type":"plain_text","text":"Go"},"style":"positive"}]}""", "style is none of")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","action_id":"x","text":{"type":"plain_text","text":"Go"},"confirm":{}}]}""", "deny is missing")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Go"}}]}""", "is no string")]
    [InlineData("""{"type":"actions","elements":[SELECT0]}""", "0 items")]
    [InlineData("""{"type":"actions","elements":[SELECT101]}""", "101 items")]
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"broadcast","range":"channel"}]}]}""", "no mentions")]
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[]}]}""", "0 items")]
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_list","style":"dash","elements":[]}]}""", "style is none of")]
    public void It_refuses_a_bad_one(string block, string why) => Assert.Contains(Check(block), fault => fault.Contains(why, StringComparison.Ordinal));

    [Fact]
    public void It_counts_the_blocks() => Assert.Contains("blocks: 51 items are not 1 to 50",
        BlockKitRules.Check(new JsonArray([.. Enumerable.Repeat("""{"type":"header","text":{"type":"plain_text","text":"Pods"}}""", 51).Select(block => JsonNode.Parse(block))]), "Pods"));

    [Fact]
    public void It_measures_the_text() => Assert.Contains("text: 4001 letters are not 1 to 4000", BlockKitRules.Check([], new string('x', 4001)));

    private static IReadOnlyList<string> Check(string block)
    {
        string Options(int count) => string.Join(',', Enumerable.Range(0, count).Select(n => $$"""{"text":{"type":"plain_text","text":"{{n}}"},"value":"{{n}}"}"""));
        var json = block.Replace("BUTTON", Button, StringComparison.Ordinal)
            .Replace("FIELDS", string.Join(',', Enumerable.Repeat("""{"type":"plain_text","text":"x"}""", 11)), StringComparison.Ordinal)
            .Replace("SELECT101", Select.Replace("OPTIONS", Options(101), StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("SELECT0", Select.Replace("OPTIONS", "", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("150+", new string('x', 151), StringComparison.Ordinal);
        return BlockKitRules.Check(JsonNode.Parse($"[{json}]")!.AsArray(), "x");
    }
}
