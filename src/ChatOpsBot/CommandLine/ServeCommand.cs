using System.CommandLine;
using ChatOpsBot.Host.Hosting;

namespace ChatOpsBot.Host.CommandLine;

/// <summary>`serve`: the bot, until it is stopped. The default command.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Option<string> _urls = new("--urls") { Description = Terminal.Say("serve.urls"), HelpName = "URL" };
    private readonly Option<bool> _localTests = new("--local-tests") { Description = Terminal.Say("serve.local-tests") };
    private readonly ClusterOptionSet _cluster;

    public ServeCommand() : base("serve", Terminal.Say("serve"))
    {
        Options.Add(_urls);
        Options.Add(_localTests);
        _cluster = new ClusterOptionSet(this);
        SetAction((parsed, cancellationToken) => StartFailure.ReportAsync(async () =>
        {
            await using var bot = await BotApplication.CreateAsync(_cluster.Read(parsed), parsed.GetValue(_urls), parsed.GetValue(_localTests), cancellationToken);
            await bot.RunAsync(cancellationToken);
            return 0;
        }));
    }
}
