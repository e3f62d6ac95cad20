using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>An end of the decision tree: what is wrong, and what to do.</summary>
/// <param name="Id">A word in PascalCase.</param>
/// <param name="Weight">How bad it is.</param>
internal sealed record Ending(string Id, EndWeight Weight = EndWeight.Fault)
{
    /// <summary>The conclusion.</summary>
    public Text Title => Text.Of($"walk.{Id}.title");

    /// <summary>What to do.</summary>
    public Text Do => Text.Of($"walk.{Id}.do");
}

/// <summary>What kind of conclusion an end is.</summary>
internal enum EndWeight
{
    /// <summary>Something is to be repaired.</summary>
    Fault,

    /// <summary>The tree does not know.</summary>
    Open,

    /// <summary>Nothing is wrong, or it passes by itself.</summary>
    Fine,
}
