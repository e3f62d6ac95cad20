using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>The answer of `check`: whether it would work in the first line, then object by object what the API server says and what a
/// reviewer finds, each with its line, and what to do about the worst.</summary>
internal static class CheckReply
{
    private const int MostFindings = 8;

    public static Reply Of(IReadOnlyList<Trial> trials, IReadOnlyList<Gap> gaps, Person person, DefinitionSecrets secrets)
    {
        var faults = trials.Sum(trial => (trial.IsRefused ? 1 : 0) + trial.Findings.Count(finding => finding.Severity >= Severity.Error));
        var remarks = trials.Sum(trial => trial.Findings.Count(finding => finding.Severity < Severity.Error));
        var untried = trials.Any(trial => trial.IsUntried);
        return new Reply
        {
            Tone = faults > 0 ? Tone.Bad : remarks > 0 || untried ? Tone.Warning : Tone.Good,
            Title = faults > 0 ? Text.Of("commands.check.faults", faults, Names(trials))
                : untried ? Text.Of("commands.check.untried", Names(trials), remarks)
                : remarks > 0 ? Text.Of("commands.check.remarks", Names(trials), remarks) : Text.Of("commands.check.good", Names(trials)),
            Parts = [.. trials.SelectMany(trial => Parts(trial, person, secrets)), .. Next(trials, secrets), .. WhyReply.Unread(gaps), new Paragraph(Text.Of("commands.check.nothing-made"))],
        };
    }

    private static IEnumerable<ReplyPart> Parts(Trial trial, Person person, DefinitionSecrets secrets)
    {
        var target = trial.One.Proposal.Target;
        yield return new Paragraph(target.Namespace is null ? Text.Of("commands.check.object", Label(trial), trial.One.Document.Line) : Text.Of("commands.check.object-in", Label(trial), target.Namespace, trial.One.Document.Line), Heading: true);
        yield return new Bullets([.. Lines(trial, person).Select(secrets.Hide)]);
        if (trial.DryRun?.Failure is ClusterFailure.Forbidden forbidden && !Trial.IsAdmission(forbidden)) yield return new Code(FailureReplies.Rule(forbidden), "yaml");
    }

    private static IEnumerable<Text> Lines(Trial trial, Person person)
    {
        foreach (var line in Said(trial, person)) yield return line;
        if (trial.One.Proposal.Unreadable is { } field) yield return Text.Of("commands.check.unreadable", trial.One.LineOf(field), field);
        if (trial.PodUntried is { } why) yield return Text.Of("commands.check.pod-untried", FailureReplies.Line(why));
        foreach (var finding in trial.Findings.Take(MostFindings)) yield return Line(trial, finding);
        if (trial.Findings.Count > MostFindings) yield return Text.Of("commands.check.more", trial.Findings.Count - MostFindings);
    }

    private static IEnumerable<Text> Said(Trial trial, Person person)
    {
        if (trial.DryRun is not { } tried) return [Text.Of("commands.check.no-user", person.Id.Value)];
        if (tried.Has(out var run, out var failure))
            return [Text.Of(run.Exists ? "commands.check.would-change" : "commands.check.would-create", person.ActsAs!.User!), .. run.Warnings.Select(warning => Text.Of("commands.check.warning", warning))];
        if (trial.AwaitsNamespace) return [Text.Of("commands.check.awaits-namespace", trial.One.Proposal.Target.Namespace ?? "")];
        // Of a bare pod that admission refuses, the finding says why.
        if (trial.PodRefused is not null && trial.Findings.Count > 0) return [Text.Of("commands.check.refused-below")];
        return failure switch
        {
            ClusterFailure.Rejected { Causes.Count: > 0 } rejected => rejected.Causes.Take(MostFindings).Select(cause => Text.Of("commands.check.cause", trial.One.LineOf(cause.Field), cause.Field, cause.Message)),
            ClusterFailure.Rejected rejected => [Unknown(trial, rejected.Message)],
            ClusterFailure.Forbidden forbidden when Trial.IsAdmission(forbidden) => [Text.Of("commands.check.refused", forbidden.Message)],
            ClusterFailure.Forbidden { Verb: not "impersonate" } forbidden => [Text.Of("commands.check.may-not", person.ActsAs!.User!, forbidden.Verb, forbidden.Kind.Plural, forbidden.Namespace ?? Text.Of("commands.check.cluster"))],
            ClusterFailure.NotServed notServed => [Text.Of("commands.check.no-kind", trial.One.Proposal.Object.Kind, notServed.Kind.ApiVersion, trial.One.LineOf("kind"))],
            _ => [FailureReplies.Line(failure)],
        };
    }

    // strict decoding error: unknown field "spec.template.spec.containers[0].imagee", unknown field …
    private static Text Unknown(Trial trial, string message)
    {
        const string Mark = "unknown field \"";
        var lead = $"cannot be handled as a {trial.One.Proposal.Object.Kind}: ";
        if (message.IndexOf(lead, StringComparison.Ordinal) is var at and >= 0) message = message[(at + lead.Length)..];
        var start = message.IndexOf(Mark, StringComparison.Ordinal);
        if (start < 0 || message.IndexOf('"', start + Mark.Length) is not (> 0 and var end)) return Text.Of("commands.check.refused", message);
        var field = message[(start + Mark.Length)..end];
        return Text.Of("commands.check.cause", trial.One.LineOf(field), field, message[start..]);
    }

    private static Text Line(Trial trial, Finding finding)
    {
        var line = finding.Evidence.Select(evidence => evidence.Where).OfType<Text.Literal>().Select(where => trial.One.LineOf(where.Value)).FirstOrDefault(line => line != trial.One.Document.Line);
        var severity = Text.Of($"diagnosis.severity.{finding.Severity.ToString().ToLowerInvariant()}");
        return line == 0 ? Text.Of("commands.check.finding", severity, finding.Code, finding.Title) : Text.Of("commands.check.finding-at", severity, finding.Code, finding.Title, line);
    }

    private static IEnumerable<ReplyPart> Next(IReadOnlyList<Trial> trials, DefinitionSecrets secrets)
    {
        if (trials.SelectMany(trial => trial.Findings).MaxBy(finding => finding.Severity) is not { Steps.Count: > 0 } worst) yield break;
        yield return new Paragraph(Text.Of("diagnosis.why.next"), Heading: true);
        yield return new Bullets([.. worst.Steps.Select(secrets.Hide)]);
        if (worst.Kubectl.Count > 0) yield return new Code(string.Join('\n', worst.Kubectl), "shell");
        yield return new Buttons([new Button(Text.Of("commands.check.explain", worst.Code), $"explain {worst.Code}")]);
    }

    private static Text Names(IReadOnlyList<Trial> trials) => trials.Count > 3 ? Text.Of("commands.check.objects", trials.Count) : Text.List(trials.Select(Label));

    private static string Label(Trial trial) => Redaction.Neutral.Line(trial.One.Proposal.Object.Label);
}
