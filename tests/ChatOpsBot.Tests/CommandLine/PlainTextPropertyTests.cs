using System.Globalization;
using System.Text;
using System.Text.Json;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using CsCheck;
using Wcwidth;
using AnyReply = ChatOpsBot.Tests.Channels.Cards.Replies;

namespace ChatOpsBot.Tests.CommandLine;

/// <summary>What `ask` prints, of any reply with any letters in it.</summary>
public sealed class PlainTextPropertyTests
{
    private static readonly Gen<(Reply Reply, int? Width)> Cases = Gen.Select(AnyReply.Any, Gen.Int[40, 200].Nullable(), (reply, width) => (reply, width));

    [Fact]
    public void Nothing_in_it_moves_the_cursor_or_reorders_what_is_shown() => Cases.Sample(
        one => Assert.DoesNotContain(Render(one.Reply, one.Width).EnumerateRunes(), IsHarmful), iter: 12);

    [Fact]
    public void No_line_is_wider_than_the_terminal_but_those_of_code_and_files() => Cases.Sample(
        one =>
        {
            var reply = one.Reply with { Parts = [.. one.Reply.Parts.Where(part => part is not (Code or Attachment))] };
            Assert.All(Render(reply, one.Width).Split('\n'), line => Assert.True(line.EnumerateRunes().Sum(Cells) <= (one.Width ?? int.MaxValue), line));
        },
        iter: 12);

    [Fact]
    public void Every_text_is_there_whole_and_a_row_that_is_cut_has_the_mark() => Cases.Sample(
        one =>
        {
            var reader = Reader;
            foreach (var part in one.Reply.Parts.Prepend(new Paragraph(one.Reply.Title)))
            {
                var shown = Bare(Render(new Reply { Title = "", Parts = [part] }, one.Width));
                foreach (var text in Texts(part, reader)) Assert.Contains(Bare(Neutral.Of(text)), shown, StringComparison.Ordinal);
                if (part is Table table)
                {
                    var whole = table.Rows.SelectMany(row => row).Prepend("").All(cell => shown.Contains(Bare(Neutral.Line(cell)), StringComparison.Ordinal));
                    Assert.True(whole || shown.Contains('…', StringComparison.Ordinal), shown);
                    if (one.Width is null) Assert.True(whole, shown);
                }
            }
        },
        iter: 12);

    [Fact]
    public void A_reply_that_was_kept_as_JSON_is_shown_as_before() => Cases.Sample(
        one =>
        {
            var json = JsonSerializer.Serialize(one.Reply, ReplyJson.Default.Reply);
            var again = JsonSerializer.Deserialize(json, ReplyJson.Default.Reply)!;
            Assert.Equal(json, JsonSerializer.Serialize(again, ReplyJson.Default.Reply));
            Assert.Equal(Render(one.Reply, one.Width), Render(again, one.Width));
        },
        iter: 12);

    private static Reader Reader => new(Locale.English, TimeZoneInfo.Utc, AnyReply.Now);

    private static string Render(Reply reply, int? width) => PlainText.Render(reply, Reader, width);

    private static IEnumerable<string> Texts(ReplyPart part, Reader reader) => part switch
    {
        Paragraph paragraph => [reader.Read(paragraph.Text)],
        Trail trail => [reader.Read(trail.Words)],
        Bullets bullets => bullets.Items.Select(reader.Read),
        Facts facts => facts.Items.SelectMany(fact => new[] { reader.Read(fact.Name), reader.Read(fact.Value) }),
        Code code => code.Text.ReplaceLineEndings("\n").Split('\n'),
        Buttons buttons => buttons.Items.SelectMany(button => new[] { reader.Read(button.Label), button.Command }),
        PickList pick => pick.Choices.SelectMany(choice => new[] { reader.Read(choice.Label), choice.Command }).Prepend(reader.Read(pick.Prompt)),
        Picture picture => [reader.Read(picture.Alternative)],
        Attachment attachment => [attachment.FileName],
        _ => [],
    };

    // Where lines break and columns stand is not what this is about.
    private static string Bare(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static bool IsHarmful(Rune rune) => rune.Value is not ('\n' or '\t')
        && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
            || rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069));

    private static int Cells(Rune rune) => Math.Max(0, UnicodeCalculator.GetWidth(rune.Value));
}
