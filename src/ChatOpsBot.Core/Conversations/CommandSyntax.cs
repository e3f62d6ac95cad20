using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>The options and arguments that many commands share, spelled as kubectl spells them and defined in one way.
/// Their help is `commands.option.NAME` and `commands.argument.NAME`.</summary>
public static class CommandSyntax
{
    /// <summary>-n, --namespace.</summary>
    public static Option<string?> Namespace() => new("--namespace", "-n") { HelpName = "NAMESPACE" };

    /// <summary>-A, --all-namespaces.</summary>
    public static Option<bool> AllNamespaces() => new("--all-namespaces", "-A");

    /// <summary>--mine: what concerns oneself.</summary>
    public static Option<bool> Mine() => new("--mine");

    /// <summary>-l, --selector.</summary>
    public static Option<string?> Selector() => new("--selector", "-l") { HelpName = "LABELS" };

    /// <summary>The words that name an object ("checkout", "pod checkout", "deploy web"), to be joined with spaces for
    /// <see cref="TargetResolver"/>.</summary>
    public static Argument<string[]> Target(bool required = true) => new("target")
    {
        Arity = required ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore,
        HelpName = "[KIND] NAME",
    };

    /// <summary>The name of arguments that are prose, in which a word may begin with a dash.</summary>
    public const string FreeText = "reason";

    /// <summary>For a CustomParser: says what is wrong with a word. System.CommandLine takes words and no keys; it is called with
    /// the reader's culture.</summary>
    internal static void Refuse(ArgumentResult result, Text why) =>
        result.AddError(new Reader(Locale.From(CultureInfo.CurrentUICulture.Name), TimeZoneInfo.Utc, default).Read(why));

    /// <summary>The namespace to look in: the one said, none with -A, else the conversation's.</summary>
    public static string? Scope(this ParseResult parsed, Asking asking, Option<string?> ns, Option<bool>? all = null) =>
        all is not null && parsed.GetValue(all) ? null : parsed.GetValue(ns) ?? asking.Namespace;

    /// <summary>The words of an argument as one text; null when there are none.</summary>
    public static string? Words(this ParseResult parsed, Argument<string[]> argument) =>
        parsed.GetValue(argument) is { Length: > 0 } words ? string.Join(' ', words) : null;
}
