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

    [Fact]
    public async Task What_a_person_broke_is_broken_again_in_the_cluster_that_starts_next()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-faults");
        try
        {
            var options = new DemoClusterOptions { FaultsFile = Path.Combine(folder.FullName, "bot.db.demo-faults") };
            Assert.Equal([], await BrokenAsync(options, faults => faults.SetAsync("oom", true, Token)));
            Assert.Equal(["oom"], await BrokenAsync(options, faults => faults.SetAsync("bad-image", true, Token)));
            Assert.Equal(["bad-image", "oom"], await BrokenAsync(options, faults => faults.SetAsync("oom", false, Token)));
            Assert.Equal(["bad-image"], await BrokenAsync(options, _ => Task.CompletedTask));
            // A name of another version is left alone.
            await File.WriteAllTextAsync(options.FaultsFile, "no-such-fault\ncordoned\n", Token);
            Assert.Equal(["cordoned"], await BrokenAsync(options, _ => Task.CompletedTask));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // What is broken from the start; then something is done, and the cluster ends.
    private static async Task<IEnumerable<string>> BrokenAsync(DemoClusterOptions options, Func<DemoFaults, Task> then)
    {
        await using var cluster = await DemoCluster.DemoCluster.StartAsync(options, Token);
        using var faults = new DemoFaults(cluster.Address);
        var broken = (await faults.ListAsync(Token)).Where(fault => fault.Broken).Select(fault => fault.Name).ToList();
        await then(faults);
        return broken;
    }
}
