using ChatOpsBot.Core.Texts;
using ChatOpsBot.DemoCluster;
using ChatOpsBot.Host.Demo;

namespace ChatOpsBot.Tests.Demo;

public sealed class DemoFaultsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bot_breaks_and_heals_what_the_demo_cluster_offers_and_has_words_for_each()
    {
        await using var cluster = await DemoCluster.DemoCluster.StartAsync(new DemoClusterOptions(), Token);
        using var faults = new DemoFaults(cluster.Address);
        var all = await faults.ListAsync(Token);
        Assert.Equal(12, all.Count);
        foreach (var locale in Locale.All)
        {
            var reader = new Reader(locale, TimeZoneInfo.Utc, default);
            Assert.All(all, fault => Assert.DoesNotContain("commands.demo", reader.Read(Text.Of($"commands.demo.fault.{fault.Name}")), StringComparison.Ordinal));
        }
        await faults.SetAsync("wrong-selector", true, Token);
        Assert.Equal("wrong-selector", Assert.Single(await faults.ListAsync(Token), fault => fault.Broken).Name);
        await faults.SetAsync("wrong-selector", false, Token);
        Assert.DoesNotContain(await faults.ListAsync(Token), fault => fault.Broken);
    }
}
