using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Glossary;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>The card of a finding of the catalogue: how it reads, what to do, and where it is true now.</summary>
internal static class FindingExplanation
{
    // A rule's texts name what they found; explained without an example, that place is left open.
    private static readonly Text[] Open = [.. Enumerable.Repeat((Text)"…", 10)];
    private static readonly string[] Steps = ["safer", "next", "riskier"];

    /// <summary>Explains it.</summary>
    public static async Task<Reply> AnswerAsync(Asking asking, CatalogueEntry entry, CancellationToken cancellationToken)
    {
        var key = $"diagnosis.{entry.Code.ToLowerInvariant()}";
        var steps = Steps.Select(part => $"{key}.{part}").Append($"{key}.other").Where(Exists).Select(part => Text.Of(part, Open)).ToList();
        var sweep = await Sweep.RunAsync(asking.Cluster, null, asking.Now, cancellationToken);
        return new Reply
        {
            Title = Text.Of("glossary.finding-title", entry.Code, entry.Name),
            Parts =
            [
                new Replies.Facts(
                [
                    new Fact(Text.Of("glossary.severity"), Text.Of($"diagnosis.severity.{entry.Severity.ToString().ToLowerInvariant()}")),
                    new Fact(Text.Of("glossary.in-words"), Text.Of($"{key}.title", Open)),
                ]),
                .. steps.Count == 0 ? [] : new ReplyPart[] { new Paragraph(Text.Of("glossary.next"), Heading: true), new Bullets(steps) },
                .. entry.Severity == Severity.Note ? [] : WordExplanation.Examples(sweep.Select(found => Where(found, entry.Code))),
            ],
        };
    }

    private static IReadOnlyList<Sighting> Where(Sweep sweep, string code) =>
        [.. sweep.Groups.SelectMany(group => group.Findings).Where(finding => finding.Code == code).Select(finding => new Sighting(finding.Subject, finding.Code))];

    private static bool Exists(string key) => TextCatalog.Find(key, Locale.English) is not null;
}
