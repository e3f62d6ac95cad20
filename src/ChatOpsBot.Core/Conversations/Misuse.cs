using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>What is wrong with a command that was not understood, every mistake of it, in words of the bot's own where the parser's
/// would tell of types and symbols.</summary>
internal static class Misuse
{
    /// <summary>The mistakes in the order of the text; none when it is understood.</summary>
    public static IReadOnlyList<Text> Of(ParseResult parsed) =>
        [.. UnknownOptions(parsed.CommandResult), .. parsed.Errors.Select(error => Of(error, parsed))];

    // An argument that takes any number of words takes a misspelt option too, and looks for an object of that name.
    private static IEnumerable<Text> UnknownOptions(CommandResult command) => command.Children.OfType<ArgumentResult>()
        .Where(argument => argument.Argument.Name != CommandSyntax.FreeText)
        .SelectMany(argument => argument.Tokens)
        .Where(token => IsOption(token.Value))
        .Select(token => Unknown(token.Value, command.Command));

    private static bool IsOption(string word) => word is ['-', '-', not '-', ..] or ['-', >= 'A' and <= 'Z' or >= 'a' and <= 'z', ..];

    private static Text Unknown(string word, Command command)
    {
        var name = word.Split('=')[0];
        var spellings = command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Append(option.Name));
        return name.Length > 2 && Nearest.Of(name, spellings) is [var near, ..]
            ? Text.Of("dialog.no-option-near", Neutral.Line(name), near)
            : Text.Of("dialog.no-option", Neutral.Line(name));
    }

    private static Text Of(ParseError error, ParseResult parsed) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0, Option: var option } => Text.Of("dialog.option-needs", option.Aliases.Append(option.Name).MinBy(name => name.Length)!, CommandHelp.Value(option)),
        OptionResult or ArgumentResult { Parent: OptionResult } when Wrong(error.SymbolResult as OptionResult ?? (OptionResult)error.SymbolResult.Parent!) is { } wrong => wrong,
        ArgumentResult { Tokens.Count: 0, Argument: var argument } => Text.Of("dialog.needs", CommandHelp.Value(argument)),
        // A command without arguments takes no word at all.
        CommandResult { Command: var command } when parsed.UnmatchedTokens.FirstOrDefault(word => IsOption(word) && error.Message.Contains(word, StringComparison.Ordinal)) is { } word =>
            Unknown(word, command),
        CommandResult { Command: var command } when parsed.CommandResult.Tokens.Count == 0 && command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0) is { } missing =>
            Text.Of("dialog.needs", CommandHelp.Value(missing)),
        _ => Neutral.Line(error.Message),
    };

    // An option of which only some words are taken says which.
    private static Text? Wrong(OptionResult given)
    {
        List<string> taken = [.. given.Option.GetCompletions(CompletionContext.Empty).Select(completion => completion.Label)];
        return taken.Count == 0 || given.Tokens is not [var word, ..]
            ? null : Text.Of("dialog.option-takes", given.Option.Name, Text.List(taken), Neutral.Line(word.Value));
    }
}
