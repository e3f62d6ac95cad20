using System.Globalization;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Replies;

/// <summary>What a person reads when a cluster gave no answer: the cause, and what to do about it.</summary>
public static class FailureReplies
{
    /// <summary>The whole answer is the failure.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="candidates">For <see cref="ClusterFailure.NotFound"/>: the names that exist there.</param>
    /// <param name="command">Makes the command for one of the nearest candidates; null: they are named only.</param>
    public static Reply From(ClusterFailure failure, IEnumerable<string>? candidates = null, Func<string, string>? command = null)
    {
        if (failure is ClusterFailure.NotFound missing) return Missing(missing, candidates ?? [], command);
        return new Reply
        {
            Outcome = failure is ClusterFailure.Conflict ? Outcome.Refused : Outcome.Failed,
            Tone = Tone.Bad,
            Title = Line(failure),
            Parts = [.. Advice(failure)],
        };
    }

    /// <summary>One line, for a gap in an answer that is otherwise there.</summary>
    public static Text Line(ClusterFailure failure) => failure switch
    {
        ClusterFailure.Forbidden f => f.Namespace is null
            ? Text.Of("failures.forbidden", f.Verb, Resource(f))
            : Text.Of("failures.forbidden-in", f.Verb, Resource(f), f.Namespace),
        ClusterFailure.NotFound f => f.Namespace is null
            ? Text.Of("failures.not-found", f.Kind.Singular, Neutral.Line(f.Name))
            : Text.Of("failures.not-found-in", f.Kind.Singular, Neutral.Line(f.Name), Neutral.Line(f.Namespace)),
        ClusterFailure.NotServed f => Text.Of("failures.not-served", f.Kind.ToString()),
        ClusterFailure.Unreachable f => Text.Of("failures.unreachable", f.Server, Neutral.Line(f.Detail)),
        ClusterFailure.TimedOut f => Text.Of("failures.timed-out", f.Call, f.Deadline),
        ClusterFailure.CredentialRejected f => Text.Of("failures.credential", f.Server, Neutral.Line(f.Detail)),
        ClusterFailure.CertificateRejected f => Text.Of("failures.certificate", f.Server, Neutral.Line(f.Detail)),
        ClusterFailure.Conflict f => Text.Of("failures.conflict", Neutral.Line(f.Message)),
        ClusterFailure.Rejected f => Text.Of("failures.rejected", f.Status, f.Reason, Neutral.Line(f.Message)),
        ClusterFailure.Overloaded f => Text.Of("failures.overloaded", f.Call),
        ClusterFailure.ServerFault f => Text.Of("failures.server-fault", f.Status, f.Call, Neutral.Line(f.Message)),
        ClusterFailure.Misconfigured f => Text.Of("failures.misconfigured", f.Cluster.Value, Neutral.Line(f.Detail)),
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };

    /// <summary>The RBAC rule, as YAML of a (Cluster)Role's rules, that would allow what was forbidden.</summary>
    public static string Rule(ClusterFailure.Forbidden forbidden) => string.Create(CultureInfo.InvariantCulture,
        $"- apiGroups: [\"{forbidden.Kind.Group}\"]\n  resources: [\"{Resource(forbidden)}\"]\n  verbs: [\"{forbidden.Verb}\"]");

    private static string Resource(ClusterFailure.Forbidden f) => f.Subresource is null ? f.Kind.Plural : $"{f.Kind.Plural}/{f.Subresource}";

    private static IEnumerable<ReplyPart> Advice(ClusterFailure failure)
    {
        switch (failure)
        {
            case ClusterFailure.Forbidden forbidden:
                yield return new Paragraph(forbidden.Namespace is null || !forbidden.Kind.Namespaced
                    ? Text.Of("failures.forbidden-advice-cluster") : Text.Of("failures.forbidden-advice", forbidden.Namespace));
                yield return new Code(Rule(forbidden), "yaml");
                if (forbidden.Message.Length > 0) yield return new Paragraph(Text.Of("failures.words-of-server", Neutral.Line(forbidden.Message)));
                break;
            case ClusterFailure.NotServed notServed:
                yield return new Paragraph(Text.Of(
                    notServed.Kind.Group == "metrics.k8s.io" ? "failures.not-served-metrics" : "failures.not-served-advice", notServed.Kind.ApiVersion));
                break;
            case ClusterFailure.Unreachable:
                yield return new Paragraph(Text.Of("failures.unreachable-advice"));
                break;
            case ClusterFailure.TimedOut:
                yield return new Paragraph(Text.Of("failures.timed-out-advice"));
                break;
            case ClusterFailure.CredentialRejected:
                yield return new Paragraph(Text.Of("failures.credential-advice"));
                break;
            case ClusterFailure.CertificateRejected:
                yield return new Paragraph(Text.Of("failures.certificate-advice"));
                break;
            case ClusterFailure.Conflict:
                yield return new Paragraph(Text.Of("failures.conflict-advice"));
                break;
            case ClusterFailure.Overloaded:
                yield return new Paragraph(Text.Of("failures.overloaded-advice"));
                break;
            case ClusterFailure.ServerFault:
                yield return new Paragraph(Text.Of("failures.server-fault-advice"));
                break;
            case ClusterFailure.Misconfigured:
                yield return new Paragraph(Text.Of("failures.misconfigured-advice"));
                break;
        }
    }

    private static Reply Missing(ClusterFailure.NotFound missing, IEnumerable<string> candidates, Func<string, string>? command)
    {
        var near = Nearest.Of(missing.Name, candidates);
        if (near.Count == 0) return Reply.NothingFound(Line(missing));
        return Reply.NothingFound(Line(missing), command is null
            ? new Paragraph(Text.Of("failures.nearest", Text.List(near.Select(Neutral.Line))))
            : new PickList(Text.Of("failures.nearest-pick"), [.. near.Select(name => new Choice(Neutral.Line(name), command(name)))]));
    }
}
