using ChatOpsBot.Core.Audit;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Remediation;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.CommandLine;
using ChatOpsBot.Host.Demo;
using ChatOpsBot.Host.Identity;
using ChatOpsBot.Host.Storage;
using Microsoft.Extensions.Logging.Console;

namespace ChatOpsBot.Host.Hosting;

/// <summary>The bot without a server: for one command, or for reading the store.</summary>
internal sealed class BotSession : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly DemoSession? _demo;

    private BotSession(ServiceProvider services, DemoSession? demo)
    {
        _services = services;
        _demo = demo;
    }

    /// <summary>The record.</summary>
    public IAuditLog Audit => _services.GetRequiredService<IAuditLog>();

    /// <summary>The whole bot, on the cluster that the settings name; the demo cluster of a running server is used if there is one.</summary>
    public static async Task<BotSession> OpenAsync(BotSettings settings, CancellationToken cancellationToken)
    {
        var configuration = settings.Read();
        var demo = DemoSession.IsWanted(settings, configuration) ? await DemoSession.AttachOrStartAsync(configuration, cancellationToken) : null;
        var services = Provide(demo?.Apply(configuration) ?? WithReader(configuration));
        SettingsCheck.Run(services, SettingsCheck.Strangers(configuration));
        await services.GetRequiredService<BotStore>().OpenAsync(cancellationToken);
        return new BotSession(services, demo);
    }

    /// <summary>The store alone.</summary>
    public static BotSession OpenStore(BotSettings settings)
    {
        var configuration = settings.Read();
        return new(Provide(DemoSession.IsWanted(settings, configuration) ? DemoSession.WithStore(configuration) : configuration), null);
    }

    /// <summary>Says something as a person, and carries out what was approved by it.</summary>
    /// <param name="text">What is said.</param>
    /// <param name="person">Who says it; null: who runs the program.</param>
    /// <param name="locale">BCP 47 tag of the language to read in; null: what `use` chose, else the terminal's.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The answer as it stands after that, and its reader.</returns>
    public async Task<(Reply Reply, Reader Reader)> AskAsync(string text, string? person, string? locale, CancellationToken cancellationToken)
    {
        var clock = _services.GetRequiredService<TimeProvider>();
        var name = person ?? (_demo is null ? Environment.UserName : DemoSession.DefaultPerson);
        var intent = new Intent(
            Guid.CreateVersion7(clock.GetUtcNow()).ToString(), new AccountId($"cli:{name}"), name, new ConversationAddress("cli", name),
            text, locale ?? Terminal.LocaleTag, TimeZoneInfo.Local.Id, clock.GetUtcNow());
        var conversation = _services.GetRequiredService<Conversation>();
        var reply = await conversation.AnswerAsync(intent, cancellationToken);
        if (await _services.GetRequiredService<ActionExecutor>().RunDueAsync(cancellationToken) is [.., var settled])
            reply = await conversation.AnswerAsync(intent with { EventId = $"{intent.EventId} settled", Text = $"requests {settled.Id}" }, cancellationToken);
        var chosen = await _services.GetRequiredService<IConversationDefaults>().GetAsync(intent.Where, cancellationToken);
        var language = locale is null ? chosen.LanguageFor(ConversationScope.None, intent.Locale) : Locale.From(locale);
        return (reply, new Reader(language, TimeZoneInfo.Local, clock.GetUtcNow()));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_demo is not null) await _demo.DisposeAsync();
    }

    // Who runs the program with a kubeconfig of their own can read that cluster without it too; a configuration without people
    // would refuse them. Actions need people who are named.
    private static IConfiguration WithReader(IConfiguration configuration) => configuration.GetSection(PeopleOptions.Section).GetChildren().Any()
        ? configuration
        : new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(
        [
            new($"{PeopleOptions.Section}:{Environment.UserName}:Accounts:0", $"cli:{Environment.UserName}"),
            new($"{PeopleOptions.Section}:{Environment.UserName}:Roles:0", nameof(Role.Reader)),
        ]).Build();

    private static ServiceProvider Provide(IConfiguration configuration) => new ServiceCollection()
        .AddSingleton(configuration)
        // A person reads the answer; what an operator reads is the server's.
        .AddLogging(logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddFilter<ConsoleLoggerProvider>(null, LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace))
        .AddBot(configuration)
        .BuildServiceProvider();
}
