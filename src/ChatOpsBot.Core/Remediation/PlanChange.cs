using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Remediation;

/// <summary>What differs between the plan that was approved and the same plan made again.</summary>
internal static class PlanChange
{
    /// <summary>The difference that matters most, as a sentence; null when the approval still holds. A lower risk is no difference.</summary>
    public static Text? Between(ActionPlan approved, ActionPlan fresh)
    {
        if (fresh.Uid != approved.Uid) return Text.Of("remediation.stale.replaced", approved.Target, approved.Uid.Value, fresh.Uid.Value);
        var names = approved.Premises.Keys.Union(fresh.Premises.Keys).Order(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var (was, now) = (approved.Premises.GetValueOrDefault(name, ""), fresh.Premises.GetValueOrDefault(name, ""));
            if (was != now) return Text.Of("remediation.stale.premise", Text.Of($"remediation.premise.{name}"), Shown(was), Shown(now));
        }
        return fresh.Tier > approved.Tier
            ? Text.Of("remediation.stale.tier", RefusalTexts.Tier(approved.Tier), RefusalTexts.Tier(fresh.Tier)) : null;
    }

    private static Text Shown(string value) => value.Length == 0 ? "–" : value;
}
