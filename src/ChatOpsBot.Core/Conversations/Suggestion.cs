namespace ChatOpsBot.Core.Conversations;

/// <summary>How a text may go on.</summary>
/// <param name="Shown">The word: a command, an option, a name.</param>
/// <param name="Text">The whole text with it, ready for the next word.</param>
public sealed record Suggestion(string Shown, string Text);
