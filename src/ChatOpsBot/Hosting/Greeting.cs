using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.CommandLine;

namespace ChatOpsBot.Host.Hosting;

/// <summary>What a person reads when the server has started: where it is and how to talk to it.</summary>
internal static class Greeting
{
    public static string Write(string url, ClusterName cluster, bool demo, bool localTests)
    {
        var endpoint = new Uri(new Uri(url.Replace("//*", "//localhost").Replace("//+", "//localhost").Replace("0.0.0.0", "127.0.0.1").Replace("[::]", "[::1]")), "/api/messages");
        var lines = new List<string>
        {
            Terminal.Say("greeting.listening", url),
            demo ? Terminal.Say("greeting.demo") : Terminal.Say("greeting.cluster", cluster.Value),
            "",
            demo ? Terminal.Say("greeting.try") : Terminal.Say("greeting.askreal"),
        };
        if (demo) lines.Add(Terminal.Say("greeting.examples"));
        lines.Add("");
        lines.Add(localTests ? Terminal.Say("greeting.playground", endpoint.ToString()) : Terminal.Say("greeting.teams", endpoint.ToString()));
        lines.Add(Terminal.Say("greeting.stop"));
        return string.Join(Environment.NewLine, lines);
    }
}
