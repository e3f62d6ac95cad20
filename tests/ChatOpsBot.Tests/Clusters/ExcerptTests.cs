using ChatOpsBot.Host.Clusters;

namespace ChatOpsBot.Tests.Clusters;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData(" a\r\n\tb\u0007c \n", "a b c")]
    public void Words_become_one_line(string? text, string line) => Assert.Equal(line, Excerpt.Of(text));

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("\uFFFD", Excerpt.Of("\ud83d"));

    [Fact]
    public void Long_words_are_cut() => Assert.Equal(new string('x', 400) + "…", Excerpt.Of(new string('x', 100_000)));
}
