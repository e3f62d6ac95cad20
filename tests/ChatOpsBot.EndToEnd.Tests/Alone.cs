namespace ChatOpsBot.EndToEnd.Tests;

/// <summary>Tests that need the whole machine: they run after the others, one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
