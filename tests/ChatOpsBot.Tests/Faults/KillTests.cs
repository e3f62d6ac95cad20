using System.Diagnostics;
using System.Globalization;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Storage;
using ChatOpsBot.Tests.Channels.Slack;
using ChatOpsBot.Tests.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Faults;

public sealed class KillTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killing_the_bot_again_and_again_loses_no_event_and_doubles_none()
    {
        await using var traffic = await SlackTraffic.StartAsync();
        traffic.Slack.Scopes.Add("channels:history");
        using var program = new ProgramRun();
        var store = Path.Combine(program.Folder, "bot.db");
        var settings = program.Write("settings.json", $$"""
            {
              "People": { "alice": { "Accounts": [ "slack:{{FakeSlack.Team}}/U0ALICE" ] } },
              "Slack": { "BotToken": "{{FakeSlack.BotToken}}", "AppToken": "{{FakeSlack.AppToken}}", "ApiBaseUrl": "{{traffic.Slack.Url}}/api/" },
              "Logging": { "LogLevel": { "Default": "Error" } }
            }
            """);
        Process Start() => program.Start("serve", "--demo", "--config", settings, "--store", store, "--urls", "http://127.0.0.1:0");
        var (bot, kills, every) = (Start(), 0, Math.Min(Events.Count / 2, 1000));

        await traffic.SendAsync(Enumerable.Range(0, Events.Count), async at =>
        {
            if (at % every != every - 1) return;
            // It dies with events in all states: on the wire, recorded, answered, given to Slack.
            await traffic.Slack.UntilAsync(slack => slack.Messages.Count > at / 2 ? slack : null);
            await EndAsync(bot, "KILL");
            kills++;
            bot = Start();
        });
        await traffic.Slack.UntilAsync(slack =>
            slack.Waiting == 0 && slack.Messages.Count >= Events.Count && slack.Messages.Values.Select(SlackTraffic.Number).Distinct().Count() == Events.Count ? slack : null);
        await EndAsync(bot, "TERM");

        var times = traffic.Slack.Messages.Values.Select(SlackTraffic.Number).CountBy(number => number).ToDictionary();
        TestContext.Current.SendDiagnosticMessage("{0} kills, {1} of {2} answers doubled", kills, times.Count(pair => pair.Value > 1), Events.Count);
        Assert.Equal(Enumerable.Range(0, Events.Count), times.Keys.Order());
        Assert.InRange(kills, 2, int.MaxValue);
        Assert.All(times, pair => Assert.Equal(1, pair.Value));
        var left = await LeftAsync(store);
        Assert.Equal((0, 0, 0), (left.Unanswered, left.Unsent, left.Undeliverable));
    }

    private static async Task EndAsync(Process bot, string signal)
    {
        using (bot)
        {
            using var kill = Process.Start("kill", [$"-{signal}", bot.Id.ToString(CultureInfo.InvariantCulture)]);
            await Task.WhenAll(bot.StandardOutput.ReadToEndAsync(Token), bot.StandardError.ReadToEndAsync(Token), bot.WaitForExitAsync(Token));
        }
    }

    private static async Task<QueueStatus> LeftAsync(string path)
    {
        await using var services = new ServiceCollection().AddLogging().AddStorage(options => options.Path = path).BuildServiceProvider();
        var left = await services.GetRequiredService<IQueueStatus>().ReadAsync(Token);
        SqliteConnection.ClearAllPools();
        return left;
    }
}
