using System.CommandLine;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>A list of one kind in kubectl's columns: `KINDS [text] [-n|-A] [-l] [-o wide]`.</summary>
internal abstract class ListCommand<T> : ChatCommand where T : class, IClusterObject
{
    private readonly Printer<T> _printer;
    private readonly Argument<string[]> _text = new("text") { Arity = ArgumentArity.ZeroOrMore, HelpName = "TEXT" };
    private readonly Option<string?> _namespace = CommandSyntax.Namespace();
    private readonly Option<bool> _all = CommandSyntax.AllNamespaces();
    private readonly Option<string?> _selector = CommandSyntax.Selector();
    private readonly Option<string?> _output = new("--output", "-o") { HelpName = "wide" };

    protected ListCommand(Printer<T> printer) : base(Kind.Plural, [.. Kind.ShortNames.Append(Kind.Singular).Where(alias => alias != "pod")])
    {
        _printer = printer;
        _output.AcceptOnlyFromAmong("wide");
        Syntax.Arguments.Add(_text);
        if (Kind.Namespaced)
        {
            Syntax.Options.Add(_namespace);
            Syntax.Options.Add(_all);
        }
        Syntax.Options.Add(_selector);
        Syntax.Options.Add(_output);
    }

    protected static ResourceKind Kind => ResourceKinds.Of<T>();

    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var text = parsed.Words(_text);
        var said = Kind.Namespaced && !parsed.GetValue(_all) ? parsed.GetValue(_namespace) : null;
        var scope = Kind.Namespaced ? parsed.Scope(asking, _namespace, _all) : null;
        if (!(await asking.Cluster.ListAsync<T>(new ListScope(scope, parsed.GetValue(_selector)), cancellationToken)).Has(out var items, out var failure))
            return FailureReplies.From(failure);
        if (items.Count == 0 && said is not null
            && await TargetResolver.MissingNamespaceAsync(asking, said, ns => $"{Name} -n {ns}", cancellationToken) is { } missing) return missing;
        var shown = text is null ? items : [.. items.Where(item => Matches(item, text))];
        if (shown.Count == 0) return Nothing(items, text, scope);

        var wide = parsed.GetValue(_output) is not null;
        var withNamespace = Kind.Namespaced && scope is null;
        shown = Order(shown, parsed, asking);
        return new Reply
        {
            Title = Title(shown, scope, asking),
            Parts = [Rows(shown, wide, withNamespace, asking.Now), .. After(shown, scope, asking)],
        };
    }

    /// <summary>The rows in the order of the API server, unless a command has a better one.</summary>
    protected virtual IReadOnlyList<T> Order(IReadOnlyList<T> items, ParseResult parsed, Asking asking) => items;

    /// <summary>The first line.</summary>
    protected virtual Text Title(IReadOnlyList<T> items, string? scope, Asking asking) => Count(items.Count, scope);

    /// <summary>What follows the table.</summary>
    protected virtual IEnumerable<ReplyPart> After(IReadOnlyList<T> items, string? scope, Asking asking) => [];

    /// <summary>Whether an object is meant by the text: a part of its name.</summary>
    protected virtual bool Matches(T item, string text) => item.Metadata.Name.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>"12 pods in shop".</summary>
    protected static Text Count(int count, string? scope)
    {
        var noun = count == 1 ? Kind.Singular : Kind.Plural;
        return !Kind.Namespaced ? Text.Of("commands.list.count", count, noun)
            : scope is null ? Text.Of("commands.list.count-all", count, noun) : Text.Of("commands.list.count-in", count, noun, scope);
    }

    private Table Rows(IReadOnlyList<T> items, bool wide, bool withNamespace, DateTimeOffset now)
    {
        var width = wide ? _printer.Columns.Count + _printer.WideColumns.Count : _printer.Columns.Count;
        string[] columns = [.. withNamespace ? ["NAMESPACE"] : Array.Empty<string>(), .. _printer.Columns, .. wide ? _printer.WideColumns : []];
        return new Table(columns, [.. items.Select(item => (string[])
            [.. withNamespace ? [item.Metadata.Namespace ?? ""] : Array.Empty<string>(), .. _printer.Cells(item, now, wide).Take(width).Select(Neutral.Line)])]);
    }

    private Reply Nothing(IReadOnlyList<T> items, string? text, string? scope)
    {
        if (text is null) return Reply.NothingFound(Count(0, scope));
        var inside = scope is null ? items.Count(item => item.Metadata.Namespace == text) : 0;
        var near = Nearest.Of(text, items.Select(item => item.Metadata.Name));
        var title = Text.Of("commands.list.no-match", items.Count, Kind.Plural, Neutral.Line(text));
        return Reply.NothingFound(title, [
            .. near.Count == 0 ? Array.Empty<ReplyPart>() : [new Paragraph(Text.Of("failures.nearest", Text.List(near)))],
            .. inside == 0 ? Array.Empty<ReplyPart>() : [new Buttons([new Button(Count(inside, text), $"{Name} -n {text}")])],
        ]);
    }
}
