using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>When a move changes nothing, and the sentence that says why.</summary>
internal static class WalkRules
{
    /// <summary>Why a move made for one step means nothing to the walk as it stands; null when it does.</summary>
    public static Text? Refuses(WalkPage page, WalkTrigger trigger, string? at)
    {
        if (trigger == WalkTrigger.Overrule) return StepToOverrule(page, at) is null ? Text.Of(at is null ? "walk.nothing-to-overrule" : "walk.not-overrulable", at ?? "") : null;
        if (at is null || at == page.Walk.Step) return null;
        var later = page.Walk.Answers.LastOrDefault(answer => answer.Step == at);
        return later is null ? Text.Of("walk.stale", at, page.Walk.Step)
            : Text.Of("walk.stale-answered", at, page.Walk.Step, WalkAnswers.Word(later.Answer), page.By(later), later.At);
    }

    /// <summary>The step whose answer an overruling sets aside: the one that was named, else the last that the bot answered. The step that
    /// the walk stands at counts when the bot has an answer to it (after going back).</summary>
    public static string? StepToOverrule(WalkPage page, string? at)
    {
        if (at is not null && at == page.Walk.Step) return page.Answer?.Yes is null ? null : at;
        if (at is null && page.Answer?.Yes is not null) return page.Walk.Step;
        return page.Walk.Answers.LastOrDefault(answer => answer.ByPerson is null && (at is null || answer.Step == at))?.Step;
    }

    /// <summary>Why a trigger has no meaning in this state.</summary>
    public static Text Impossible(WalkPage page, WalkTrigger trigger) => page.IsStopped ? Text.Of("walk.is-stopped", page.Walk.Id.ToString())
        : trigger == WalkTrigger.Back ? Text.Of("walk.nothing-to-undo") : Text.Of("walk.is-over", page.Walk.Id.ToString());

    /// <summary>Who was faster.</summary>
    public static Text Raced(WalkPage current, Walk mine)
    {
        var others = current.Walk.Answers.Where(answer => answer.ByPerson is not null && !mine.Answers.Contains(answer)).ToList();
        return others.Count > 0
            ? Text.Of("walk.raced-answer", current.By(others[^1]), others[^1].Step, WalkAnswers.Word(others[^1].Answer))
            : Text.Of("walk.raced");
    }
}
