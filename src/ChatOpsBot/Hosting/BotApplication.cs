using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Channels.Slack;
using ChatOpsBot.Host.Channels.Teams;
using ChatOpsBot.Host.Channels.Web;
using ChatOpsBot.Host.Clusters;
using ChatOpsBot.Host.CommandLine;
using ChatOpsBot.Host.Demo;
using ChatOpsBot.Host.Storage;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;

namespace ChatOpsBot.Host.Hosting;

/// <summary>The server: channels in front, workers behind.</summary>
internal sealed class BotApplication : IAsyncDisposable
{
    private const string DefaultUrl = "http://localhost:5100";
    private readonly WebApplication _app;
    private readonly DemoSession? _demo;

    private readonly BotSettings _settings;
    private readonly bool _localTests;

    private BotApplication(WebApplication app, DemoSession? demo, BotSettings settings, bool localTests)
    {
        _app = app;
        _demo = demo;
        _settings = settings;
        _localTests = localTests;
    }

    /// <summary>The parts, for tests.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Where it listens, once started.</summary>
    public IEnumerable<string> Urls => _app.Urls;

    /// <summary>Builds it; every setting is checked when it starts.</summary>
    public static async Task<BotApplication> CreateAsync(BotSettings settings, string? urls, bool localTests, CancellationToken cancellationToken)
    {
        var configuration = settings.Read();
        var strangers = SettingsCheck.Strangers(configuration);
        var demo = DemoSession.IsWanted(settings, configuration) ? await DemoSession.StartAsync(configuration, settings.DemoSpeed, cancellationToken) : null;
        configuration = demo?.Apply(configuration) ?? configuration;
        if (localTests) configuration["Teams:LocalTests"] = configuration["Web:Personas"] = "true";

        // The page's files lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(BotApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddConfiguration(configuration);
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        builder.WebHost.UseKestrelHttpsConfiguration();
        // .NET's container images set the variable ASPNETCORE_HTTP_PORTS; where this program listens is said below.
        builder.WebHost.UseSetting(WebHostDefaults.HttpPortsKey, "");
        // And its own switch that believes everybody's X-Forwarded headers; Web:KnownProxies says whose are believed.
        builder.WebHost.UseSetting("ForwardedHeaders_Enabled", "false");
        builder.WebHost.UseUrls(urls ?? configuration["Urls"] ?? DefaultUrl);
        builder.Services.AddBot(builder.Configuration).AddWatching().AddTeams(builder.Configuration).AddSlack(builder.Configuration)
            .AddWeb(builder.Configuration).AddCookieKeys()
            .AddWorkers(workers => builder.Configuration.GetSection("Workers").Bind(workers));

        var app = builder.Build();
        SettingsCheck.Run(app.Services, strangers);
        await app.Services.GetRequiredService<BotStore>().OpenAsync(cancellationToken);
        app.MapWeb();
        app.MapTeams();
        app.MapSlack();
        app.MapHealthChecks("/healthz/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/healthz/ready");
        return new BotApplication(app, demo, settings, builder.Configuration.GetValue<bool>("Teams:LocalTests"));
    }

    /// <summary>Starts, says how to talk to it, and runs until stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync(Greeting.Write(_app.Urls.First(), _app.Services.GetRequiredService<IClusters>().Names[0], _settings, _demo is not null, _localTests));
        await _app.WaitForShutdownAsync(cancellationToken);
    }

    /// <summary>Starts and returns, for tests.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Workers end before what they work on is taken from under them.
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_demo is not null) await _demo.DisposeAsync();
    }
}
