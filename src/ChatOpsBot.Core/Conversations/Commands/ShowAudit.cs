using System.CommandLine;
using System.Globalization;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Core.Conversations.Requests;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`audit [N|text] [--tail N]`: the newest entries of the record, about one request, one subject or one person; the whole entries
/// as JSON lines beside it.</summary>
internal sealed class ShowAudit : ChatCommand
{
    private const int Default = 20;
    private const int Most = 1000;
    private static readonly string[] Columns = ["ENTRY", "TIME", "KIND", "WHO", "AS", "CLUSTER", "SUBJECT", "OUTCOME"];
    // The detail that says most, of those that an entry has.
    private static readonly string[] Telling = ["outcome", "reason", "approvals", "target"];
    private readonly Argument<string[]> _about = new("about") { Arity = ArgumentArity.ZeroOrMore, HelpName = "N|TEXT" };
    private readonly Option<int?> _tail = new("--tail") { HelpName = "N", CustomParser = NumberSyntax.Parse };
    private readonly IAuditLog _log;

    public ShowAudit(IAuditLog log) : base("audit")
    {
        _log = log;
        Syntax.Arguments.Add(_about);
        Syntax.Options.Add(_tail);
        // A command that has commands of its own (audit verify) is complete by itself only with an action.
        Syntax.SetAction(_ => 0);
    }

    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var words = parsed.Words(_about);
        var about = words is not null && RequestWords.ReadNumber(words) is { } id ? $"request {id}" : words;
        var limit = Math.Clamp(parsed.GetValue(_tail) ?? Default, 1, Most);
        var entries = (await _log.LatestAsync(limit, about, cancellationToken)).Reverse().ToList();
        if (entries.Count == 0)
            return about is null ? new Reply { Title = Text.Of("audit.empty") } : Reply.NothingFound(Text.Of("audit.none-about", Neutral.Line(about)));
        var file = string.Concat(entries.Select(entry => AuditLines.Write(entry) + "\n"));
        return new Reply
        {
            Title = about is null ? Text.Of("audit.newest", entries.Count) : Text.Of("audit.about", entries.Count, Neutral.Line(about)),
            Parts =
            [
                new Table(Columns, [.. entries.Select(entry => Row(entry, asking.Reader))]),
                new Attachment(about is null ? "audit.jsonl" : $"audit-{FileName(about)}.jsonl", "application/x-ndjson", file),
                new Buttons([new(Text.Of("audit.button.verify"), "audit verify")]),
            ],
        };
    }

    private static string[] Row(AuditEntry entry, Reader reader) =>
    [
        entry.Sequence.ToString(CultureInfo.InvariantCulture),
        TimeZoneInfo.ConvertTime(entry.At, reader.Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        Cell(entry.Draft.Kind), Cell(entry.Draft.Who), Cell(entry.Draft.ActedAs), Cell(entry.Draft.Cluster), Cell(entry.Draft.Subject),
        Cell(Telling.Select(name => entry.Draft.Detail.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrEmpty(value))),
    ];

    private static string Cell(string? value) => string.IsNullOrEmpty(value) ? "-" : Neutral.Line(value);

    private static string FileName(string about) => new([.. about.Take(60).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);
}
