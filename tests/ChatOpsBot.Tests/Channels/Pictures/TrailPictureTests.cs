using System.Buffers.Binary;
using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Pictures;

namespace ChatOpsBot.Tests.Channels.Pictures;

public sealed class TrailPictureTests
{
    // Teams shows pictures of at most 1024 x 1024, and a card of at most 28 KB has room for words beside it.
    private const int MostPixels = 1024;
    private const int MostBytes = 6 * 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(17)]
    [InlineData(30)]
    public void A_path_as_long_as_the_tree_has_them_is_a_small_file_of_a_size_that_chats_show(int length)
    {
        var png = TrailPicture.Draw([.. Enumerable.Range(0, length).Select(step => new TrailStep($"P{step}", step + 1 < length ? step % 3 == 0 : null, step % 5 == 0))]);
        Assert.InRange(png.Length, 100, MostBytes);
        Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), 1, MostPixels);
        Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)), 1, MostPixels);
    }

    [Fact]
    public void Another_answer_another_person_and_another_end_are_another_picture()
    {
        TrailStep[] steps = [new("P1", false, false), new("P6", true, false), new("✓", null, false)];
        string[] pictures =
        [
            Drawn(steps),
            Drawn([steps[0] with { Yes = true }, .. steps[1..]]),
            Drawn([steps[0] with { Yes = null }, .. steps[1..]]),
            Drawn([steps[0] with { ByPerson = true }, .. steps[1..]]),
            Drawn([.. steps[..2], new("!", null, false)]),
        ];
        Assert.Equal(pictures.Length, pictures.Distinct().Count());
        Assert.Equal(pictures[0], Drawn(steps));
    }

    [Fact]
    public void Every_question_and_every_sign_can_be_written()
    {
        var signs = DecisionTree.Questions.Keys.Concat(["✓", "!", "?"]).SelectMany(sign => sign).Distinct();
        Assert.All(signs, sign => Assert.Contains(
            from y in Enumerable.Range(0, Glyphs.Height) from x in Enumerable.Range(0, Glyphs.Width) select Glyphs.Cover(sign, x, y), cover => cover > 0.9));
    }

    private static string Drawn(TrailStep[] steps) => Convert.ToBase64String(TrailPicture.Draw(steps));
}
