using System.CommandLine;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`help [command]`, made from the grammar.</summary>
internal sealed class Help : ChatCommand
{
    private readonly Argument<string[]> _command = new("command") { Arity = ArgumentArity.ZeroOrMore, HelpName = "COMMAND" };
    private readonly Func<Grammar> _grammar;

    // The grammar is made of the commands, so this one gets it later.
    public Help(Func<Grammar> grammar) : base("help", "commands", "?")
    {
        _grammar = grammar;
        Syntax.Arguments.Add(_command);
    }

    public override Role? Needs => null;

    public override Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken)
    {
        var words = parsed.GetValue(_command) ?? [];
        if (words.Length == 0) return Task.FromResult(All(asking.Scope));
        if (_grammar().Find(words) is { } command)
            return Task.FromResult(new Reply { Title = Text.Of("commands.help.title", command.Name, CommandHelp.Summary(command)), Parts = [.. CommandHelp.Parts(command)] });
        var near = _grammar().Near(words[0]);
        return Task.FromResult(near.Count == 0
            ? Reply.Refused(Text.Of("dialog.unknown-command", Neutral.Line(words[0])), new Buttons([new Button(Text.Of("dialog.button-help"), "help")]))
            : Reply.Refused(Text.Of("dialog.unknown-command-near", Neutral.Line(words[0]), near[0]),
                new Buttons([.. near.Select(name => new Button(name, $"help {name}"))])));
    }

    private Reply All(ConversationScope scope) => new()
    {
        Title = Text.Of("commands.help.all"),
        Parts =
        [
            new Facts([
                .. _grammar().Commands.Where(command => !command.Syntax.Hidden && scope.Allows(command)).Select(command => new Fact(command.Name, CommandHelp.Summary(command))),
                .. scope.Aliases.OrderBy(alias => alias.Key, StringComparer.Ordinal).Select(alias => new Fact(alias.Key, Text.Of("commands.help.alias", alias.Value))),
            ]),
            .. scope.Commands.Count == 0 ? [] : new ReplyPart[] { new Paragraph(Text.Of("commands.help.scope", scope.Name)) },
            new Paragraph(Text.Of("commands.help.more")),
        ],
    };
}
