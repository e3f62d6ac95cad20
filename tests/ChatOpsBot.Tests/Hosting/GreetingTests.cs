using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.CommandLine;
using ChatOpsBot.Host.Hosting;

namespace ChatOpsBot.Tests.Hosting;

public sealed class GreetingTests
{
    [Fact]
    public void On_a_real_cluster_ask_is_told_the_same_places_as_the_server()
    {
        var settings = new BotSettings(false, new("/home/ada/my config"), "prod", new("/config/appsettings.json"), new("/data/chatops.db"));
        Assert.Contains(
            $"  {OwnCommand.Line} ask help --kubeconfig \"/home/ada/my config\" --context prod --config /config/appsettings.json --store /data/chatops.db\n",
            Greeting.Write("http://[::]:5100", new ClusterName("prod"), settings, demo: false, localTests: false).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void On_the_demo_cluster_nothing_need_be_told()
    {
        var greeting = Greeting.Write("http://localhost:5100", new ClusterName("demo"), new(false, null, null, null, null), demo: true, localTests: false).ReplaceLineEndings("\n");
        Assert.Contains($"  {OwnCommand.Line} ask \"why checkout -n shop\"\n", greeting, StringComparison.Ordinal);
        Assert.Contains($"  {OwnCommand.Line} ask help\n", greeting, StringComparison.Ordinal);
    }
}
