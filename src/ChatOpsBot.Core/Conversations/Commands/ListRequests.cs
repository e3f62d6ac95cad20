using System.CommandLine;
using System.Globalization;
using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Conversations.Requests;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`requests [N] [--all] [--mine]`: what waits for approval or execution; the newest in any state; only what one asked for or may decide
/// on; everything about one.</summary>
internal sealed class ListRequests : ChatCommand
{
    private const int Newest = 20;
    private const int ButtonsShown = 5;
    private static readonly string[] Columns = ["REQUEST", "STATE", "ACTION", "TARGET", "RISK", "APPROVALS", "BY", "AGE"];
    private readonly Argument<string?> _number = new("request") { Arity = ArgumentArity.ZeroOrOne, HelpName = "N" };
    private readonly Option<bool> _all = new("--all", "-A");
    private readonly Option<bool> _mine = CommandSyntax.Mine();
    private readonly IRequestStore _store;
    private readonly IPeople _people;

    public ListRequests(IRequestStore store, IPeople people) : base("requests", "request")
    {
        (_store, _people) = (store, people);
        Syntax.Arguments.Add(_number);
        Syntax.Options.Add(_all);
        Syntax.Options.Add(_mine);
    }

    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_number) is { } word) return await OneAsync(word, cancellationToken);
        var (all, mine) = (parsed.GetValue(_all), parsed.GetValue(_mine));
        var requests = all
            ? await _store.LatestAsync(Newest, cancellationToken)
            : await _store.ListAsync([RequestState.Pending, RequestState.Approved, RequestState.Claimed, RequestState.Indeterminate], cancellationToken);
        requests = [.. requests.Where(request => (all || !request.IsOpen || asking.Now < request.ExpiresAt) && (!mine || Concerns(request, asking.Someone)))];
        if (requests.Count == 0)
        {
            return new Reply
            {
                Title = Text.Of(mine ? "requests.none-of-yours" : all ? "requests.none-ever" : "requests.none-open"),
                Parts = all ? [] : [new Buttons([new(Text.Of("requests.button.all"), "requests --all")])],
            };
        }
        return new Reply
        {
            Title = Text.Of(all ? "requests.newest" : "requests.open", requests.Count),
            Parts =
            [
                new Table(Columns, [.. requests.Select(request => Row(request, asking.Now))]),
                new Buttons([.. requests.Take(ButtonsShown).Select(request => new Button(Text.Of("requests.button.details-of", request.Id.Value), $"requests {request.Id}"))]),
            ],
        };
    }

    private async Task<Reply> OneAsync(string word, CancellationToken cancellationToken)
    {
        if (RequestWords.ReadNumber(word) is not { } id) return RequestWords.NoNumber(word);
        return await _store.FindAsync(id, cancellationToken) is { } request
            ? RequestCard.Details(request, _people)
            : RequestWords.Answer(new TransitionResult.Refused(new Refusal.NoSuchRequest(id), null), _people);
    }

    private bool Concerns(ActionRequest request, Person person) =>
        request.Requester == person.Id || (request.State == RequestState.Pending && _people.ApproversBesides(request.Requester).Any(approver => approver.Id == person.Id));

    private string[] Row(ActionRequest request, DateTimeOffset now) =>
    [
        request.Id.ToString(), request.State.ToString(), request.Action, $"{request.About.Cluster}: {Neutral.Line(request.About.Target)}", request.About.Tier.ToString(),
        string.Create(CultureInfo.InvariantCulture, $"{request.Approvals.Count()}/{request.Quorum}"),
        _people.NameOf(request.Requester), Age.Of(now - request.CreatedAt),
    ];
}
