using System.Net;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Channels.Slack;
using ChatOpsBot.Host.Channels.Teams;
using ChatOpsBot.Host.Hosting;
using ChatOpsBot.Tests.Channels.Slack;
using ChatOpsBot.Tests.Channels.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOpsBot.Tests.Faults;

/// <summary>The whole bot but its page, with a store of its own, over real HTTP, in fast time. Its cluster is away: nobody asks for it.</summary>
internal sealed class FaultyBot : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private FaultyBot(DirectoryInfo folder, WebApplication app, OperatorLog log)
    {
        (_folder, _app, Log) = (folder, app, log);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public OperatorLog Log { get; }

    public HttpClient Http { get; }

    public static Task<FaultyBot> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(new FastTime(), settings);

    public static Task<FaultyBot> StartAsync(TimeProvider time, params (string Key, string? Value)[] settings) => StartAsync(services => services.AddSingleton(time), settings);

    /// <summary>Starts it with services in the place of its own.</summary>
    public static async Task<FaultyBot> StartAsync(Action<IServiceCollection> more, params (string Key, string? Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("chatops-faults");
        var log = new OperatorLog();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(
        [
            new("Storage:Path", Path.Combine(folder.FullName, "bot.db")),
            new("Clusters:away:Kind", "Demo"), new("Clusters:away:Server", "http://127.0.0.1:9"),
            new("People:alice:Accounts:0", $"slack:{FakeSlack.Team}/U0ALICE"), new("People:alice:Accounts:1", $"teams:{TeamsHost.Tenant}/aad0-alex"),
            new("People:alice:Roles:0", "Reader"),
            .. settings.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)),
        ]);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        builder.Logging.AddProvider(log);
        builder.Services.AddBot(builder.Configuration).AddTeams(builder.Configuration).AddSlack(builder.Configuration)
            // What is to be quick for people is to be calm in fast time.
            .AddWorkers(workers => (workers.Poll, workers.ShowWorkingAfter, workers.PostDeadline) = (TimeSpan.FromMinutes(1), TimeSpan.FromHours(3), TimeSpan.FromHours(3)))
            .AddSingleton<TimeProvider>(new FastTime());
        more(builder.Services);
        var app = builder.Build();
        app.UseRouting();
        app.MapTeams();
        app.MapSlack();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new FaultyBot(folder, app, log);
    }

    /// <summary>Ends in good order. Nothing is sent after that; what would still have been sent is counted.</summary>
    public async Task<QueueStatus> StopAsync()
    {
        await _app.StopAsync(TestContext.Current.CancellationToken);
        return await _app.Services.GetRequiredService<IQueueStatus>().ReadAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
