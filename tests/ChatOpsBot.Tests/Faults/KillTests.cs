using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Storage;
using ChatOpsBot.Tests.Channels.Slack;
using ChatOpsBot.Tests.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Faults;

public sealed class KillTests
{
    // What Workers:Conversations says: so many messages are given to a service at once.
    private const int AtOnce = 32;

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

    [Fact]
    public async Task In_Teams_which_cannot_be_asked_it_loses_none_and_doubles_at_most_what_was_on_the_wire()
    {
        await using var traffic = await TeamsTraffic.StartAsync();
        using var program = new ProgramRun();
        var store = Path.Combine(program.Folder, "bot.db");
        var settings = program.Write("settings.json", """{ "Teams": { "LocalTests": true }, "Logging": { "LogLevel": { "Default": "Error" } } }""");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{FreePort()}") };
        Process Start() => program.Start("serve", "--demo", "--config", settings, "--store", store, "--urls", http.BaseAddress.ToString());
        var (bot, kills, every) = (Start(), 0, Math.Min(Events.Count / 3, 1000));

        var delivering = traffic.DeliverAsync(http, Enumerable.Range(0, Events.Count));
        for (var answered = every; answered < Events.Count; answered += every)
        {
            await traffic.AnsweredAsync(answered);
            await EndAsync(bot, "KILL");
            kills++;
            bot = Start();
        }
        await delivering;
        await traffic.AnsweredAsync(Events.Count);
        await EndAsync(bot, "TERM");

        var times = traffic.Messages.Select(TeamsTraffic.Number).CountBy(number => number).ToDictionary();
        TestContext.Current.SendDiagnosticMessage("{0} kills, {1} of {2} answers doubled", kills, times.Count(pair => pair.Value > 1), Events.Count);
        Assert.Equal(Enumerable.Range(0, Events.Count), times.Keys.Order());
        Assert.InRange(kills, 2, int.MaxValue);
        Assert.InRange(times.Values.Sum() - Events.Count, 0, kills * AtOnce);
        var left = await LeftAsync(store);
        Assert.Equal((0, 0, 0), (left.Unanswered, left.Unsent, left.Undeliverable));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
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
