using System.CommandLine;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>What a person reads about a command; syntax from its description, words from the resources.</summary>
internal static class CommandHelp
{
    /// <summary>The command's line in the list of commands.</summary>
    public static Text Summary(ChatCommand command) => Text.Of(Key(command, "summary"));

    /// <summary>Commands to copy, a line each.</summary>
    public static Text Example(ChatCommand command) => Text.Of(Key(command, "example"));

    /// <summary>"logs [KIND] NAME [-c CONTAINER] [-p]".</summary>
    public static string Usage(ChatCommand command) => string.Join(' ', command.Syntax.Arguments.Where(argument => !argument.Hidden).Select(Usage)
        .Concat(command.Syntax.Options.Where(option => !option.Hidden).Select(option => $"[{Spelling(option)}]")).Prepend(command.Name));

    /// <summary>Usage, arguments, options and examples.</summary>
    public static IEnumerable<ReplyPart> Parts(ChatCommand command)
    {
        yield return new Code(Usage(command), "shell");
        var facts = command.Syntax.Arguments.Where(argument => !argument.Hidden).Select(argument => new Fact(Usage(argument), Describe(command, "argument", argument.Name)))
            .Concat(command.Syntax.Options.Where(option => !option.Hidden).Select(option => new Fact(
                string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length)) + (option.ValueType == typeof(bool) ? "" : " " + Value(option)),
                Describe(command, "option", option.Name.TrimStart('-')))))
            .ToList();
        if (facts.Count > 0) yield return new Facts(facts);
        if (command.Syntax.Aliases.Count > 0) yield return new Paragraph(Text.Of("dialog.aliases", Text.List(command.Syntax.Aliases.Order(StringComparer.Ordinal))));
        yield return new Paragraph(Text.Of("dialog.examples", Example(command)));
    }

    /// <summary>A command that was not understood: what is wrong, and how it is used.</summary>
    public static Reply Misused(ChatCommand command, IReadOnlyList<Text> mistakes) => Reply.Refused(
        Text.Of("dialog.misused", command.Name, mistakes[0]),
        [.. mistakes.Count > 1 ? [new Bullets([.. mistakes.Skip(1)])] : Array.Empty<ReplyPart>(),
            new Code(Usage(command), "shell"),
            new Paragraph(Text.Of("dialog.examples", Example(command))),
            new Buttons([new Button(Text.Of("dialog.button-help-on", command.Name), $"help {command.Name}")])]);

    /// <summary>A text of the command's own when there is one, else the one that all commands share.</summary>
    internal static Text Describe(ChatCommand command, string what, string name)
    {
        var own = Key(command, $"{what}.{name}");
        return Text.Of(TextCatalog.Find(own, Locale.English) is null ? $"commands.{what}.{name}" : own);
    }

    private static string Key(ChatCommand command, string part) => $"commands.{command.Name.Replace(' ', '-')}.{part}";

    private static string Usage(Argument argument)
    {
        var name = Value(argument);
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    private static string Spelling(Option option)
    {
        var name = option.Aliases.Append(option.Name).MinBy(name => name.Length)!;
        return option.ValueType == typeof(bool) ? name : $"{name} {Value(option)}";
    }

    /// <summary>How the value of an argument is called: "[KIND] NAME".</summary>
    internal static string Value(Argument argument) => argument.HelpName ?? argument.Name.ToUpperInvariant();

    /// <summary>How the value of an option is called: "NAMESPACE".</summary>
    internal static string Value(Option option) => option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant();
}
