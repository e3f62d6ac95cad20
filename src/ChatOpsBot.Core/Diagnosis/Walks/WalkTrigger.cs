namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>What a person can do with a walk.</summary>
internal enum WalkTrigger
{
    Yes,
    No,

    /// <summary>Undo the last step.</summary>
    Back,

    /// <summary>Go on without an answer.</summary>
    Skip,

    /// <summary>Set aside an answer that the bot gave.</summary>
    Overrule,

    Stop,
}
