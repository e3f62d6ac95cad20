using System.Text;
using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>A finished walk as Markdown, to be copied into a ticket.</summary>
internal static class WalkSummary
{
    /// <summary>Conclusion, what to do, and every step with its evidence.</summary>
    public static string Of(WalkPage page, Ending end)
    {
        var (walk, reader) = (page.Walk, page.Reader);
        var summary = new StringBuilder();
        void Line(Text text) => summary.Append(reader.Read(text)).Append('\n');
        Line(Text.Of("walk.summary.heading", walk.Id.ToString(), page.Subject, walk.Cluster.Value));
        Line("");
        Line(Text.Of("walk.summary.conclusion", end.Title));
        Line("");
        Line(end.Do);
        Line("");
        Line(Text.Of("walk.summary.started", page.Name(walk.StartedBy), walk.StartedAt));
        Line("");
        foreach (var (index, answer) in walk.Answers.Index())
        {
            summary.Append(System.Globalization.CultureInfo.InvariantCulture, $"{index + 1}. ");
            Line(page.Line(answer));
            foreach (var proof in WalkAnswers.Read(answer).Because) summary.Append("   - ").Append(Code(reader.Read(proof))).Append('\n');
        }
        return summary.ToString();
    }

    // The cluster's words stay words: a code span lets nothing in them format, link or mention.
    private static string Code(string text) => $"`{text.Replace('`', '\'')}`";
}
