using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ChatOpsBot.Host.CommandLine;

/// <summary>The program's own command line. Exit codes: 0 answered, 1 a refusal or nothing found, 2 the cluster or the arguments failed.</summary>
internal static class RootCommandLine
{
    /// <summary>The exit code for arguments, configuration and clusters that fail.</summary>
    public const int Failed = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand(Terminal.Say("about"));
        var serve = new ServeCommand();
        root.Subcommands.Add(serve);
        root.Subcommands.Add(new AskCommand());
        root.Subcommands.Add(new AuditCommand());

        var parsed = root.Parse(args.Length == 0 ? [serve.Name] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is HelpAction || parsed.Errors.Count == 0) return await parsed.InvokeAsync();
        if (parsed.Action is ParseErrorAction mistakes) mistakes.ShowHelp = false;
        await parsed.InvokeAsync(new InvocationConfiguration { Output = Console.Error });
        await Console.Error.WriteLineAsync(Terminal.Say("seehelp", parsed.CommandResult.Command.Name));
        return Failed;
    }
}
