using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>The answer of `why -n NS` and `why -A`: one line a cause, worst first, on one screen.</summary>
internal static class SweepReply
{
    private const int MostCauses = 15;
    private const int MostVictims = 3;
    private const int MostChoices = 8;

    public static Reply Of(Sweep sweep, string? ns)
    {
        var place = ns is null ? Text.Of("diagnosis.why.everywhere") : ns;
        if (sweep.Groups.Count == 0)
        {
            return new Reply
            {
                Tone = Tone.Good,
                Title = sweep.Pods == 0 ? Text.Of("diagnosis.why.empty", place) : Text.Of("diagnosis.why.all-well", place, sweep.Pods),
                Parts = [.. WhyReply.Unread(sweep.Gaps)],
            };
        }
        var shown = sweep.Groups.Take(MostCauses).ToList();
        return new Reply
        {
            Tone = sweep.Groups[0].Lead.Severity >= Severity.Error ? Tone.Bad : Tone.Warning,
            Title = Text.Of("diagnosis.why.sum", place, sweep.Groups.Count, sweep.Troubled, sweep.Pods),
            Parts =
            [
                new Bullets([.. shown.Select(group => Line(group, ns))], Numbered: true),
                .. sweep.Groups.Count > MostCauses ? [new Paragraph(ns is null ? Text.Of("diagnosis.why.more", sweep.Groups.Count - MostCauses) : Text.Of("diagnosis.why.more-in", sweep.Groups.Count - MostCauses, $"pods --bad -n {ns}"))] : Array.Empty<ReplyPart>(),
                .. WhyReply.Unread(sweep.Gaps),
                new PickList(Text.Of("diagnosis.why.pick"), [.. shown.Take(MostChoices).Select(group => Choose(group.Lead.Subject))]),
            ],
        };
    }

    private static Text Line(CauseGroup group, string? ns)
    {
        var victims = group.Victims.Take(MostVictims).Select(victim => Called(victim, ns)).ToList();
        var more = group.Victims.Count - victims.Count;
        var names = more == 0 ? (Text)Text.List(victims) : Text.Of("diagnosis.why.and-more", Text.List(victims), more);
        return Text.Of("diagnosis.why.line", Text.Of($"diagnosis.severity.{group.Lead.Severity.ToString().ToLowerInvariant()}"), names, CleanFindings.Of(group.Lead.Title), group.Lead.Code);
    }

    private static string Called(ResourceRef victim, string? ns) => victim.Kind.Equals(ResourceKinds.Pod)
        ? (ns is null ? $"{victim.Namespace}/{victim.Name}" : victim.Name)
        : ns is null && victim.Namespace is not null ? $"{victim.Namespace} {victim}" : victim.ToString();

    private static Choice Choose(ResourceRef subject) => new(WhyReply.Name(subject), $"why {subject.Kind.Singular} {subject.Name}{(subject.Namespace is null ? "" : $" -n {subject.Namespace}")}");
}
