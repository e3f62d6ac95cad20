using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>One rule: how one cause shows itself. Pure: the same snapshot and moment always give the same findings.
/// Rules are found by reflection; a rule's texts are `diagnosis.CODE.name`, `.title`, `.next` and, where they help, `.other`
/// (what else it could be), `.safer` and `.riskier`.</summary>
internal interface ISignature
{
    /// <summary>The stable code.</summary>
    string Code { get; }

    /// <summary>How bad its cause is.</summary>
    Severity Severity { get; }

    /// <summary>The findings; nothing when the cause is not there.</summary>
    IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now);
}

/// <summary>Builds findings of a rule.</summary>
internal static class SignatureFindings
{
    private static readonly string[] Parts = ["safer", "next", "riskier"];

    /// <summary>A finding with the rule's texts, to which `with` adds evidence.</summary>
    /// <param name="rule">Whose code, severity and texts.</param>
    /// <param name="snapshot">Whose target is the subject.</param>
    /// <param name="cause">What is common to all victims.</param>
    /// <param name="arguments">{0}, {1} … of all the rule's texts.</param>
    public static Finding Find(this ISignature rule, Snapshot snapshot, string? cause, params Text[] arguments)
    {
        var key = $"diagnosis.{rule.Code.ToLowerInvariant()}";
        return new Finding
        {
            Code = rule.Code,
            Severity = rule.Severity,
            Subject = snapshot.Target,
            Cause = $"{rule.Code} {cause}",
            Title = Text.Of($"{key}.title", arguments),
            Steps = [.. Parts.Select(part => Known($"{key}.{part}", arguments)).OfType<Text>()],
            Others = Known($"{key}.other", arguments) is { } other ? [other] : [],
        };
    }

    private static Text? Known(string key, Text[] arguments) => TextCatalog.Find(key, Locale.English) is null ? null : Text.Of(key, arguments);
}
