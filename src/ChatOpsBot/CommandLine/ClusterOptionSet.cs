using System.CommandLine;

namespace ChatOpsBot.Host.CommandLine;

/// <summary>The options by which `serve` and `ask` alike are told where to work.</summary>
internal sealed class ClusterOptionSet
{
    private readonly Option<bool> _demo = new("--demo") { Description = Terminal.Say("demo") };
    private readonly Option<FileInfo> _kubeconfig = new("--kubeconfig") { Description = Terminal.Say("kubeconfig"), HelpName = "FILE" };
    private readonly Option<string> _context = new("--context") { Description = Terminal.Say("context"), HelpName = "NAME" };

    public ClusterOptionSet(Command command)
    {
        command.Options.Add(_demo);
        command.Options.Add(_kubeconfig);
        command.Options.Add(_context);
        var store = new StoreOptionSet(command);
        Store = store;
        command.Validators.Add(result =>
        {
            if (result.GetValue(_demo) && result.GetValue(_kubeconfig) is not null) result.AddError(Terminal.Say("problem.exclusive"));
            if (result.GetValue(_context) is not null && result.GetValue(_kubeconfig) is null) result.AddError(Terminal.Say("problem.context"));
        });
    }

    private StoreOptionSet Store { get; }

    public BotSettings Read(ParseResult parsed) =>
        Store.Read(parsed) with { Demo = parsed.GetValue(_demo), Kubeconfig = parsed.GetValue(_kubeconfig), Context = parsed.GetValue(_context) };
}

/// <summary>The options that name the settings file and the store.</summary>
internal sealed class StoreOptionSet
{
    private readonly Option<FileInfo> _config = new("--config") { Description = Terminal.Say("config"), HelpName = "FILE" };
    private readonly Option<FileInfo> _store = new("--store") { Description = Terminal.Say("store"), HelpName = "FILE" };

    public StoreOptionSet(Command command)
    {
        command.Options.Add(_config);
        command.Options.Add(_store);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_config) is { Exists: false } file) result.AddError(Terminal.Say("problem.nofile", file.FullName));
        });
    }

    public BotSettings Read(ParseResult parsed) => new(false, null, null, parsed.GetValue(_config), parsed.GetValue(_store));
}
