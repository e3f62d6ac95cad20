using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Diagnosis.Histories;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>The answer of `why X`: cause, evidence, confidence, what else it could be, what could not be read, next step, command, buttons.</summary>
internal static class WhyReply
{
    private const int MostEvidence = 6;
    private const int MostOthers = 4;
    private const int MostChanges = 4;

    public static Reply Of(Inquiry inquiry, History? history, Text? assumption)
    {
        var first = inquiry.Findings[0];
        var through = first.Subject == inquiry.Target ? null : first.Subject;
        return new Reply
        {
            Tone = inquiry.Verdict switch { Verdict.Healthy => Tone.Good, Verdict.Transient => Tone.Plain, _ => first.Severity == Severity.Warning ? Tone.Warning : Tone.Bad },
            Title = through is null
                ? Text.Of("diagnosis.why.title", Name(inquiry.Target), CleanFindings.Of(first.Title))
                : Text.Of("diagnosis.why.title-through", Name(inquiry.Target), through.ToString(), CleanFindings.Of(first.Title)),
            Parts = [.. Parts(inquiry, first, history, assumption)],
        };
    }

    /// <summary>A finding's place in the catalogue and how sure the bot is.</summary>
    public static Text Standing(Finding finding) => Text.Of("diagnosis.why.standing", finding.Code, new CatalogueEntry(finding.Code, finding.Severity).Name,
        Text.Of($"diagnosis.severity.{finding.Severity.ToString().ToLowerInvariant()}"), Text.Of($"diagnosis.confidence.{finding.Confidence.ToString().ToLowerInvariant()}"));

    /// <summary>kind/name with the namespace, as a person would look for it.</summary>
    public static string Name(ResourceRef target) => target.Namespace is null ? target.ToString() : $"{target.Namespace} {target}";

    /// <summary>What could not be read, one line each.</summary>
    public static IEnumerable<ReplyPart> Unread(IReadOnlyList<Gap> gaps)
    {
        if (gaps.Count == 0) yield break;
        yield return new Paragraph(Text.Of("diagnosis.why.unread"), Heading: true);
        yield return new Bullets([.. gaps.Select(gap => FailureReplies.Line(gap.Failure)).Distinct().Take(5)]);
    }

    private static IEnumerable<ReplyPart> Parts(Inquiry inquiry, Finding first, History? history, Text? assumption)
    {
        if (assumption is not null) yield return new Paragraph(assumption);
        if (first.Code != FindingCatalogue.Healthy) yield return new Paragraph(Standing(first));
        if (Static(inquiry) is { } mirror) yield return new Paragraph(mirror);
        if (first.Evidence.Count > 0)
        {
            yield return new Paragraph(Text.Of("diagnosis.why.evidence"), Heading: true);
            yield return new Bullets([.. first.Evidence.Take(MostEvidence).Select(evidence => Text.Of("diagnosis.why.proof", evidence.Where, CleanFindings.Of(evidence.Value)))]);
        }
        if (first.Log is { } log) yield return new Code(string.Join('\n', log.Lines.Select(CleanFindings.Of)), "log", log.Marked, $"{log.Container}.log");
        foreach (var part in Changes(history)) yield return part;
        var others = inquiry.Findings.Skip(1).Where(other => other.Cause != first.Cause).DistinctBy(other => other.Cause).Take(MostOthers)
            .Select(other => other.Subject == inquiry.Target ? CleanFindings.Of(other.Title) : Text.Of("diagnosis.why.title", other.Subject.ToString(), CleanFindings.Of(other.Title))).ToList();
        if (others.Count > 0)
        {
            yield return new Paragraph(Text.Of("diagnosis.why.also"), Heading: true);
            yield return new Bullets(others);
        }
        if (first.Others.Count > 0)
        {
            yield return new Paragraph(Text.Of("diagnosis.why.others"), Heading: true);
            yield return new Bullets([.. first.Others.Select(CleanFindings.Of)]);
        }
        foreach (var part in Unread(inquiry.Gaps)) yield return part;
        if (first.Steps.Count > 0)
        {
            yield return new Paragraph(Text.Of("diagnosis.why.next"), Heading: true);
            yield return new Bullets([.. first.Steps.Select(CleanFindings.Of)], Numbered: first.Steps.Count > 1);
        }
        if (first.Kubectl.Count > 0) yield return new Code(string.Join('\n', first.Kubectl), "shell");
        yield return new Buttons(WhyButtons.For(inquiry, first));
    }

    // Nothing on record is worth a line only where everything could be read.
    private static IEnumerable<ReplyPart> Changes(History? history)
    {
        if (history?.Since is not { } since) yield break;
        yield return new Paragraph(Text.Of("diagnosis.history.heading"), Heading: true);
        yield return new Bullets(
        [
            Text.Of("diagnosis.history.since", since),
            .. history.Changes.Take(MostChanges).Select(change => Text.Of("diagnosis.history.line", change.At, CleanFindings.Of(change.What))),
            .. history.Changes.Count > MostChanges ? [Text.Of("diagnosis.history.more", history.Changes.Count - MostChanges)] : Array.Empty<Text>(),
            .. history is { Changes.Count: 0, Gaps.Count: 0 } ? [Text.Of("diagnosis.history.none")] : Array.Empty<Text>(),
            .. history.Gaps.Select(gap => FailureReplies.Line(gap.Failure)).Distinct().Select(gap => Text.Of("diagnosis.history.unread", gap)),
        ]);
    }

    // A static pod's copy can be deleted, and the kubelet makes it anew from the manifest.
    private static Text? Static(Inquiry inquiry) => inquiry.Main.Snapshot.Pod is { } pod && pod.Metadata.Annotations.ContainsKey("kubernetes.io/config.mirror")
        ? Text.Of("diagnosis.why.static", pod.Spec.NodeName ?? "") : null;
}
