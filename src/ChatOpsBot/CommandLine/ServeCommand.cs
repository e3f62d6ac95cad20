using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ChatOpsBot.Host.Hosting;

namespace ChatOpsBot.Host.CommandLine;

/// <summary>`serve`: the bot, until it is stopped. The default command.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Option<string> _urls = new("--urls") { Description = Terminal.Say("serve.urls"), HelpName = "URL" };
    private readonly Option<bool> _localTests = new("--local-tests") { Description = Terminal.Say("serve.local-tests") };
    private readonly Option<double> _demoClock = new("--demo-clock") { Description = Terminal.Say("serve.demo-clock"), HelpName = "10x", CustomParser = Speed, DefaultValueFactory = _ => 1 };
    private readonly ClusterOptionSet _cluster;

    public ServeCommand() : base("serve", Terminal.Say("serve"))
    {
        Options.Add(_urls);
        Options.Add(_localTests);
        Options.Add(_demoClock);
        _cluster = new ClusterOptionSet(this);
        SetAction((parsed, cancellationToken) => StartFailure.ReportAsync(async () =>
        {
            await using var bot = await BotApplication.CreateAsync(_cluster.Read(parsed) with { DemoSpeed = parsed.GetValue(_demoClock) }, parsed.GetValue(_urls), parsed.GetValue(_localTests), cancellationToken);
            await bot.RunAsync(cancellationToken);
            return 0;
        }));
    }

    private static double Speed(ArgumentResult result)
    {
        if (double.TryParse(result.Tokens[0].Value.TrimEnd('x'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed) && speed is > 0 and <= 1000) return speed;
        result.AddError(Terminal.Say("problem.demo-clock"));
        return 1;
    }
}
