using System.CommandLine;
using System.Globalization;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Glossary;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`explain X`: a status, a reason, a concept, an exit code or a finding of the bot's, with an example from the cluster when
/// there is one; of a kind or field the cluster's own documentation.</summary>
internal sealed class Explain : ChatCommand
{
    private readonly Argument<string[]> _words = new("word") { Arity = ArgumentArity.OneOrMore, HelpName = "WORD|KIND.FIELD" };

    public Explain() : base("explain") => Syntax.Arguments.Add(_words);

    /// <inheritdoc/>
    public override IEnumerable<string> KnownWords => Words.All.Select(word => word.Name).Concat(FindingCatalogue.All.Select(entry => entry.Code));

    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var text = parsed.Words(_words)!;
        if (FindingCatalogue.All.FirstOrDefault(entry => entry.Code.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } finding)
            return await FindingExplanation.AnswerAsync(asking, finding, cancellationToken);
        if (Number(text) is { } code)
            return await WordExplanation.OfExitCodeAsync(asking, code, cancellationToken);
        if (Words.Find(text) is { } word) return await WordExplanation.AnswerAsync(asking, word, cancellationToken);
        var path = text.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return path.Length > 0 && ResourceKinds.Find(path[0]) is { } kind ? await FieldExplanation.AnswerAsync(asking.Cluster, kind, path.Skip(1), cancellationToken) : Unknown(text);
    }

    // "exit 137", "exit code 137", "exitCode 137", "137".
    private static int? Number(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var before = string.Concat(words[..^1]).ToLowerInvariant();
        return before is "" or "exit" or "code" or "exitcode" && int.TryParse(words[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code) ? code : null;
    }

    private static Reply Unknown(string text)
    {
        var kinds = Nearest.Of(text, ResourceKinds.All.SelectMany(kind => kind.ShortNames.Append(kind.Singular)));
        var near = Words.Near(text).Concat(kinds).ToList();
        return Reply.NothingFound(Text.Of("glossary.unknown", Neutral.Line(text)), near.Count == 0 ? [] :
            [new PickList(Text.Of("failures.nearest-pick"), [.. near.Select(name => new Choice(name, $"explain {name}"))])]);
    }
}
