using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>How bad it is.</summary>
public enum Severity
{
    /// <summary>Worth knowing: intended, or passing.</summary>
    Note,

    /// <summary>Something works less well than it should.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Error,

    /// <summary>It does not work, and acting carelessly can lose data or take others down.</summary>
    Critical,
}

/// <summary>How sure the bot is.</summary>
public enum Confidence
{
    /// <summary>A field, an event or a comparison of objects proves it.</summary>
    Confirmed,

    /// <summary>The facts fit, and other causes fit them too.</summary>
    Likely,

    /// <summary>The cluster does not say.</summary>
    CannotTell,
}

/// <summary>What proves a finding.</summary>
/// <param name="Where">A field's path, "event REASON", "log of CONTAINER", or a comparison such as "spec.selector ≠ labels".</param>
/// <param name="Value">What stands there.</param>
public sealed record Evidence(Text Where, Text Value);

/// <summary>The lines of a log around the one that says why.</summary>
/// <param name="Container">Whose.</param>
/// <param name="Previous">Of the run before.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Marked">The index of the one that says why; null when none does.</param>
public sealed record LogExcerpt(string Container, bool Previous, IReadOnlyList<string> Lines, int? Marked);

/// <summary>A cause that was found, named exactly.</summary>
public sealed record Finding
{
    /// <summary>The stable code in the catalogue: CHB101.</summary>
    public required string Code { get; init; }

    /// <summary>The code's severity.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How sure.</summary>
    public Confidence Confidence { get; init; }

    /// <summary>Who suffers.</summary>
    public required ResourceRef Subject { get; init; }

    /// <summary>The cause in one line, without the subject's name.</summary>
    public required Text Title { get; init; }

    /// <summary>Findings with the same cause belong together: one node, one image, one ConfigMap.</summary>
    public required string Cause { get; init; }

    /// <summary>What proves it, the strongest first.</summary>
    public IReadOnlyList<Evidence> Evidence { get => field ?? []; init; }

    /// <summary>What else it could be.</summary>
    public IReadOnlyList<Text> Others { get => field ?? []; init; }

    /// <summary>What to do, the safest first.</summary>
    public IReadOnlyList<Text> Steps { get => field ?? []; init; }

    /// <summary>Commands with which one sees it oneself.</summary>
    public IReadOnlyList<string> Kubectl { get => field ?? []; init; }

    /// <summary>Commands of the bot that fit beyond the usual ones, dangerous last.</summary>
    public IReadOnlyList<Button> Buttons { get => field ?? []; init; }

    /// <summary>The pods that have to be well first: this finding follows from what is wrong with them.</summary>
    public IReadOnlyList<ResourceRef> Origins { get => field ?? []; init; }

    /// <summary>The log that shows it.</summary>
    public LogExcerpt? Log { get; init; }
}
