using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;
using CsCheck;

namespace ChatOpsBot.Core.Tests.Conversations;

public sealed class YamlReaderTests
{
    [Fact]
    public void Documents_are_read_as_JSON_with_the_line_of_every_field()
    {
        var read = YamlReader.Read("a: 1\nb:\n- c: x\n- d: 'no'\n---\n# nothing\n---\ne: {f: yes, g: 0644, h: 1.5, i: ~, j: 1.27.0}\n");
        Assert.Null(read.Fault);
        Assert.Equal(["""{"a":1,"b":[{"c":"x"},{"d":"no"}]}""", """{"e":{"f":true,"g":420,"h":1.5,"i":null,"j":"1.27.0"}}"""], read.Documents.Select(document => document.Root!.ToJsonString()));
        Assert.Equal((2, 4, 8), (read.Documents[0].Lines["b"], read.Documents[0].Lines["b[1].d"], read.Documents[1].Lines["e.f"]));
    }

    [Theory]
    [InlineData("a: 1\n  b: 2", 2)]
    [InlineData("a: [1, 2", 1)]
    [InlineData("a:\n\tb: 2", 2)]
    [InlineData("a: *b", 1)]
    [InlineData("a: &x [*x]", 1)]
    [InlineData("[a]: b", 1)]
    [InlineData("a: 1\nb: 2\na: 3", 3)]
    [InlineData("a: {<<: 3}", 1)]
    public void What_is_no_YAML_is_refused_with_its_line(string yaml, int line)
    {
        var read = YamlReader.Read(yaml);
        Assert.Empty(read.Documents);
        Assert.InRange(read.Fault!.Line, line, line + 1);
        Assert.True(read.Fault.Column >= 1);
    }

    [Fact]
    public void A_key_that_stands_twice_is_named()
    {
        var fault = YamlReader.Read("a: 1\nb: 2\na: 3").Fault!;
        Assert.Equal((3L, 1L), (fault.Line, fault.Column));
        Assert.Equal(Text.Of("commands.check.key-twice", "a").ToString(), fault.What.ToString());
    }

    [Fact]
    public void Anchors_and_merge_keys_are_followed() => Assert.Equal(
        """{"base":{"x":1,"y":2},"more":{"y":3,"x":1}}""", YamlReader.Read("base: &b {x: 1, y: 2}\nmore: {<<: *b, y: 3}").Documents[0].Root!.ToJsonString());

    [Fact]
    public void A_text_that_unfolds_without_end_is_refused()
    {
        var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        Assert.Contains("too-many", YamlReader.Read(bomb).Fault!.What.ToString());
        Assert.Contains("too-deep", YamlReader.Read(new string('[', 5000)).Fault!.What.ToString());
    }

    [Theory]
    [InlineData("b: :0.' ||!{}}\n{{0\t0\t{>0<<\n![0")]
    [InlineData("[!!][~!\n.:*'|{'&\t'#]0")]
    public void A_text_that_the_parser_did_not_foresee_is_refused_where_it_stands(string yaml) =>
        Assert.Contains("unforeseen", YamlReader.Read(yaml).Fault!.What.ToString());

    [Fact]
    public void Whatever_the_text_it_is_read_or_refused() => Gen.String[Gen.Char["ab:-[]{}&*<>|'\"\n \t#!~0."], 0, 60].Sample(yaml => YamlReader.Read(yaml) is not null);
}
