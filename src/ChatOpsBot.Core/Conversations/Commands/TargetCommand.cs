using System.CommandLine;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>A command about one object: `COMMAND [KIND] NAME [-n]`.</summary>
internal abstract class TargetCommand : ChatCommand
{
    private readonly Argument<string[]> _target;
    private readonly Option<string?> _namespace = CommandSyntax.Namespace();

    protected TargetCommand(string name, bool required, params string[] aliases) : base(name, aliases)
    {
        _target = CommandSyntax.Target(required);
        Syntax.Arguments.Add(_target);
        Syntax.Options.Add(_namespace);
    }

    /// <summary>The option -n, for commands that also take a scope.</summary>
    protected Option<string?> NamespaceOption => _namespace;

    /// <summary>The words that name the object; null when there are none.</summary>
    protected string? Target(ParseResult parsed) => parsed.Words(_target);

    /// <summary>The namespace that was said, or null.</summary>
    protected string? Namespace(ParseResult parsed) => parsed.GetValue(_namespace);

    /// <summary>" -n shop", or nothing for cluster-scoped objects.</summary>
    protected static string In(string? ns) => ns is null ? "" : $" -n {ns}";
}
