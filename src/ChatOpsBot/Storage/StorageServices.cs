using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Diagnosis.Walks;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Host.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Storage;

/// <summary>Registers the store.</summary>
internal static class StorageServices
{
    /// <summary>Adds the store and everything of Core's that it implements. It is opened at first use.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, Action<StorageOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<StorageOptions>().ValidateOnStart();
        if (configure is not null) services.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptions.Validator>());

        services.AddPooledDbContextFactory<SqliteBotDbContext>((provider, context) => context
            .UseSqlite(provider.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString)
            .AddInterceptors(new SqlitePragmas())
            .EnableThreadSafetyChecks(false)

            // What is worth a line in the log is logged where it is understood.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.CommandExecuted, RelationalEventId.CommandError)));
        services.AddSingleton<IDbContextFactory<BotDbContext>, SqliteContexts>();
        services.AddSingleton<IStoreOpener, SqliteOpener>();
        services.AddSingleton<BotStore>();
        services.AddSingleton<Signals>();
        services.AddSingleton<Housekeeping>();

        services.AddSingleton<Inbox>();
        services.AddSingleton<IInbox>(provider => provider.GetRequiredService<Inbox>());
        services.AddSingleton<Outbox>();
        services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<Outbox>());
        services.AddSingleton<ICards>(provider => provider.GetRequiredService<Outbox>());
        services.AddSingleton<IAddressBook, AddressBook>();
        services.AddSingleton<IConversationDefaults, DefaultsStore>();
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<IRequestStore, RequestStore>();
        services.AddSingleton<IWalkStore, WalkStore>();
        services.AddSingleton<IRoomLog, RoomLog>();
        services.AddSingleton<IEndedSessions, EndedSessions>();
        services.AddSingleton<IQueueStatus, QueueDepth>();
        return services;
    }
}
