using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Hosting;
using ChatOpsBot.Host.Storage;
using ChatOpsBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChatOpsBot.Tests.Hosting;

public sealed class QueueHealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_too_long_to_be_sent_degrades()
    {
        await using var test = new TestStore();
        var health = new QueueHealth(test.Get<IQueueStatus>(), test.Time);
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(new(), Token)).Status);

        await test.Get<IOutbox>().PublishAsync(new() { Title = "card", Card = new("c") }, [new("teams", "room")], Token);
        var waiting = await health.CheckHealthAsync(new(), Token);
        Assert.Equal((HealthStatus.Healthy, 1), (waiting.Status, waiting.Data["unsent"]));

        test.Time.Advance(QueueHealth.Late + TimeSpan.FromSeconds(1));
        Assert.Equal(HealthStatus.Degraded, (await health.CheckHealthAsync(new(), Token)).Status);
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_unhealthy()
    {
        var file = Path.GetTempFileName();
        await using var services = new ServiceCollection().AddLogging()
            .AddStorage(options => options.Path = Path.Combine(file, "chatops.db")).BuildServiceProvider();
        var result = await new QueueHealth(services.GetRequiredService<IQueueStatus>(), TimeProvider.System).CheckHealthAsync(new(), Token);
        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        File.Delete(file);
    }
}
