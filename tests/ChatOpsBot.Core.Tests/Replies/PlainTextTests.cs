using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Replies;

public sealed class PlainTextTests
{
    private static readonly Reader Reader = new(Locale.English, TimeZoneInfo.Utc, new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_table_stands_in_columns_three_blanks_apart_like_kubectls() => Assert.Equal(
        """
        Pods

        NAME      READY
        web-1     1/1
        checkout  0/1

        """.ReplaceLineEndings("\n").Replace("NAME      ", "NAME       ").Replace("web-1     ", "web-1      ").Replace("checkout  ", "checkout   "),
        Render(new Table(["NAME", "READY"], [["web-1", "1/1"], ["checkout", "0/1"]]), null));

    [Fact]
    public void A_table_wider_than_the_terminal_is_cut_in_its_widest_column()
    {
        var text = Render(new Table(["NAME", "READY"], [[new string('x', 60), "1/1"]]), 30);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 30, line));
        Assert.Contains('…', text);
        Assert.Contains("1/1", text);
    }

    [Fact]
    public void A_pipe_gets_every_column_whole() =>
        Assert.Contains(new string('x', 600), Render(new Table(["NAME"], [[new string('x', 600)]]), null));

    [Fact]
    public void Chinese_letters_take_two_cells()
    {
        var text = Render(new Facts([new Fact("节点", "node1"), new Fact("Pod", "web")]), 80);
        Assert.Contains("节点  node1", text);
        Assert.Contains("Pod   web", text);
    }

    [Fact]
    public void Long_paragraphs_wrap_between_words()
    {
        var text = Render(new Paragraph(string.Join(' ', Enumerable.Repeat("evidence", 30))), 40);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 40, line));
        Assert.DoesNotContain("eviden\n", text);
    }

    [Fact]
    public void The_marked_line_of_a_log_has_a_pointer() =>
        Assert.Contains("\n> FATAL no database\n", Render(new Code("starting\nFATAL no database\nbye", Marked: 1), 80));

    [Fact]
    public void Buttons_show_what_to_type() =>
        Assert.Contains("→ Logs  logs checkout -n shop", Render(new Buttons([new Button("Logs", "logs checkout -n shop")]), 80));

    private static string Render(ReplyPart part, int? width) => PlainText.Render(new Reply { Title = "Pods", Parts = [part] }, Reader, width);
}
