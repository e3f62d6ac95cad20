using System.CommandLine;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis.Reviews;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`check` with a YAML definition behind it: would it work? The API server's own word by a dry run as the person who asks, then
/// what a reviewer finds. Nothing is created.</summary>
internal sealed class CheckDefinition : ChatCommand
{
    private readonly IClusters _clusters;
    private readonly Argument<string> _definition = new("definition") { HelpName = "YAML" };
    private readonly Option<string?> _namespace = CommandSyntax.Namespace();

    public CheckDefinition(IClusters clusters) : base("check")
    {
        _clusters = clusters;
        Syntax.Arguments.Add(_definition);
        Syntax.Options.Add(_namespace);
    }

    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var ns = parsed.Scope(asking, _namespace) ?? "default";
        var yaml = parsed.GetValue(_definition)!;
        var defined = DefinitionText.Read(yaml[0] == '\n' ? yaml[1..] : yaml, ns, out var refusal);
        if (refusal is not null) return refusal;
        var proposals = defined.Select(one => one.Proposal).ToList();
        var review = new ProposalReview(asking.Cluster, proposals, asking.Now, cancellationToken);
        var trials = new List<Trial>();
        foreach (var one in defined)
        {
            var trial = await Trial.RunAsync(_clusters.Writer(asking.Cluster.Cluster), one, proposals, asking.Someone, cancellationToken);
            trials.Add(trial with { Findings = await review.FindAsync(one.Proposal, trial.PodRefused) });
        }
        return CheckReply.Of(trials, review.Gaps, asking.Someone, new DefinitionSecrets(proposals.Select(proposal => proposal.Object.Body)));
    }
}
