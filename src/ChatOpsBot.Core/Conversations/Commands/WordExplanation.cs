using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Glossary;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>The card of a word or of an exit code.</summary>
internal static class WordExplanation
{
    private const int MostExamples = 3;

    /// <summary>What a word means, what to do, which causes it has, and who shows it now.</summary>
    public static async Task<Reply> AnswerAsync(Asking asking, Word word, CancellationToken cancellationToken)
    {
        var causes = FindingCatalogue.All.Where(entry => word.Codes.Contains(entry.Code)).ToList();
        var kind = word.Spellings.Select(ResourceKinds.Find).FirstOrDefault(kind => kind is not null);
        return new Reply
        {
            Title = Text.Of("glossary.title", word.Name),
            Parts =
            [
                new Paragraph(Text.Of($"glossary.{word.Id}.what")),
                new Facts([
                    new Fact(Text.Of("glossary.next"), Text.Of($"glossary.{word.Id}.next")),
                    .. word.Spellings.Count > 1 ? [new Fact(Text.Of("glossary.spellings"), Text.List(word.Spellings.Skip(1)))] : Array.Empty<Fact>(),
                ]),
                .. causes.Count == 0 ? [] : new ReplyPart[]
                {
                    new PickList(Text.Of("glossary.causes"), [.. causes.Select(entry => new Choice(Text.Of("glossary.finding-title", entry.Code, entry.Name), $"explain {entry.Code}"))]),
                },
                .. word.Sign is { } sign ? Examples(await sign.LookAsync(asking.Cluster, word, cancellationToken)) : [],
                .. kind is null ? [] : new ReplyPart[] { new Buttons([new Button(Text.Of("glossary.fields"), $"explain {kind.Singular}.spec")]) },
            ],
        };
    }

    /// <summary>What an exit code means, and who ended so.</summary>
    public static async Task<Reply> OfExitCodeAsync(Asking asking, int code, CancellationToken cancellationToken)
    {
        if (code is < 0 or > ExitCode.Largest) return Reply.Refused(Text.Of("glossary.exit-range"));
        var name = code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var examples = await ExitCode.Sign(code).LookAsync(asking.Cluster, new Word(name, [name], []), cancellationToken);
        return new Reply { Title = Text.Of("glossary.exit-title", code), Parts = [.. ExitCode.Meaning(code).Select(said => new Paragraph(said)), .. Examples(examples)] };
    }

    /// <summary>Who shows it now, with the question that goes on from there.</summary>
    public static IEnumerable<ReplyPart> Examples(ClusterResult<IReadOnlyList<Sighting>> seen)
    {
        if (!seen.Has(out var sightings, out var failure))
        {
            yield return new Paragraph(Text.Of("glossary.now-unread", FailureReplies.Line(failure)));
            yield break;
        }
        if (sightings.Count == 0)
        {
            yield return new Paragraph(Text.Of("glossary.now-none"));
            yield break;
        }
        var (first, shown) = sightings[0];
        var name = first.Namespace is null ? first.ToString() : $"{first.Namespace} {first}";
        yield return new Paragraph(Text.Of(sightings.Count == 1 ? "glossary.now" : "glossary.now-more", Neutral.Line(name), Neutral.Line(shown), sightings.Count - 1));
        yield return new Buttons([.. sightings.Select(sighting => sighting.Object).Distinct().Take(MostExamples).Select(thing =>
            new Button(Text.Of("commands.button.why-of", thing.Name), $"why {thing.Kind.Singular} {thing.Name}{(thing.Namespace is null ? "" : $" -n {thing.Namespace}")}"))]);
    }
}
