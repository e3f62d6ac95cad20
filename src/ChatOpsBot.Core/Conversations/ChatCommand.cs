using System.CommandLine;
using System.CommandLine.Parsing;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Core.Conversations;

/// <summary>One command of the grammar: its syntax, the role it needs, and its use case. Derived classes are found by
/// reflection and made by the container; adding a command is adding its file and its texts
/// (`commands.NAME.summary`, `commands.NAME.example`; a space in NAME is a dash there).</summary>
public abstract class ChatCommand
{
    /// <summary>Makes a command.</summary>
    /// <param name="name">The word; two words ("delete pod") make a command of a command.</param>
    /// <param name="aliases">Other words for the last word of the name.</param>
    protected ChatCommand(string name, params string[] aliases)
    {
        Name = name;
        Syntax = new Command(name[(name.LastIndexOf(' ') + 1)..]);
        foreach (var alias in aliases) Syntax.Aliases.Add(alias);
    }

    /// <summary>The whole name: "pods", "delete pod".</summary>
    public string Name { get; }

    /// <summary>Arguments and options; the one description from which parsing, help and suggestions come.</summary>
    public Command Syntax { get; }

    /// <summary>The role that it needs; null: anybody may, known or not (help, whoami).</summary>
    public virtual Role? Needs => Role.Reader;

    /// <summary>Words that its arguments may be, for whoever types; names of the cluster's objects are known without it.</summary>
    public virtual IEnumerable<string> KnownWords => [];

    /// <summary>Whether a person of the right role could do with it what was said, as things stand: for buttons that only some may press.
    /// Answering decides anew.</summary>
    public virtual Task<bool> ServesAsync(ParseResult parsed, Person person, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Answers.</summary>
    public abstract Task<Reply> AnswerAsync(ParseResult parsed, Asking asking, CancellationToken cancellationToken);
}
