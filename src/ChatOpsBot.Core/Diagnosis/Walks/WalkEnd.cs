using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>The end of a walk: what to do, what `why` says, a summary to copy, and the path as a picture.</summary>
internal static class WalkEnd
{
    private const int MostEvidence = 3;

    /// <summary>The parts below the conclusion.</summary>
    public static IEnumerable<ReplyPart> Parts(WalkPage page, Ending end)
    {
        yield return new Paragraph(end.Do);
        if (page.Walk.Answers is [.., { ByPerson: null } last] && WalkAnswers.Read(last) is { Because.Count: > 0 } evidence)
        {
            yield return new Bullets(evidence.Because);
            yield return new Code(evidence.Kubectl, "shell");
        }
        foreach (var part in Why(page)) yield return part;
        if (page.Walk.Answers.Any(answer => answer is { Step: "M1", Answer: WalkAnswers.Yes }) && end.Id != "StaticHealthy") yield return new Paragraph(Text.Of("walk.static-note"));
        yield return new Picture(PathPicture.Broad.Draw(page), Text.Of("walk.picture", page.Trail));
        yield return new Attachment(WalkSummary.FileName(page.Walk), "text/markdown", WalkSummary.Of(page));
    }

    /// <summary>Where to go from here.</summary>
    public static IEnumerable<Button> Buttons(WalkPage page, Ending end)
    {
        var walk = page.Walk;
        if (walk.Kind == "pods" && end.Weight != EndWeight.Fine) yield return new Button(Text.Of("walk.button.why-pod"), $"why pod {walk.Name} -n {walk.Namespace}", ButtonWeight.Primary);
        if (Next(page, end) is { } next) yield return new Button(Text.Of("walk.button.walk", next.Name), $"walk {next.Kind.Singular} {next.Name} -n {next.Namespace}");
    }

    private static IEnumerable<ReplyPart> Why(WalkPage page)
    {
        if (page.Cause is not { } cause) yield break;
        yield return new Paragraph(Text.Of("walk.why-says", cause.Code, CleanFindings.Of(cause.Title)), Heading: true);
        var evidence = cause.Evidence.Take(MostEvidence).Select(proof => Text.Of("walk.saw.field", proof.Where, CleanFindings.Of(proof.Value))).ToList();
        if (evidence.Count > 0) yield return new Bullets(evidence);
    }

    // Ends that say "the fault lies further on" lead there.
    private static ResourceRef? Next(WalkPage page, Ending end) => (end.Id, page.Snapshot) switch
    {
        ("WalkPod" or "PodsNotReady", { } snapshot) => Pod(snapshot),
        ("ServiceBehind", { } snapshot) when snapshot.Backends().FirstOrDefault(backend => !snapshot.HasEndpoints(backend)) is { } backend =>
            new ResourceRef(ResourceKinds.Service, snapshot.Target.Namespace, backend.Name),
        _ => null,
    };

    private static ResourceRef? Pod(Snapshot snapshot) =>
        snapshot.Pods.Where(pod => !pod.IsReady() && pod.Status.Phase != "Succeeded").OrderBy(pod => pod.Metadata.Name, StringComparer.Ordinal).FirstOrDefault() is { } pod
            ? new ResourceRef(ResourceKinds.Pod, pod.Metadata.Namespace, pod.Metadata.Name) : null;
}
