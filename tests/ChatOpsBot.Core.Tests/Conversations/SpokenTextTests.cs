using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;
using CsCheck;

namespace ChatOpsBot.Core.Tests.Conversations;

public sealed class SpokenTextTests
{
    [Theory]
    [InlineData("logs checkout —previous", "logs checkout --previous")]
    [InlineData("logs checkout –previous", "logs checkout --previous")]
    [InlineData("logs checkout –p", "logs checkout -p")]
    [InlineData("logs checkout —p", "logs checkout --p")]
    [InlineData("deny 4 too late — wait", "deny 4 too late - wait")]
    [InlineData("pods checkout‑7d9f", "pods checkout-7d9f")]
    [InlineData("deny 4 “not today”", "deny 4 \"not today\"")]
    [InlineData("deny 4 don’t", "deny 4 don't")]
    [InlineData("pods\u00A0-n\u202Fshop", "pods -n shop")]
    [InlineData("po\u200Bds\uFEFF", "pods")]
    [InlineData("why <https://shop.example|shop.example>", "why shop.example")]
    [InlineData("why <https://shop.example/a>", "why https://shop.example/a")]
    [InlineData("why [shop.example](http://shop.example)", "why shop.example")]
    [InlineData("`pods -n shop`", "pods -n shop")]
    [InlineData("why `checkout`", "why checkout")]
    [InlineData("```\nkubectl get pods\n```", "kubectl get pods")]
    [InlineData("```shell\nkubectl get pods\n```", "kubectl get pods")]
    [InlineData("```pods -A```", "pods -A")]
    [InlineData("pods -l app=web&amp;x &quot;a&quot;", "pods -l app=web&x \"a\"")]
    [InlineData("pods&nbsp;-A", "pods -A")]
    [InlineData("ｐｏｄｓ　－Ａ", "pods -A")]
    [InlineData("  pods\r\n", "pods")]
    public void What_a_chat_client_spoils_is_undone(string spoken, string meant)
    {
        Assert.Null(SpokenText.Clean(spoken, out var text));
        Assert.Equal(meant, text);
    }

    [Theory]
    [InlineData("pods \u202Eshop", "U+202E")]
    [InlineData("pods \u2066shop", "U+2066")]
    [InlineData("pods \u0007", "U+0007")]
    [InlineData("pods \u0000", "U+0000")]
    [InlineData("pods \u009B31m", "U+009B")]
    [InlineData("pods &#x202E;shop", "U+202E")]
    [InlineData("pods \U000E0041", "U+E0041")]
    public void A_character_that_hides_something_is_refused_by_its_code_point(string spoken, string point)
    {
        var refusal = Assert.IsType<Text.Keyed>(SpokenText.Clean(spoken, out var text));
        Assert.Equal(new Text.Literal(point), Assert.Single(refusal.Arguments));
        Assert.Empty(text);
    }

    [Fact]
    public void Half_a_character_is_refused() => Assert.NotNull(SpokenText.Clean("pods " + (char)0xD800, out _));

    [Fact]
    public void A_text_over_the_limit_is_refused_with_the_limit()
    {
        Assert.Null(SpokenText.Clean(new string('a', SpokenText.Limit), out _));
        var refusal = Assert.IsType<Text.Keyed>(SpokenText.Clean(new string('a', 100_000), out _));
        Assert.Contains(new Text.Literal("4000"), refusal.Arguments);
    }

    [Fact]
    public void Whatever_is_said_is_cleaned_or_refused_and_what_is_clean_stays() => Gen.String[Gen.Char, 0, 60].Sample(spoken =>
    {
        if (SpokenText.Clean(spoken, out var text) is not null) return text.Length == 0;
        return SpokenText.Clean(text, out var again) is null && (again == text || text.Contains('&', StringComparison.Ordinal) || text.Contains('<', StringComparison.Ordinal));
    });
}
