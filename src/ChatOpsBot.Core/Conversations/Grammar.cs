using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>What a text means.</summary>
internal abstract record Utterance
{
    private Utterance() { }

    /// <summary>A command with its arguments.</summary>
    public sealed record Understood(ChatCommand Command, ParseResult Parsed) : Utterance;

    /// <summary>No command; what to answer.</summary>
    public sealed record Other(Reply Reply) : Utterance;
}

/// <summary>The one grammar of chat, `ask` and completion, made of every <see cref="ChatCommand"/>.</summary>
internal sealed class Grammar
{
    // Response files would read files of the server (@file); directives exist on root commands only, so a plain one is the root.
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    private readonly Command _root = new("chatopsbot-grammar");
    private readonly Dictionary<Command, ChatCommand> _commands = [];

    public Grammar(IEnumerable<ChatCommand> commands)
    {
        foreach (var command in commands.OrderBy(command => command.Name, StringComparer.Ordinal))
        {
            Parent(command.Name).Subcommands.Add(command.Syntax);
            _commands.Add(command.Syntax, command);
        }
    }

    /// <summary>Every command by name.</summary>
    public IEnumerable<ChatCommand> Commands => _commands.Values.OrderBy(command => command.Name, StringComparer.Ordinal);

    /// <summary>Reads a clean text.</summary>
    public Utterance Read(string text, Locale locale)
    {
        var definition = SpokenDefinition.Split(text);
        var words = Recognize([.. KubectlWords.Normalize(KubectlWords.Split(definition?.Head ?? text))]);
        // A definition is one word; with its line end before it, it is never taken for an option.
        if (definition is { Body: var body }) words.Add(body);
        if (words.Count == 0) words = ["help"];
        var end = words.IndexOf("--");
        if (words.FindIndex(word => word is "--help" or "-h") is var help and >= 0 && (end < 0 || help < end))
            words = ["help", .. words.TakeWhile(word => !word.StartsWith('-'))];

        // The parser would pass over words that it does not know and find a command behind them.
        if (!_root.Subcommands.Any(command => Answers(command, words[0]))) return new Utterance.Other(Unknown(words));
        var parsed = Parse(words, locale);
        if (!_commands.TryGetValue(parsed.CommandResult.Command, out var command)) return new Utterance.Other(NoCommand(parsed.CommandResult.Command));
        var mistakes = Misuse.Of(parsed);
        return mistakes.Count == 0 ? new Utterance.Understood(command, parsed) : new Utterance.Other(CommandHelp.Misused(command, mistakes));
    }

    /// <summary>The command that words name ("delete pod", "po"), or null.</summary>
    public ChatCommand? Find(IEnumerable<string> words)
    {
        var at = _root;
        foreach (var word in Recognize([.. words]))
        {
            if (at.Subcommands.FirstOrDefault(command => Answers(command, word)) is not { } next) break;
            at = next;
        }
        return _commands.GetValueOrDefault(at);
    }

    /// <summary>The names and aliases near a word, whole names of commands.</summary>
    public IReadOnlyList<string> Near(string word) => [.. Nearest.Of(word, Commands.SelectMany(Spellings))
        .Select(near => Commands.First(command => Spellings(command).Contains(near)).Name).Distinct(StringComparer.Ordinal)];

    // Of a command of two words only the first and the whole: its second word is another command's first.
    private static IEnumerable<string> Spellings(ChatCommand command) => command.Name.Split(' ') is [var first, _]
        ? [first, command.Name]
        : command.Syntax.Aliases.Prepend(command.Name);

    private static bool Answers(Command command, string word) => command.Name == word || command.Aliases.Contains(word);

    private Command Parent(string name)
    {
        var at = _root;
        foreach (var word in name.Split(' ')[..^1])
        {
            if (at.Subcommands.FirstOrDefault(command => command.Name == word) is not { } group) at.Subcommands.Add(group = new Command(word));
            at = group;
        }
        return at;
    }

    // Phones write the first word with a capital.
    private List<string> Recognize(List<string> words)
    {
        var at = _root;
        for (var i = 0; i < words.Count; i++)
        {
            var lower = words[i].ToLowerInvariant();
            if (at.Subcommands.FirstOrDefault(command => Answers(command, lower)) is not { } next) break;
            words[i] = lower;
            at = next;
        }
        return words;
    }

    private ParseResult Parse(IReadOnlyList<string> words, Locale locale)
    {
        // System.CommandLine words its errors in the current culture.
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(locale.Tag);
            var parsed = _root.Parse(words, Configuration);
            _ = parsed.Errors.Select(error => error.Message).ToList();
            return parsed;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private Reply NoCommand(Command group)
    {
        var members = Commands.Where(command => command.Name.StartsWith(group.Name + " ", StringComparison.Ordinal));
        return Reply.Refused(Text.Of("dialog.incomplete-command", group.Name),
            new Bullets([.. members.Select(member => Text.Of("dialog.command-line", member.Name, CommandHelp.Summary(member)))]));
    }

    private Reply Unknown(List<string> words)
    {
        var word = Neutral.Of(words[0].Length > 60 ? words[0][..60] + "…" : words[0]);
        var near = Near(words[0]);
        return near.Count == 0
            ? Reply.Refused(Text.Of("dialog.unknown-command", word), new Buttons([new Button(Text.Of("dialog.button-help"), "help")]))
            : Reply.Refused(Text.Of("dialog.unknown-command-near", word, near[0]),
                new Buttons([.. near.Select(name => new Button(name, string.Join(' ', words.Skip(1).Prepend(name)))), new Button(Text.Of("dialog.button-help"), "help")]));
    }
}
