using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.CommandLine;

namespace ChatOpsBot.Host.Hosting;

/// <summary>What a person reads when the server has started: where it is and how to talk to it.</summary>
internal static class Greeting
{
    /// <param name="url">Where it listens.</param>
    /// <param name="cluster">The default cluster.</param>
    /// <param name="settings">What its command line said; a cluster that stands there has to be named to `ask` too.</param>
    /// <param name="demo">Whether it works on the demo cluster.</param>
    /// <param name="localTests">Whether it serves callers without tokens.</param>
    public static string Write(string url, ClusterName cluster, BotSettings settings, bool demo, bool localTests)
    {
        var page = new Uri(url.Replace("//*", "//localhost").Replace("//+", "//localhost").Replace("0.0.0.0", "127.0.0.1").Replace("[::]", "[::1]"));
        var endpoint = new Uri(page, "/api/messages");
        string Ask(string text) => $"  {OwnCommand.Line} ask {text}{settings.Arguments}";
        return string.Join(Environment.NewLine,
        [
            Terminal.Say("greeting.listening", url),
            demo ? Terminal.Say("greeting.demo") : Terminal.Say("greeting.cluster", cluster.Value),
            "",
            Terminal.Say(demo ? "greeting.page-demo" : "greeting.page", page.ToString()),
            "",
            Terminal.Say("greeting.try"),
            .. demo
                ? [Ask("\"pods -n shop --bad\""), Ask("\"why checkout -n shop\""), Ask("\"walk catalog -n shop\""), Ask("help")]
                : new[] { Ask("\"pods -A --bad\""), Ask("help") },
            "",
            Terminal.Say(localTests ? "greeting.playground" : "greeting.teams", endpoint.ToString()),
            Terminal.Say("greeting.stop"),
        ]);
    }
}
