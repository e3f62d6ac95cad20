using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>A walk with what is needed to show it.</summary>
/// <param name="Walk">As stored.</param>
/// <param name="Snapshot">The object now; null when it is gone or could not be read.</param>
/// <param name="Reader">For whom.</param>
/// <param name="People">For the names of those who answered.</param>
internal sealed record WalkPage(Walk Walk, Snapshot? Snapshot, Reader Reader, IPeople People)
{
    /// <summary>The object is gone, or another has its name: the walk cannot go on as it is.</summary>
    public bool IsStale { get; init; }

    /// <summary>The question that the walk stands at; null at an end.</summary>
    public Question? Question => DecisionTree.Questions.GetValueOrDefault(Walk.Step);

    /// <summary>The end that was reached; null at a question.</summary>
    public Ending? End => DecisionTree.Ends.GetValueOrDefault(Walk.Step);

    /// <summary>Stopped before an end.</summary>
    public bool IsStopped => Walk.Ended && Question is not null;

    /// <summary>What the cluster says to the present question.</summary>
    public Answer? Answer => Looked(Walk.Step);

    /// <summary>What the cluster says to a question now; null at an end, and when the object is gone or could not be read.</summary>
    public Answer? Looked(string step) => Snapshot is null || IsStale ? null : DecisionTree.Questions.GetValueOrDefault(step)?.Look(Snapshot, Reader.Now);

    /// <summary>What the cluster says differently now than when the bot answered, and whether that is all for the better; empty when
    /// nothing that matters changed.</summary>
    public IReadOnlyList<Text> Changes => Snapshot is null || IsStale ? [] : WalkChanges.Since(Walk, Snapshot, Reader.Now);

    /// <summary>What `why` finds now, which names the cause more exactly than an end of the tree can; null when it finds nothing wrong.</summary>
    public Finding? Cause => Snapshot is not null && !IsStale && Diagnostician.Diagnose(Snapshot, Reader.Now) is { Verdict: Verdict.Troubled } diagnosis ? diagnosis.First : null;

    /// <summary>The object as people call it: pod shop/checkout.</summary>
    public string Subject
    {
        get
        {
            var target = WalkChanges.Target(Walk);
            return target.Namespace is { } ns ? $"{target.Kind.Singular} {ns}/{target.Name}" : $"{target.Kind.Singular} {target.Name}";
        }
    }

    /// <summary>Who gave an answer.</summary>
    public Text By(WalkAnswer answer) => answer.ByPerson is null ? Text.Of("walk.by-bot") : Name(answer.ByPerson);

    /// <summary>A person by the name that others know.</summary>
    public string Name(string person) => People.Get(new PersonId(person))?.DisplayName ?? person;

    /// <summary>A step in one line.</summary>
    public Text Line(WalkAnswer answer) => Text.Of(answer.Overruled ? "walk.step-overruled" : "walk.step",
        answer.Step, DecisionTree.Questions[answer.Step].Asks, WalkAnswers.Word(answer.Answer), By(answer));

    /// <summary>The path, for a picture of it.</summary>
    public IReadOnlyList<TrailStep> Steps =>
    [
        .. Walk.Answers.Select(answer => new TrailStep(answer.Step, answer.Answer switch { WalkAnswers.Yes => true, WalkAnswers.No => false, _ => null }, answer.ByPerson is not null)),
        new(End?.Weight switch { EndWeight.Fault => "!", EndWeight.Open => "?", EndWeight.Fine => "✓", _ => Walk.Step }, null, false),
    ];

    /// <summary>The path in ids: T1 › E1 › P1.</summary>
    public string Trail => string.Join(" › ", Walk.Answers.Select(answer => answer.Step).Append(Walk.Step));
}
