using System.CommandLine;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Diagnosis.Histories;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`why X`: the cause in the first line. `why -n NS` and `why -A`: everything that is wrong there, grouped by cause.</summary>
internal sealed class WhyCommand : ChatCommand
{
    private readonly Argument<string[]> _target = CommandSyntax.Target(required: false);
    private readonly Option<string?> _namespace = CommandSyntax.Namespace();
    private readonly Option<bool> _all = CommandSyntax.AllNamespaces();

    public WhyCommand() : base("why", "diagnose")
    {
        Syntax.Arguments.Add(_target);
        Syntax.Options.Add(_namespace);
        Syntax.Options.Add(_all);
    }

    public override async Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        if (parsed.Words(_target) is not { } words) return await SweepAsync(asking, parsed.Scope(asking, _namespace, _all), cancellationToken);
        var found = await WhyTarget.FindAsync(asking, words, parsed.GetValue(_namespace), parsed.GetValue(_all), cancellationToken);
        if (found.Reply is not null) return found.Reply;
        if (!(await Inquiry.RunAsync(asking.Cluster, found.Target!, asking.Now, cancellationToken)).Has(out var inquiry, out var failure)) return FailureReplies.From(failure);
        return WhyReply.Of(inquiry, await HistoryReader.ReadAsync(asking.Cluster, inquiry, cancellationToken), found.Assumption) with
        {
            Pod = new[] { inquiry.Target, inquiry.Findings[0].Subject }.FirstOrDefault(subject => subject.Kind.Equals(ResourceKinds.Pod)) is { } pod
                ? new PodName(asking.Cluster.Cluster.Value, pod.Namespace!, pod.Name) : null,
        };
    }

    private static async Task<Reply> SweepAsync(Asking asking, string? ns, CancellationToken cancellationToken)
    {
        if (!(await Sweep.RunAsync(asking.Cluster, ns, asking.Now, cancellationToken)).Has(out var sweep, out var failure)) return FailureReplies.From(failure);
        if (sweep.Pods == 0 && ns is not null && (await asking.Cluster.GetAsync<Clusters.Facts.Namespace>(null, ns, cancellationToken)).Failure is ClusterFailure.NotFound missing)
        {
            var all = await asking.Cluster.ListAsync<Clusters.Facts.Namespace>(ListScope.All, cancellationToken);
            return FailureReplies.From(missing, all.Has(out var namespaces, out _) ? namespaces.Select(found => found.Metadata.Name) : [], near => $"why -n {near}");
        }
        return SweepReply.Of(sweep, ns);
    }
}
