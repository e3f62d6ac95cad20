using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`explain KIND[.field…]`: the documentation of a field from the cluster's own OpenAPI v3.</summary>
internal static class FieldExplanation
{
    /// <summary>The documentation of a field of a kind.</summary>
    /// <param name="cluster">Whose documentation.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="fields">The way from the kind to the field.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<Reply> AnswerAsync(IClusterReader cluster, ResourceKind kind, IEnumerable<string> fields, CancellationToken cancellationToken)
    {
        if (!(await cluster.GetOpenApiAsync(kind.ApiVersion, cancellationToken)).Has(out var document, out var failure)) return FailureReplies.From(failure);
        if (FieldSchema.OfKind(document, kind) is not { } schema) return FailureReplies.From(new ClusterFailure.NotServed(kind));

        var walked = kind.Singular;
        foreach (var step in fields)
        {
            if (schema.Field(step) is not { } next)
            {
                var names = schema.Fields.Select(field => field.Name).ToList();
                var near = Nearest.Of(step, names);
                return Reply.NothingFound(Text.Of("commands.explain.no-field", walked, Neutral.Line(step)), near.Count > 0
                    ? new PickList(Text.Of("failures.nearest-pick"), [.. near.Select(name => new Choice(name, $"explain {walked}.{name}"))])
                    : names.Count > 0 ? new Paragraph(Text.Of("commands.explain.fields-are", Text.List(names))) : new Paragraph(Text.Of("commands.explain.no-fields", walked, schema.Type)));
            }
            (walked, schema) = ($"{walked}.{next.Name}", next.Schema);
        }
        return Show(kind, walked, schema);
    }

    private static Reply Show(ResourceKind kind, string walked, FieldSchema schema)
    {
        var facts = new List<Fact> { new(Text.Of("commands.explain.kind"), $"{kind.Kind} ({kind.ApiVersion})"), new(Text.Of("commands.explain.type"), schema.Type) };
        if (schema.Values.Count > 0) facts.Add(new(Text.Of("commands.explain.values"), Text.List(schema.Values)));
        if (schema.Default is { } value) facts.Add(new(Text.Of("commands.explain.default"), value));
        return new Reply
        {
            Title = Text.Of("commands.explain.title", walked),
            Parts =
            [
                new Replies.Facts(facts),
                new Paragraph(schema.Description.Length > 0 ? Neutral.Of(schema.Description) : Text.Of("commands.explain.undocumented")),
                .. schema.Fields.Count == 0 ? [] : new ReplyPart[]
                {
                    new Table(["FIELD", "TYPE", "REQUIRED", "DESCRIPTION"], [.. schema.Fields.Select(field => (string[])
                        [field.Name, field.Schema.Type, field.Required ? "yes" : "", Neutral.Line(FirstSentence(field.Schema.Description))])]),
                },
            ],
        };
    }

    private static string FirstSentence(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        var sentence = end < 0 ? line : line[..(end + 1)];
        return sentence.Length > 140 ? sentence[..139] + "…" : sentence;
    }
}
