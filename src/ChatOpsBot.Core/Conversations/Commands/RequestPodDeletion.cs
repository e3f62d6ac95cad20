using System.CommandLine;
using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Conversations.Requests;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Remediation;
using ChatOpsBot.Core.Remediation.Actions;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`delete pod X [--force] [--grace N] [--reason …]`: preflight, preview, and a request for approval.</summary>
internal sealed class RequestPodDeletion : ChatCommand
{
    private readonly Argument<string[]> _target = CommandSyntax.Target();
    private readonly Option<string?> _namespace = CommandSyntax.Namespace();
    private readonly Option<bool> _force = new("--force");
    private readonly Option<int?> _grace = new("--grace", "--grace-period") { HelpName = "SECONDS", CustomParser = NumberSyntax.Parse };
    private readonly Option<string[]> _reason = new("--reason") { HelpName = "REASON", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
    private readonly TargetResolver _resolver;
    private readonly DeletePod _action;
    private readonly ActionRequests _requests;
    private readonly IPeople _people;

    public RequestPodDeletion(TargetResolver resolver, DeletePod action, ActionRequests requests, IPeople people) : base("delete pod", "pods", "po")
    {
        (_resolver, _action, _requests, _people) = (resolver, action, requests, people);
        Syntax.Arguments.Add(_target);
        foreach (var option in new Option[] { _namespace, _force, _grace, _reason }) Syntax.Options.Add(option);
    }

    public override Role? Needs => Role.Requester;

    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var force = parsed.GetValue(_force);
        var grace = parsed.GetValue(_grace);
        var options = (force ? " --force" : "") + (grace is { } seconds ? $" --grace {seconds}" : "");
        var found = await _resolver.ResolveAsync<Pod>(asking, parsed.Words(_target)!, parsed.GetValue(_namespace),
            pod => $"delete pod {pod.Metadata.Name} -n {pod.Metadata.Namespace}{options}", cancellationToken);
        if (found is not Resolution<Pod>.Found { Value: var pod } one) return ((Resolution<Pod>.Other)found).Reply;

        // A workload's name means its worst pod where one only looks; what is deleted must be named.
        if (one.Assumption is Text.Keyed { Key: "dialog.assumed-worst-pod" })
        {
            return Reply.Refused(Text.Of("requests.say-the-name", Neutral.Line(pod.Metadata.Name)), new Buttons(
                [new(Text.Of("requests.button.ask-delete", pod.Metadata.Name), $"delete pod {pod.Metadata.Name} -n {pod.Metadata.Namespace}{options}")]));
        }

        var order = DeletePod.Order(asking.Cluster.Cluster, pod, force, grace);
        var reason = RequestWords.ReadReason(parsed.GetValue(_reason) is { Length: > 0 } words ? string.Join(' ', words) : null);
        var result = await _requests.AskAsync(
            _action, order, asking.Someone, asking.Intent.Account, reason, RequestCards.Origin(asking.Intent.Where), cancellationToken);
        return result switch
        {
            AskResult.Asked asked => RequestCard.Build(asked.Request, _people),
            AskResult.Impossible impossible => Impossible(impossible),
            // The same person asks the same again, or the bot answers again after a crash: the card is the answer.
            AskResult.Refused { Why: Refusal.AlreadyAsked, Request: { } same } when same.Requester == asking.Someone.Id => RequestCard.Build(same, _people),
            AskResult.Refused refused => RequestWords.Refuse(refused.Why, refused.Request, _people),
            AskResult.Failed failed => FailureReplies.From(failed.Failure),
            _ => throw new InvalidOperationException(result.ToString()),
        };
    }

    private static Reply Impossible(AskResult.Impossible impossible)
    {
        var parts = new List<ReplyPart>();
        var here = impossible.Rather.Where(way => way.Command is not null).ToList();
        var told = impossible.Rather.Where(way => way.Command is null || way.Label is not null).ToList();
        if (told.Count > 0) parts.Add(new Bullets([.. told.Select(way => way.Text)]));
        if (here.Count > 0)
        {
            parts.Add(new Buttons([.. here.Select(way => new Button(way.Label ?? way.Text, way.Command!,
                way.Command!.Contains("--force", StringComparison.Ordinal) ? ButtonWeight.Dangerous : ButtonWeight.Normal))]));
        }
        return Reply.Refused(impossible.Why, [.. parts]);
    }
}
